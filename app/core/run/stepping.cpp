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

Stepping::Slice Stepping::step(Simulation& simulation, std::int64_t n) {
    const auto begin = Clock::now();
    const std::int64_t before = simulation.steps_done();
    Slice slice;
    slice.status = simulation.step(n);
    slice.seconds = seconds(Clock::now() - begin);
    if (slice.status) slice.status = simulation.keep_while_stepping();
    slice.steps = simulation.steps_done() - before;
    if (slice.steps == n) pace_.stepped(n, slice.seconds);  // else the time is not that of n steps
    return slice;
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
