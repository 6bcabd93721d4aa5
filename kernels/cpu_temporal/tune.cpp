#include "kernels/cpu_temporal/tune.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include "kernels/host/cores.h"

namespace gs {

namespace {

/// Cells of a trial's field: enough to leave the second cache, few enough to be quick.
constexpr std::int64_t kTrialCells = 2 << 20;
constexpr std::size_t kTrials = 16, kFinalists = 4;
constexpr int kRuns = 3, kFinalRuns = 6;
constexpr double kMostSeconds = 0.7;
/// A measured plan must beat the expected best by this much: less is noise of a shared machine.
constexpr double kGain = 0.95;
/// And fetching must save this much: on a CPU on which it does not pay it costs, and on one on
/// which it pays it pays a lot.
constexpr double kFetchGain = 0.95;

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Cells that a plan computes over cells that the field has: halo
/// columns and rows are computed twice.
double overhead(const gs_problem& problem, int rows, const TemporalPlan& plan, int lanes) {
    const bool periodic = problem.params.boundary == GS_PERIODIC;
    const TemporalStrips strips(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes);
    const double columns = static_cast<double>(strips.vectors()) * lanes * plan.strips / problem.cols;
    const int borders = periodic ? plan.bands : plan.bands - 1;
    return columns * (1 + static_cast<double>(plan.depth - 1) * borders / rows);
}

/// What a plan is expected to cost, in units of the bare row function: coming and going of a row is
/// worth some 2.5 levels, a call and its row ends some vectors, and the more of the second cache
/// the ring takes, the more of it is thrown out by the rows that come and go (measured on Zen 5: 8
/// % at half of it, 23 % at 0.8).
double expected_cost(const gs_problem& problem, const TemporalOptions& options, const TemporalPlan& plan,
                     int lanes) {
    const TemporalStrips strips(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes);
    const auto vectors = static_cast<double>(strips.vectors());
    const double ring = 8 * vectors * lanes * (2 * plan.depth + 3);
    const int tasks = plan.strips * plan.bands;
    const int turns = (tasks + options.team.threads - 1) / options.team.threads;
    const double idle = static_cast<double>(turns) * options.team.threads / tasks;
    return overhead(problem, problem.rows, plan, lanes) * idle * (1 + 2.5 / plan.depth) *
           (1 + vectors_of_a_call(lanes) / vectors) *
           (1 + std::clamp(0.6 * (ring / static_cast<double>(second_cache_bytes()) - 0.4), 0.0, 0.4));
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
                const int blocks = options.plan.blocks != 0 ? options.plan.blocks : usual_blocks(lanes);
                if (bands <= problem.rows &&
                    TemporalStrips::fits(problem.cols, problem.params.boundary, depth, strips, lanes))
                    plans.push_back({depth, strips, bands, blocks, options.plan.fetch});
            }
    std::stable_sort(plans.begin(), plans.end(), [&](const TemporalPlan& a, const TemporalPlan& b) {
        return expected_cost(problem, options, a, lanes) < expected_cost(problem, options, b, lanes);
    });
    if (plans.size() > kTrials) plans.resize(kTrials);
    return plans;
}

/// A plan on a part of the field, as high as the whole if that is small.
class Trial {
  public:
    Trial(const gs_problem& problem, const TemporalOptions& options, const TemporalPlan& plan, int lanes)
        : plan_(plan), part_(problem) {
        const auto rows = std::max<std::int64_t>(kTrialCells / problem.cols, std::int64_t{64} * plan.bands);
        part_.rows = static_cast<std::int32_t>(std::min<std::int64_t>(rows, problem.rows));
        TemporalOptions fixed = options;
        fixed.plan = plan;
        stepper_ = std::make_unique<TemporalStepper>(part_, fixed);
        stepper_->advance(part_.params, 2);
        const double cell_steps = static_cast<double>(part_.rows) * part_.cols * plan.depth;
        scale_ = overhead(problem, problem.rows, plan, lanes) / overhead(part_, part_.rows, plan, lanes) /
                 cell_steps;
    }
    void run() {
        const double start = seconds();
        stepper_->advance(part_.params, plan_.depth);
        least_ = std::min(least_, (seconds() - start) * scale_);
    }
    const TemporalPlan& plan() const { return plan_; }
    /// Seconds per cell and step of the whole field: the quickest run's, since on a shared
    /// machine time is only ever added.
    double least() const { return least_; }

  private:
    TemporalPlan plan_;
    gs_problem part_;
    std::unique_ptr<TemporalStepper> stepper_;
    double scale_ = 0, least_ = INFINITY;
};

/// Plans in turn, until the time is up: a slow moment falls on all of them.
void run_all(std::vector<Trial>& trials, int rounds, double until) {
    for (int i = 0; i < rounds && (i == 0 || seconds() < until); ++i)
        for (Trial& trial : trials) trial.run();
}

/// Whether fetching pays on this CPU, as the favourite shows.
int measured_fetch(const gs_problem& problem, const TemporalOptions& options, TemporalPlan plan, int lanes) {
    std::vector<Trial> trials;
    for (const int fetch : {kFetchNone, kFetchNext}) {
        plan.fetch = fetch;
        trials.emplace_back(problem, options, plan, lanes);
    }
    run_all(trials, kFinalRuns, seconds() + kMostSeconds / 4);
    return trials[1].least() < trials[0].least() * kFetchGain ? kFetchNext : kFetchNone;
}

/// The favourite and the most promising others, each alone at first and then the best in turn. Few
/// stay alive at a time: each has a field of its own.
TemporalPlan measured_plan(const gs_problem& problem, const TemporalOptions& options, int lanes) {
    auto plans = candidates(problem, options, lanes);
    if (plans.empty()) {  // what was asked for does not fit: all is chosen
        TemporalOptions free = options;
        free.plan = {};
        free.plan.fetch = options.plan.fetch;
        plans = candidates(problem, free, lanes);
    }
    if (plans.empty()) return {};
    const double start = seconds();
    if (plans.front().fetch == kFetchChosen) {
        const int fetch = lanes == 16 ? measured_fetch(problem, options, plans.front(), lanes) : kFetchNone;
        for (TemporalPlan& plan : plans) plan.fetch = fetch;
    }
    if (plans.size() == 1) return plans.front();
    std::vector<Trial> best;
    for (const TemporalPlan& plan : plans) {
        if (best.size() > 1 && seconds() - start > kMostSeconds / 2) break;
        best.emplace_back(problem, options, plan, lanes);
        for (int i = 0; i < kRuns; ++i) best.back().run();
        // The favourite stays in front.
        std::sort(best.begin() + 1, best.end(),
                  [](const Trial& a, const Trial& b) { return a.least() < b.least(); });
        if (best.size() > kFinalists) best.pop_back();
    }
    run_all(best, kFinalRuns, start + kMostSeconds);
    const auto quickest = std::min_element(
        best.begin(), best.end(), [](const Trial& a, const Trial& b) { return a.least() < b.least(); });
    return quickest->least() < best.front().least() * kGain ? quickest->plan() : best.front().plan();
}

}  // namespace

TemporalPlan tuned_plan(const gs_problem& problem, const TemporalOptions& options) {
    using Key = std::tuple<int, int, bool, int, Isa, int, int, int, int, int>;
    static std::mutex mutex;
    static std::map<Key, TemporalPlan> known;
    const TemporalPlan& wanted = options.plan;
    const Key key{problem.rows,         problem.cols,     problem.params.boundary == GS_PERIODIC,
                  options.team.threads, options.team.isa, wanted.depth,
                  wanted.strips,        wanted.bands,     wanted.blocks,
                  wanted.fetch};
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(key); found != known.end()) return found->second;
    return known[key] = measured_plan(problem, options, lanes_of(options.team.isa));
}

}  // namespace gs
