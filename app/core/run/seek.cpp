#include "app/core/run/seek.h"

namespace gs {

namespace {

/// The simulation is on its way to `to` already, and farther than the keyframe.
bool is_nearer(const Simulation& simulation, const Snapshot* keyframe, const Moment& to) {
    const Moment now = simulation.now();
    if (!simulation.opened() || simulation.blown_up() || !lies_on(now, {to.after, to.step})) return false;
    if (keyframe == nullptr || now.step > keyframe->steps_done) return true;
    return now.step == keyframe->steps_done && now.after->number >= keyframe->after->number;
}

/// The last known moment before the wanted one.
std::shared_ptr<const Snapshot> nearest(const Keyframes& keyframes, const request::GoTo& wanted) {
    if (!wanted.keyframe) return keyframes.nearest(wanted.to);
    return leads_to(*wanted.keyframe, wanted.to) ? wanted.keyframe : nullptr;
}

}  // namespace

Status Seek::begin(Simulation& simulation, const Keyframes& keyframes, const request::GoTo& wanted) {
    const Line line = wanted.line.last ? wanted.line : simulation.line();
    const auto keyframe = nearest(keyframes, wanted);
    if (Status s = simulation.hurry(Hurry::AllThreads); !s) return s;
    Status begun;
    if (wanted.line.last) {
        begun = simulation.go_to_birth(line);
        if (begun && keyframe) begun = simulation.go_to(*keyframe);
    } else if (!is_nearer(simulation, keyframe.get(), wanted.to)) {
        begun = keyframe ? simulation.go_to(*keyframe) : simulation.go_to_birth(line);
    }
    if (!begun) return begun;
    to_ = wanted.to;
    from_ = simulation.steps_done();
    return advance(simulation);
}

Status Seek::advance(Simulation& simulation) {
    if (!to_ || steps_left(simulation) > 0) return {};
    if (Status s = simulation.catch_up(to_->after); !s) return s;
    return stop(simulation);
}

Status Seek::stop(Simulation& simulation) {
    to_.reset();
    return simulation.hurry(Hurry::No);
}

}  // namespace gs
