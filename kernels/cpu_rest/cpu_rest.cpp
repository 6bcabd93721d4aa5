// cpu-rest: the step that is not done. Where a pattern stands still, and where none has come yet, a
// step gives each cell the bits that it had. u = 1, v = 0 is such a state, and so are patterns that
// have come to their end.
//
// Why leaving these steps out is exact. Let C be the cells of which the last step changed a bit. A
// cell's next value is a function of the nine values of the 3 x 3 cells around it. If none of the
// nine is in C, the next step computes the same function of the same nine values as the last one,
// and so gives the value that the cell has. So a step changes nothing but C and the neighbours of
// C, and by induction T steps change nothing that is further than T cells from C, in rows or in
// columns. This holds for all three boundaries: across a periodic edge the neighbour is the cell on
// the other side, and distances are counted across it; a ghost cell without flux repeats one of the
// nine; a fixed ghost cell never changes. And it holds as long as the function is the same: other
// parameters put all cells into C, another boundary those at the edge, and what a hand has painted
// is in C itself.
//
// No tolerance is in this. A cell whose last digit flips for ever is awake for ever.
//
// While most of the field changes, it is stepped as cpu-temporal does, in strips as wide as the
// cache allows; now and then a step is compared with the one before. While little changes, windows
// around it are stepped by the same ring, out of row-major planes, and what lies outside is not
// touched.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>

#include "kernels/cpu_rest/rest_stepper.h"
#include "kernels/cpu_temporal/small_field.h"
#include "kernels/cpu_temporal/tune.h"
#include "kernels/kernel_row.h"

namespace {

enum Knob { kDepth = gs::kTeamKnobCount, kCut, kKnobCount };
enum Cut { kCutChosen, kCutWindows, kCutStrips };

constexpr const char* kCutNames[] = {"auto", "windows", "strips"};
constexpr gs_knob kKnobs[kKnobCount] = {
    gs::kTeamKnobs[0],
    gs::kTeamKnobs[1],
    gs::kTeamKnobs[2],
    {"depth", "Depth", "Steps that a window makes while it stays in the cache; 0 takes 16.", 0,
     gs::ChangeMap::kBlock, 0, 1, nullptr},
    {"cut", "Cut",
     "windows: only what may change is stepped; strips: all, as cpu-temporal does; auto: strips while most "
     "of "
     "the field changes.",
     0, 2, 0, 1, kCutNames}};

/// Parts of the field that are awake: windows become strips above the one, strips windows below the
/// other.
constexpr double kMostForWindows = 0.6, kLeastForStrips = 0.4;
/// Passes in strips between two looks at what changes, at first and at most: after each change to
/// windows that did not last there are twice as many.
constexpr int kFirstLook = 8, kLastLook = 128;

/// A field in windows or in strips, whichever is faster at the time.
class Restless {
  public:
    /// plan: that of the strips; its depth is 0 if the field is never to be cut so.
    Restless(const gs_problem& problem, const gs::TeamOptions& team, const gs::TemporalPlan& plan, int depth,
             int cut)
        : problem_(problem), team_(team), plan_(plan), cut_(cut) {
        options_.team = team;
        options_.depth = depth;
        options_.blocks = plan.depth > 0 ? plan.blocks : gs::usual_blocks(gs::lanes_of(team.isa));
        options_.fetch = plan.fetch;
        if (plan.depth > 0)
            strips_ = std::make_unique<gs::TemporalStepper>(problem_, gs::TemporalOptions{team_, plan_});
        else
            windows_ = std::make_unique<gs::RestStepper>(problem_, options_);
    }

    void load(const gs_field& planes) {
        if (strips_)
            strips_->load(planes);
        else
            windows_->load(planes);
    }
    void store(const gs_field& planes) {
        if (strips_)
            strips_->store(planes);
        else
            windows_->store(planes);
    }
    /// Only what has changed since then, if that is known (RestStepper::moment).
    void store_changed(const gs_field& planes, std::int64_t& since) {
        if (!windows_) {
            since = 0;
            return strips_->store(planes);
        }
        windows_->store(planes, since);
        since = gs::RestStepper::moment();
    }
    /// Adds the cell steps that were computed.
    void advance(const gs_params& params, std::int64_t steps, double& computed) {
        while (steps > 0)
            steps -=
                strips_ ? some_in_strips(params, steps, computed) : some_in_windows(params, steps, computed);
    }
    /// ", windows of depth 16"
    std::string describe() const {
        if (!strips_) return fmt::format(", windows of depth {}", options_.depth);
        return fmt::format(", {} strip{} of depth {}", plan_.strips, plan_.strips == 1 ? "" : "s",
                           plan_.depth);
    }
    /// Nothing: all is awake.
    const gs::ChangeMap* awake() const { return windows_ ? &windows_->awake() : nullptr; }

  private:
    std::int64_t some_in_windows(const gs_params& params, std::int64_t steps, double& computed) {
        const bool wanted = cut_ == kCutStrips || (cut_ == kCutChosen && windows_->is_known() &&
                                                   windows_->covered().share() > kMostForWindows);
        if (wanted && become_strips(params)) return 0;
        return windows_->pass(params, steps, computed);
    }

    std::int64_t some_in_strips(const gs_params& params, std::int64_t steps, double& computed) {
        if (strips_->periodic() != (params.boundary == GS_PERIODIC)) {
            become_windows(params, nullptr);
            return 0;
        }
        const bool may_look = cut_ != kCutStrips;
        const std::int64_t some = may_look ? std::min(steps, std::int64_t{until_look_} * plan_.depth) : steps;
        computed += static_cast<double>(some) * problem_.rows * problem_.cols;
        if (may_look) until_look_ -= static_cast<int>((some + plan_.depth - 1) / plan_.depth);
        if (!may_look || until_look_ > 0) {
            strips_->advance(params, some);
            return some;
        }
        gs::ChangeMap changes(problem_.rows, problem_.cols);
        strips_->advance(params, some, &changes);
        until_look_ = look_;
        if (changes.grown(params.boundary == GS_PERIODIC).share() < kLeastForStrips)
            become_windows(params, &changes);
        return some;
    }

    /// False: this field can't be cut so with this boundary.
    bool become_strips(const gs_params& params) {
        problem_.params = params;
        plan_ = gs::tuned_plan(problem_, {team_, {}});
        if (plan_.depth == 0) return false;
        auto strips = std::make_unique<gs::TemporalStepper>(problem_, gs::TemporalOptions{team_, plan_});
        strips->load(windows_->planes());
        strips_ = std::move(strips);
        windows_.reset();
        until_look_ = look_;
        look_ = std::min(2 * look_, kLastLook);
        return true;
    }

    void become_windows(const gs_params& params, const gs::ChangeMap* changes) {
        problem_.params = params;
        auto windows = std::make_unique<gs::RestStepper>(problem_, options_);
        strips_->store(windows->planes());
        if (changes != nullptr) windows->set_changes(*changes, params);
        windows_ = std::move(windows);
        strips_.reset();
    }

    gs_problem problem_;
    gs::TeamOptions team_;
    gs::TemporalPlan plan_;
    gs::RestOptions options_;
    int cut_, look_ = kFirstLook, until_look_ = 1;
    /// One of the two.
    std::unique_ptr<gs::RestStepper> windows_;
    std::unique_ptr<gs::TemporalStepper> strips_;
};

struct State {
    State(const gs_problem& problem, const std::int64_t* knobs);

    gs::TeamOptions team;
    int depth, cut;
    /// Cells of the field; cell steps that it has advanced by, and those that were computed.
    double cells, advanced = 0, computed = 0;
    /// All of it awake.
    gs::ChangeMap all;
    /// One of the two.
    std::unique_ptr<Restless> field;
    std::unique_ptr<gs::SmallField> small;
    std::string text;

    /// Does the work on the one that there is.
    template <class Work>
    void on_field(const Work& work) {
        if (field)
            work(*field);
        else
            work(*small);
    }
};

State::State(const gs_problem& problem, const std::int64_t* knobs)
    : team(gs::team_options(knobs)),
      depth(knobs[kDepth] != 0 ? static_cast<int>(knobs[kDepth]) : gs::ChangeMap::kBlock),
      cut(static_cast<int>(knobs[kCut])),
      cells(static_cast<double>(problem.rows) * problem.cols),
      all(problem.rows, problem.cols) {
    all.mark_all();
    if (problem.cols < gs::RestStepper::kLeastCols) {
        small = std::make_unique<gs::SmallField>(problem, team);
        text = describe(team) + ", too narrow for windows";
        return;
    }
    gs::TemporalPlan plan;
    if (cut != kCutWindows) plan = gs::tuned_plan(problem, {team, {}});
    field = std::make_unique<Restless>(problem, team, plan, depth, cut);
}

void* open(const gs_problem* problem, const std::int64_t* knobs, void*, char* why, std::size_t why_size) try {
    return std::make_unique<State>(*problem, knobs).release();
} catch (const std::exception& error) {
    std::snprintf(why, why_size, "it did not start: %s", error.what());
    return nullptr;
}

void close(void* self) {
    delete static_cast<State*>(self);
}

void knobs_in_use(void* self, std::int64_t* values) {
    const State& s = *static_cast<State*>(self);
    gs::team_knobs_in_use(s.team, values);
    values[kDepth] = s.field ? s.depth : 1;
    values[kCut] = s.cut;
}

const char* describe_state(void* self) {
    State& s = *static_cast<State*>(self);
    if (s.field) s.text = describe(s.team) + s.field->describe();
    return s.text.c_str();
}

const char* load(void* self, const gs_params*, const gs_field* planes, void*) {
    static_cast<State*>(self)->on_field([&](auto& field) { field.load(*planes); });
    return nullptr;
}

const char* advance(void* self, const gs_params* params, const gs_field*, std::int32_t*, std::int64_t steps,
                    void*) try {
    State& s = *static_cast<State*>(self);
    s.advanced += static_cast<double>(steps) * s.cells;
    if (s.field) {
        s.field->advance(*params, steps, s.computed);
    } else {
        s.small->advance(*params, steps);
        s.computed += static_cast<double>(steps) * s.cells;
    }
    return nullptr;
} catch (const std::exception&) {
    return "no memory to cut the field again";
}

const char* store(void* self, const gs_field* planes, void*) {
    static_cast<State*>(self)->on_field([&](auto& field) { field.store(*planes); });
    return nullptr;
}

const char* store_changed(void* self, const gs_field* planes, std::int64_t* since, void*) {
    State& s = *static_cast<State*>(self);
    if (s.field) {
        s.field->store_changed(*planes, *since);
    } else {
        s.small->store(*planes);
        *since = 0;
    }
    return nullptr;
}

void activity(void* self, gs_activity* activity) {
    const State& s = *static_cast<State*>(self);
    const gs::ChangeMap* part = s.field ? s.field->awake() : nullptr;
    const gs::ChangeMap& awake = part != nullptr ? *part : s.all;
    *activity = {s.advanced,   s.computed,   gs::ChangeMap::kBlock,
                 awake.rows(), awake.cols(), awake.bytes().data()};
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_rest(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::kernel_row("cpu-rest", "Resting",
                                     "Blocked in time, and only where a step can change a bit of the field.");
        k.algebra = GS_MINIMAL;
        k.fused = 1;
        k.rank = 70;
        k.fallback = "cpu-temporal";
        k.limits = GS_NO_VARYING;
        gs::give_knobs(k, kKnobs);
        k.open = open;
        k.knobs_in_use = knobs_in_use;
        k.close = close;
        k.advance = advance;
        k.load = load;
        k.store = store;
        k.store_changed = store_changed;
        k.describe = describe_state;
        k.threads = [](void* self) -> std::int32_t { return static_cast<State*>(self)->team.threads; };
        k.activity = activity;
        k.steps_per_batch = [](void* self) -> std::int32_t {
            const State& s = *static_cast<State*>(self);
            return s.field ? s.depth : 1;
        };
        return k;
    }();
    return &kernel;
}
