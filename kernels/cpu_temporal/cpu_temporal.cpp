// cpu-temporal: blocking in time. A strip of rows is stepped many times while it stays in the
// cache, level behind level through one ring of rows, in a layout whose neighbours are whole
// vectors. It is faster because memory is read and written once in 32 steps instead of in each
// step, and because no shuffle is left in the loop. What limits it now is the arithmetic: the
// multipliers are busy nearly all the time, and a twentieth of their work is halo that is computed
// twice.
#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>

#include "kernels/cpu_temporal/small_field.h"
#include "kernels/cpu_temporal/tune.h"
#include "kernels/kernel_row.h"

namespace {

enum Knob { kDepth = gs::kTeamKnobCount, kStrips, kBands, kBlocks, kFetch, kTiling, kKnobCount };

constexpr const char* kFetchNames[] = {"auto", "off", "on"};
constexpr const char* kTilingNames[] = {"auto", "overlapped", "split"};
constexpr gs_knob kKnobs[kKnobCount] = {
    gs::kTeamKnobs[0],
    gs::kTeamKnobs[1],
    gs::kTeamKnobs[2],
    {"depth", "Depth", "Steps that a strip makes while it stays in the cache; 0: measured at first use.", 0,
     64, 0, 1, nullptr},
    {"strips", "Strips", "Strips of columns; 0: measured at first use.", 0, 256, 0, 1, nullptr},
    {"bands", "Bands", "Bands of rows in each strip; 0: measured at first use.", 0, 256, 0, 1, nullptr},
    {"blocks", "Blocks", "Blocks of rows that a level makes at a time; 0: chosen for the vectors.", 0, 16, 0,
     1, nullptr},
    {"fetch", "Fetch ahead",
     "off: the CPU fetches rows as it sees fit; on: the next rows are fetched into the first cache; auto: "
     "measured at first use.",
     0, 2, 0, 1, kFetchNames},
    {"tiling", "Tiling",
     "overlapped: each band computes the rows around it, too; split: the gap between two bands is filled "
     "when both are done, and nothing is computed twice; auto: measured at first use.",
     0, 2, 0, 1, kTilingNames}};

struct State {
    gs_problem problem;
    gs::TemporalOptions options;
    /// One of the two.
    std::unique_ptr<gs::TemporalStepper> strips;
    std::unique_ptr<gs::SmallField> small;
    std::string text;

    void start(const gs_params& params);
    void change_edges(const gs_params& params);
    /// Does the work on the one that there is.
    template <class Work>
    void on_field(const Work& work) {
        if (strips)
            work(*strips);
        else
            work(*small);
    }
};

/// Makes the empty field for these parameters' boundary.
void State::start(const gs_params& params) {
    problem.params = params;
    gs::TemporalOptions fixed = options;
    fixed.plan = gs::tuned_plan(problem, options);
    const std::string team = describe(options.team);
    if (fixed.plan.depth == 0) {
        small = std::make_unique<gs::SmallField>(problem, options.team);
        text = team + ", too narrow for strips";
        return;
    }
    strips = std::make_unique<gs::TemporalStepper>(problem, fixed);
    text = fmt::format("{}, depth {}, {} strip{} x {} band{}{}{}", team, fixed.plan.depth, fixed.plan.strips,
                       fixed.plan.strips == 1 ? "" : "s", fixed.plan.bands, fixed.plan.bands == 1 ? "" : "s",
                       fixed.plan.tiling == gs::kSplit ? ", split" : "",
                       fixed.plan.fetch == gs::kFetchNext ? ", fetching" : "");
}

/// A field that wraps has halo columns in place of the edge that another has, so it is cut again.
void State::change_edges(const gs_params& params) {
    if (!strips || strips->periodic() == (params.boundary == GS_PERIODIC)) return;
    const auto cells = static_cast<std::size_t>(problem.rows) * static_cast<std::size_t>(problem.cols);
    const gs::HugeMemory memory(2 * cells);
    const gs_field planes{problem.rows,          problem.cols, problem.cols, memory.data(),
                          memory.data() + cells, nullptr,      nullptr};
    strips->store(planes);
    std::unique_ptr<gs::TemporalStepper> before = std::move(strips);
    try {
        start(params);
    } catch (...) {
        strips = std::move(before);
        throw;
    }
    on_field([&](auto& field) { field.load(planes); });
}

/// Does the work on the field once its edges are these parameters'. NULL, or what failed.
template <class Work>
const char* with_edges(void* self, const gs_params& params, const Work& work) try {
    State& s = *static_cast<State*>(self);
    s.change_edges(params);
    s.on_field(work);
    return nullptr;
} catch (const std::exception&) {
    return "no memory to cut the field again for this boundary";
}

void* open(const gs_problem* problem, const std::int64_t* knobs, void*, char* why, std::size_t why_size) try {
    auto state = std::make_unique<State>();
    state->problem = *problem;
    state->options.team = gs::team_options(knobs);
    state->options.plan = {static_cast<int>(knobs[kDepth]), static_cast<int>(knobs[kStrips]),
                           static_cast<int>(knobs[kBands]), static_cast<int>(knobs[kBlocks]),
                           static_cast<int>(knobs[kFetch]), static_cast<int>(knobs[kTiling])};
    state->start(problem->params);
    return state.release();
} catch (const std::exception& error) {
    std::snprintf(why, why_size, "it did not start: %s", error.what());
    return nullptr;
}

/// A field too small for strips is stepped as one strip, one step at
/// a time, a band for each thread.
void knobs_in_use(void* self, std::int64_t* values) {
    const State& s = *static_cast<State*>(self);
    const gs::TemporalPlan plan =
        s.strips ? s.strips->plan()
                 : gs::TemporalPlan{1, 1, s.options.team.threads, 1, gs::kFetchNone, gs::kOverlapped};
    gs::team_knobs_in_use(s.options.team, values);
    values[kDepth] = plan.depth;
    values[kStrips] = plan.strips;
    values[kBands] = plan.bands;
    values[kBlocks] = plan.blocks;
    values[kFetch] = plan.fetch;
    values[kTiling] = plan.tiling;
}

void close(void* self) {
    delete static_cast<State*>(self);
}

const char* load(void* self, const gs_params* params, const gs_field* planes, void*) {
    return with_edges(self, *params, [&](auto& field) { field.load(*planes); });
}

const char* advance(void* self, const gs_params* params, const gs_field*, std::int32_t*, std::int64_t steps,
                    void*) {
    return with_edges(self, *params, [&](auto& field) { field.advance(*params, steps); });
}

const char* store(void* self, const gs_field* planes, void*) {
    static_cast<State*>(self)->on_field([&](auto& field) { field.store(*planes); });
    return nullptr;
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_temporal(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::kernel_row(
            "cpu-temporal", "Blocked in time",
            "Many steps while a strip stays in the cache, in a layout without shuffles, on all cores.");
        k.algebra = GS_MINIMAL;
        k.fused = 1;
        k.rank = 60;
        k.fallback = "cpu-simd";
        k.limits = GS_NO_VARYING;
        gs::give_knobs(k, kKnobs);
        k.open = open;
        k.knobs_in_use = knobs_in_use;
        k.close = close;
        k.advance = advance;
        k.load = load;
        k.store = store;
        k.describe = [](void* self) -> const char* { return static_cast<State*>(self)->text.c_str(); };
        k.threads = [](void* self) -> std::int32_t {
            return static_cast<State*>(self)->options.team.threads;
        };
        k.steps_per_batch = [](void* self) -> std::int32_t {
            const State& s = *static_cast<State*>(self);
            return s.strips ? s.strips->plan().depth : 1;
        };
        return k;
    }();
    return &kernel;
}
