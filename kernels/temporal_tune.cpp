#include "kernels/temporal_tune.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <tuple>

namespace gs {

namespace {

/// Cells of a trial's field: enough to leave the caches, few enough to be quick.
constexpr std::int64_t kTrialCells = 1 << 20;
constexpr double kMostSeconds = 0.8;

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Floating-point work of a plan over what the field needs: halo columns and rows are computed twice.
double overhead(const gs_problem& problem, int rows, const TemporalPlan& plan, int lanes) {
    const bool periodic = problem.params.boundary == GS_PERIODIC;
    const TemporalStrips strips(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes);
    const double columns = static_cast<double>(strips.vectors()) * lanes * plan.strips / problem.cols;
    const int borders = periodic ? plan.bands : plan.bands - 1;
    return columns * (1 + static_cast<double>(plan.depth - 1) * borders / rows);
}

/// Plans that are worth a trial, the most promising ones first.
std::vector<TemporalPlan> candidates(const gs_problem& problem, const TemporalOptions& options, int lanes) {
    const auto choices = [](int wanted, std::vector<int> all) {
        return wanted != 0 ? std::vector<int>{wanted} : all;
    };
    std::vector<TemporalPlan> plans;
    for (const int depth : choices(options.plan.depth, {32, 24, 16, 8}))
        for (const int strips : choices(options.plan.strips, {1, 2, 3, 4, 6, 8, 12, 16, 24, 32}))
            for (const int bands :
                 choices(options.plan.bands, {1, 2, 3, 4, 6, 8, options.threads, 2 * options.threads}))
                for (const int blocks : choices(options.plan.blocks, {lanes == 16 ? 1 : 3})) {
                    const TemporalPlan plan{depth, strips, bands, blocks};
                    const int tasks = strips * bands;
                    const bool balanced = tasks % options.threads == 0 || tasks >= 8 * options.threads;
                    const bool wanted = options.plan.strips != 0 && options.plan.bands != 0;
                    if ((balanced || wanted) && bands <= problem.rows &&
                        TemporalStrips::fits(problem.cols, problem.params.boundary, depth, strips, lanes) &&
                        std::find(plans.begin(), plans.end(), plan) == plans.end())
                        plans.push_back(plan);
                }
    // A ring beyond a megabyte falls out of the second cache: such plans come last.
    const auto cost = [&](const TemporalPlan& plan) {
        const TemporalStrips s(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes);
        const double ring = 8.0 * static_cast<double>(s.vectors()) * lanes * (2 * plan.depth + 3);
        return overhead(problem, problem.rows, plan, lanes) * (1 + 2.0 / plan.depth) *
               (ring > 1 << 20 ? 1.5 : 1);
    };
    std::stable_sort(plans.begin(), plans.end(),
                     [&](const TemporalPlan& a, const TemporalPlan& b) { return cost(a) < cost(b); });
    if (plans.size() > 16) plans.resize(16);
    return plans;
}

/// Seconds a cell and step of a plan, scaled to the whole field.
double trial(const gs_problem& problem, const TemporalOptions& options, const TemporalPlan& plan, int lanes) {
    gs_problem part = problem;
    const auto rows = std::max<std::int64_t>(kTrialCells / problem.cols, std::int64_t{64} * plan.bands);
    part.rows = static_cast<std::int32_t>(std::min<std::int64_t>(rows, problem.rows));
    TemporalOptions fixed = options;
    fixed.plan = plan;
    TemporalStepper stepper(part, fixed);
    stepper.advance(part.params, 2);
    double best = INFINITY;
    for (int i = 0; i < 2; ++i) {
        const double start = seconds();
        stepper.advance(part.params, plan.depth);
        best = std::min(best, seconds() - start);
    }
    const double cell_steps = static_cast<double>(part.rows) * part.cols * plan.depth;
    return best / cell_steps * overhead(problem, problem.rows, plan, lanes) /
           overhead(part, part.rows, plan, lanes);
}

}  // namespace

TemporalPlan tuned_plan(const gs_problem& problem, const TemporalOptions& options) {
    using Key = std::tuple<int, int, bool, int, Isa, int, int, int, int>;
    static std::mutex mutex;
    static std::map<Key, TemporalPlan> known;
    const TemporalPlan& w = options.plan;
    const Key key{problem.rows,    problem.cols, problem.params.boundary == GS_PERIODIC,
                  options.threads, options.isa,  w.depth,
                  w.strips,        w.bands,      w.blocks};
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const int lanes = lanes_of(options.isa);
    TemporalPlan best;
    double least = INFINITY;
    const double start = seconds();
    auto plans = candidates(problem, options, lanes);
    if (plans.empty()) {  // what was asked for does not fit: all is chosen
        TemporalOptions free = options;
        free.plan = {};
        plans = candidates(problem, free, lanes);
    }
    for (const TemporalPlan& plan : plans) {
        const double time = plans.size() == 1 ? 0 : trial(problem, options, plan, lanes);
        if (time < least) least = time, best = plan;
        if (seconds() - start > kMostSeconds) break;
    }
    return known[key] = best;
}

}  // namespace gs
