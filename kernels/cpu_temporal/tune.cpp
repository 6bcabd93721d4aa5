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
/// Cell steps of a run, which takes several passes of a small field: to wake the threads takes as
/// long as one.
constexpr std::int64_t kRunCellSteps = 8 << 20, kMostPasses = 16;
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

bool is_periodic(const gs_problem& problem) {
    return problem.params.boundary == GS_PERIODIC;
}

/// The most tasks that fall to one thread.
int turns(int tasks, int threads) {
    return (tasks + threads - 1) / threads;
}

/// Threads' time over what tasks of the same length take of it.
double idle(int tasks, int threads) {
    return static_cast<double>(turns(tasks, threads)) * threads / tasks;
}

/// What a plan is expected to cost on a field, in units of the bare row function and of the field.
class Cost {
  public:
    Cost(const gs_problem& problem, int threads, const TemporalPlan& plan, int lanes)
        : plan_(plan),
          threads_(threads),
          seams_(plan.seams(is_periodic(problem))),
          row_(static_cast<double>(
              TemporalStrips(problem.cols, problem.params.boundary, plan.depth, plan.strips, lanes)
                  .row_floats())),
          columns_(row_ / 2 * plan.strips / problem.cols),
          call_(vectors_of_a_call(lanes) * 2 * lanes / row_) {}

    /// Halo columns are computed twice, and so are rows at seams if tiles overlap.
    double overhead(int rows) const { return columns_ * (1 + of_a_seam() * seams_ / rows); }

    /// Coming and going of a row is worth some 2.5 levels, a call and its row ends some vectors,
    /// and the more of the second cache the ring takes, the more of it is thrown out by the rows
    /// that come and go (measured on Zen 5: 8 % at half of it, 23 % at 0.8).
    double whole(int rows) const {
        return overhead(rows) * waiting(rows) * (1 + 2.5 / plan_.depth) * (1 + call_) *
               (1 + std::clamp(0.6 * (bytes(ring_rows()) / second_cache() - 0.4), 0.0, 0.4));
    }

  private:
    static constexpr int kKept = 2 * TemporalSeam::kKept;
    /// What a row of a seam costs beside one of a band: calls make rows that are not needed.
    static constexpr double kSeamRow = 1.1;

    static double second_cache() { return static_cast<double>(second_cache_bytes()); }
    int ring_rows() const { return 2 * plan_.depth + 3; }
    double bytes(double rows) const { return sizeof(float) * row_ * rows; }
    /// Rows by which each level costs more. If tiles are split, four rows are kept, which take
    /// longer if the second cache does not hold them all (measured on Zen 5).
    double of_a_seam() const {
        if (plan_.tiling != kSplit) return plan_.depth - 1;
        const int kept = kKept * plan_.depth * turns(plan_.strips * seams_, threads_);
        return kKept * (bytes(kept + ring_rows()) < second_cache() ? 1.5 : 6);
    }
    /// Threads' time over the work in it. Seams, `depth` rows a level on average, are closed when
    /// all bands are done.
    double waiting(int rows) const {
        const double bands = idle(plan_.strips * plan_.bands, threads_);
        if (plan_.tiling != kSplit) return bands;
        const double in_seams = static_cast<double>(plan_.depth) * seams_ / rows;
        return (1 - in_seams) * bands + in_seams * kSeamRow * idle(plan_.strips * seams_, threads_);
    }

    TemporalPlan plan_;
    int threads_, seams_;
    /// Floats of a strip's row; cells that the strips' rows have, in those of the field; what a
    /// call costs, in rows.
    double row_, columns_, call_;
};

/// Plans that are worth a trial, the most promising ones first.
std::vector<TemporalPlan> candidates(const gs_problem& problem, const TemporalOptions& options, int lanes) {
    const auto choices = [](int wanted, const std::vector<int>& all) {
        return wanted != 0 ? std::vector<int>{wanted} : all;
    };
    struct Candidate {
        double cost;
        TemporalPlan plan;
    };
    std::vector<Candidate> all;
    for (const int depth : choices(options.plan.depth, {32, 24, 16, 12, 8}))
        for (const int strips : choices(options.plan.strips, {1, 2, 3, 4, 6, 8, 12, 16, 24, 32}))
            for (const int bands : choices(options.plan.bands, {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64}))
                for (const int tiling : choices(options.plan.tiling, {kOverlapped, kSplit})) {
                    const int blocks = options.plan.blocks != 0 ? options.plan.blocks : usual_blocks(lanes);
                    const TemporalPlan plan{depth, strips, bands, blocks, options.plan.fetch, tiling};
                    if (bands <= problem.rows &&
                        (tiling == kOverlapped || plan.may_split(problem.rows, is_periodic(problem))) &&
                        TemporalStrips::fits(problem.cols, problem.params.boundary, depth, strips, lanes))
                        all.push_back(
                            {Cost(problem, options.team.threads, plan, lanes).whole(problem.rows), plan});
                }
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
    std::vector<TemporalPlan> plans;
    for (std::size_t i = 0; i < std::min(all.size(), kTrials); ++i) plans.push_back(all[i].plan);
    return plans;
}

/// A plan on a part of the field, as high as the whole if that is small.
class Trial {
  public:
    Trial(const gs_problem& problem, const TemporalOptions& options, const TemporalPlan& plan, int lanes)
        : plan_(plan), part_(problem) {
        const std::int64_t band = std::max(64, 2 * plan.depth + 1);
        const auto rows = std::max<std::int64_t>(kTrialCells / problem.cols, band * plan.bands);
        part_.rows = static_cast<std::int32_t>(std::min<std::int64_t>(rows, problem.rows));
        TemporalOptions fixed = options;
        fixed.plan = plan;
        stepper_ = std::make_unique<TemporalStepper>(part_, fixed);
        stepper_->advance(part_.params, 2);
        const std::int64_t cells = std::int64_t{part_.rows} * part_.cols;
        steps_ = std::clamp<std::int64_t>(kRunCellSteps / (cells * plan.depth), 1, kMostPasses) * plan.depth;
        const Cost cost(problem, options.team.threads, plan, lanes);
        scale_ =
            cost.overhead(problem.rows) / cost.overhead(part_.rows) / static_cast<double>(cells * steps_);
    }
    void run() {
        const double start = seconds();
        stepper_->advance(part_.params, steps_);
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
    std::int64_t steps_ = 0;
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
    using Key = std::tuple<int, int, bool, int, Isa, int, int, int, int, int, int>;
    static std::mutex mutex;
    static std::map<Key, TemporalPlan> known;
    const TemporalPlan& wanted = options.plan;
    const Key key{problem.rows,     problem.cols, is_periodic(problem), options.team.threads,
                  options.team.isa, wanted.depth, wanted.strips,        wanted.bands,
                  wanted.blocks,    wanted.fetch, wanted.tiling};
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(key); found != known.end()) return found->second;
    return known[key] = measured_plan(problem, options, lanes_of(options.team.isa));
}

}  // namespace gs
