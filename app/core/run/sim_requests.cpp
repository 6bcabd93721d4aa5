// What the simulation's thread does for each request.
#include <utility>

#include "app/core/run/sim_thread.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Status SimThread::perform(const request::Adopt& wanted) {
    const Document& before = simulation_->document();
    const bool same_work = Stepping::same_work(*simulation_, wanted);
    const bool same_figures = wanted.kernel == &simulation_->kernel() &&
                              wanted.document.rows == before.rows && wanted.document.cols == before.cols;
    const bool same_pace = same_work && wanted.document.speed == before.speed;
    const bool interop_set_on = wanted.document.interop && !before.interop;
    const bool was_blown_up = simulation_->blown_up();
    const double time_before = simulation_->time();
    if (Status adopted = simulation_->adopt(wanted); !adopted) return adopted;
    if (!simulation_->blown_up()) paused_because_.clear();
    // The run goes on where the blow-up stopped it, unless it would stop it again.
    if (was_blown_up && !simulation_->blown_up() && wanted.document.dt <= dt_limit(wanted.document)) {
        playing_ = std::exchange(was_playing_, false);
        meter_.resume(Clock::now());
    }
    changed();
    if (!wanted.keeps_field() || simulation_->time() != time_before) samples_.replaced(simulation_->time());
    if (interop_set_on) frames_.try_device_again();
    step_debt_ = 0;
    debt_since_ = Clock::now();
    keyframes_.set_budget(keyframe_budget(wanted.document));
    if (!same_work) stepping_.restart();
    if (!same_figures)
        meter_.restart(Clock::now());
    else if (!same_pace)
        meter_.resume(Clock::now());
    return {};
}

Status SimThread::perform(const request::Touch& wanted) {
    Status touched = simulation_->touch(wanted);
    if (!touched && !simulation_->opened()) {  // its device was lost: done with the kernel that goes on
        open_noted();
        touched = simulation_->touch(wanted);
    }
    if (!touched) return touched;
    if (!simulation_->blown_up()) paused_because_.clear();
    changed();
    return {};
}

Status SimThread::perform(const request::Step& wanted) {
    if (!playing_) meter_.resume(Clock::now());
    if (simulation_->blown_up()) fail(still_blown_up(state_));
    finish_step();
    steps_left_ = simulation_->blown_up() ? 0 : wanted.n;
    step_pending_ = true;
    playing_ = false;
    finish_step();
    return {};
}

Status SimThread::perform(const request::GoTo& wanted) {
    (void)seek_.stop(*simulation_);
    steps_left_ = 0;
    end_seek_ = false;
    finish_step();
    Status begun = seek_.begin(*simulation_, keyframes_, wanted);
    if (!simulation_->blown_up()) paused_because_.clear();
    step_pending_ = true;
    keyframe_at_ = Clock::now();  // near where the way begins, the field is known
    changed();
    samples_.replaced(simulation_->time());
    stepping_.restart();
    finish_step();
    return begun;
}

Status SimThread::perform(const request::Play& wanted) {
    if (wanted.on && simulation_->blown_up()) return Status::failure(still_blown_up(state_));
    if (!wanted.on) was_playing_ = false;
    if (wanted.on && !playing_) {
        paused_because_.clear();
        meter_.resume(Clock::now());
        step_debt_ = 0;
        debt_since_ = Clock::now();
    }
    playing_ = wanted.on;
    if (!wanted.on) steps_left_ = 0;
    // A stop that waited behind the way to a moment ends that, too.
    if (!wanted.on && seek_.active()) end_seek_ = true;
    return {};
}

}  // namespace gs
