#include "app/core/run/stepping.h"

#include <algorithm>

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kLookShare = 0.02;  // of the time, at most: a large field comes from the device for it
constexpr double kGoodPeriod = 1;    // s between two good moments that are kept

double seconds(Clock::duration d) {
    return std::chrono::duration<double>(d).count();
}

}  // namespace

bool Stepping::same_work(const Simulation& simulation, const request::Adopt& next) {
    return next.kernel == &simulation.kernel() && next.keeps_field();
}

std::int64_t Stepping::slice_steps(Simulation& simulation) const {
    return pace_.steps(simulation.engine().steps_per_batch());
}

namespace {

/// 1 if another kernel has taken its place.
double computed_since(const gs_activity& before, const std::optional<gs_activity>& now) {
    if (!now || now->advanced <= before.advanced || now->computed < before.computed) return 1;
    return (now->computed - before.computed) / (now->advanced - before.advanced);
}

}  // namespace

Stepping::Slice Stepping::step(Simulation& simulation, std::int64_t n) {
    const auto begin = Clock::now();
    const std::int64_t before = simulation.steps_done();
    const std::optional<gs_activity> activity = simulation.activity();
    Slice slice;
    if (activity) {
        slice.status = step_in_portions(simulation, n, slice);
    } else {
        slice.status = simulation.step(n);
        slice.begun = n;
    }
    slice.seconds = seconds(Clock::now() - begin);
    if (activity) slice.computed = computed_since(*activity, simulation.activity());
    if (slice.status) slice.status = simulation.keep_while_stepping();
    slice.steps = simulation.steps_done() - before;
    if (slice.steps == slice.begun)  // else the time is not that of so many steps
        pace_.stepped(slice.begun, slice.seconds);
    return slice;
}

/// A kernel that leaves out what is at rest may do a million steps in no time, and then, when
/// something has been painted, take as long for ten. So the number grows while they are quick.
Status Stepping::step_in_portions(Simulation& simulation, std::int64_t n, Slice& slice) const {
    const auto begin = Clock::now();
    std::int64_t portion = 2 * simulation.engine().steps_per_batch();
    for (double took = 0; slice.begun < n && took < slice_; took = seconds(Clock::now() - begin)) {
        if (took > 0 && took < slice_ / 8) portion *= 4;
        const std::int64_t some = std::min(portion, n - slice.begun);
        slice.begun += some;
        if (Status stepped = simulation.step(some); !stepped) return stepped;
    }
    return {};
}

bool Stepping::look_due(double period) const {
    return seconds(Clock::now() - looked_at_) >= std::max(period, look_took_ / kLookShare);
}

Status Stepping::look(Simulation& simulation, const Frame* frame) {
    const auto begin = Clock::now();
    Status found = simulation.look(frame);
    looked_at_ = Clock::now();
    look_took_ = seconds(looked_at_ - begin);
    const bool costs = frame != nullptr;
    const double period = costs ? std::max(kGoodPeriod, keeping_took_ / kLookShare) : 0;
    if (!found || seconds(looked_at_ - kept_good_at_) < period || !simulation.keep_good(frame)) return found;
    kept_good_at_ = Clock::now();
    if (costs) keeping_took_ = seconds(kept_good_at_ - looked_at_);
    return found;
}

}  // namespace gs
