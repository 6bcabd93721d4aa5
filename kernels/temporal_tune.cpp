#include "kernels/temporal_tune.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <tuple>

namespace gs {

namespace {

/// Cells of a trial's field: enough to leave the second cache, few enough to be quick.
constexpr std::int64_t kTrialCells = 1 << 20;
constexpr std::size_t kTrials = 8;
constexpr int kRuns = 4;
constexpr double kMostSeconds = 0.8;
/// A measured plan must beat the expected best by this much: less is noise of a shared machine.
constexpr double kGain = 0.97;

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double second_cache_bytes() {
    const long bytes = sysconf(_SC_LEVEL2_CACHE_SIZE);
    return bytes > 0 ? static_cast<double>(bytes) : 512.0 * 1024;
}

/// Cells that a plan computes over cells that the field has: halo columns and rows are computed twice.
double overhead(const gs_problem& problem, int rows, const TemporalPlan& plan, int lanes) {
    const bool periodic = problem.params.boundary == GS_PERIODIC;
    const TemporalStrips strips(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes);
    const double columns = static_cast<double>(strips.vectors()) * lanes * plan.strips / problem.cols;
    const int borders = periodic ? plan.bands : plan.bands - 1;
    return columns * (1 + static_cast<double>(plan.depth - 1) * borders / rows);
}

/// What a plan is expected to cost, in units of the bare kernel: coming and going of a row is worth some 2.5
/// levels, a call and its row ends some vectors, and a ring beyond the second cache waits for the third.
double expected_cost(const gs_problem& problem, const TemporalOptions& options, const TemporalPlan& plan,
                     int lanes) {
    const TemporalStrips strips(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes);
    const auto vectors = static_cast<double>(strips.vectors());
    const double ring = 8 * vectors * lanes * (2 * plan.depth + 3);
    const int tasks = plan.strips * plan.bands;
    const int turns = (tasks + options.threads - 1) / options.threads;
    const double idle = static_cast<double>(turns) * options.threads / tasks;
    return overhead(problem, problem.rows, plan, lanes) * idle * (1 + 2.5 / plan.depth) *
           (1 + (lanes == 16 ? 5 : 17) / vectors) * (ring > 0.9 * second_cache_bytes() ? 1.3 : 1);
}

/// Plans that are worth a trial, the most promising ones first.
std::vector<TemporalPlan> candidates(const gs_problem& problem, const TemporalOptions& options, int lanes) {
    const auto choices = [](int wanted, const std::vector<int>& all) {
        return wanted != 0 ? std::vector<int>{wanted} : all;
    };
    std::vector<TemporalPlan> plans;
    for (const int depth : choices(options.plan.depth, {32, 24, 16, 12, 8}))
        for (const int strips : choices(options.plan.strips, {1, 2, 3, 4, 6, 8, 12, 16, 24, 32}))
            for (const int bands : choices(options.plan.bands, {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64})) {
                // Where a call makes one row, three calls a level find more of their rows in the first cache.
                const int blocks = options.plan.blocks != 0 ? options.plan.blocks : lanes == 16 ? 1 : 3;
                if (bands <= problem.rows &&
                    TemporalStrips::fits(problem.cols, problem.params.boundary, depth, strips, lanes))
                    plans.push_back({depth, strips, bands, blocks});
            }
    std::stable_sort(plans.begin(), plans.end(), [&](const TemporalPlan& a, const TemporalPlan& b) {
        return expected_cost(problem, options, a, lanes) < expected_cost(problem, options, b, lanes);
    });
    if (plans.size() > kTrials) plans.resize(kTrials);
    return plans;
}

/// Seconds a cell and step of a plan, scaled to the whole field: the quickest of some runs, since on a shared
/// machine time is only ever added.
double trial(const gs_problem& problem, const TemporalOptions& options, const TemporalPlan& plan, int lanes) {
    gs_problem part = problem;
    const auto rows = std::max<std::int64_t>(kTrialCells / problem.cols, std::int64_t{64} * plan.bands);
    part.rows = static_cast<std::int32_t>(std::min<std::int64_t>(rows, problem.rows));
    TemporalOptions fixed = options;
    fixed.plan = plan;
    TemporalStepper stepper(part, fixed);
    stepper.advance(part.params, 2);
    double best = INFINITY;
    for (int i = 0; i < kRuns; ++i) {
        const double start = seconds();
        stepper.advance(part.params, plan.depth);
        best = std::min(best, seconds() - start);
    }
    const double cell_steps = static_cast<double>(part.rows) * part.cols * plan.depth;
    return best / cell_steps * overhead(problem, problem.rows, plan, lanes) /
           overhead(part, part.rows, plan, lanes);
}

TemporalPlan measured_plan(const gs_problem& problem, const TemporalOptions& options, int lanes) {
    auto plans = candidates(problem, options, lanes);
    if (plans.empty()) {  // what was asked for does not fit: all is chosen
        TemporalOptions free = options;
        free.plan = {};
        plans = candidates(problem, free, lanes);
    }
    if (plans.empty()) return {};
    if (plans.size() == 1) return plans.front();
    const double start = seconds();
    TemporalPlan best = plans.front();
    double least = trial(problem, options, best, lanes) * kGain;
    for (std::size_t i = 1; i < plans.size() && seconds() - start < kMostSeconds; ++i)
        if (const double time = trial(problem, options, plans[i], lanes); time < least)
            least = time, best = plans[i];
    return best;
}

}  // namespace

TemporalPlan tuned_plan(const gs_problem& problem, const TemporalOptions& options) {
    using Key = std::tuple<int, int, bool, int, Isa, int, int, int, int>;
    static std::mutex mutex;
    static std::map<Key, TemporalPlan> known;
    const TemporalPlan& wanted = options.plan;
    const Key key{problem.rows,    problem.cols, problem.params.boundary == GS_PERIODIC,
                  options.threads, options.isa,  wanted.depth,
                  wanted.strips,   wanted.bands, wanted.blocks};
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(key); found != known.end()) return found->second;
    return known[key] = measured_plan(problem, options, lanes_of(options.isa));
}

}  // namespace gs
