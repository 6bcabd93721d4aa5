#include "app/core/run/direct_runner.h"

#include <algorithm>
#include <exception>
#include <variant>

#include "app/core/text/strings.h"

namespace gs {

namespace {

// s: longer slices than beside a window, where nothing waits for a request; between looks for a
// field that has blown up.
constexpr double kSlice = 0.1, kLookPeriod = 3;

}  // namespace

DirectRunner::DirectRunner(Told told) : told_(std::move(told)), stepping_(kSlice) {}

void DirectRunner::warn(const std::string& what) const {
    if (told_.warn) told_.warn(what);
}

Status DirectRunner::submit(Request request) {
    Status done;
    try {
        done = std::visit([this](const auto& wanted) { return perform(wanted); }, request);
    } catch (const std::exception& error) {
        done = Status::failure(say(Text::SimulationFailed, error.what()));
    }
    if (!done) failed_ = true;
    return done;
}

SimState DirectRunner::state() const {
    SimState state;
    simulation_.describe(state);
    return state;
}

void DirectRunner::open_kernel() {
    if (const auto news = simulation_.take_news()) warn(*news);
    const std::string before = simulation_.because();
    const Status opened = simulation_.open_or_instead();
    if (opened && simulation_.because() != before) warn(simulation_.because());
}

const Frame* DirectRunner::take_frame() {
    if (!simulation_.copy_to(frame_, true)) return nullptr;
    ++frame_.number;
    return &frame_;
}

Status DirectRunner::perform(const request::Adopt& wanted) {
    if (!Stepping::same_work(simulation_, wanted)) stepping_.restart();
    return simulation_.adopt(wanted);
}

Status DirectRunner::perform(const request::Step& wanted) {
    if (simulation_.blown_up()) return Status::failure(still_blown_up(state()));
    if (wanted.n > 0) open_kernel();
    return step(wanted.n, Looks::Now);
}

Status DirectRunner::step(std::int64_t n, Looks looks) {
    std::int64_t most = 1;  // a first slice tells little of what a step takes, so slices grow at most twofold
    for (std::int64_t done = 0; done < n; most *= 2) {
        most = std::min(most, stepping_.slice_steps(simulation_));
        const Stepping::Slice slice = stepping_.step(simulation_, std::min(most, n - done));
        if (!slice.status) return slice.status;
        open_kernel();  // if the device was lost: another kernel goes on, and does again what was lost
        done += slice.steps;
        if (told_.progress && !told_.progress(done, n))
            return Status::failure(say(Text::Interrupted, simulation_.steps_done()));
        if (looks == Looks::Now && (done == n || stepping_.look_due(kLookPeriod)))
            if (Status sound = stepping_.look(simulation_); !sound) return sound;
    }
    return {};
}

Status DirectRunner::perform(const request::GoTo& wanted) {
    Seek seek;
    stepping_.restart();
    if (Status begun = seek.begin(simulation_, Keyframes(0), wanted); !begun) return begun;
    Status done;
    // A run that blew up leads through that, and may end in it; which is no failure of the way.
    if (seek.active()) done = step(seek.steps_left(simulation_), Looks::Never);
    if (done) done = seek.advance(simulation_);
    if (done) (void)stepping_.look(simulation_);
    if (!done) (void)seek.stop(simulation_);
    return done;
}

}  // namespace gs
