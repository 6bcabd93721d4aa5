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

Status DirectRunner::failed(const std::string& why) {
    failed_ = true;
    return Status::failure(why);
}

void DirectRunner::warn(const std::string& what) const {
    if (told_.warn) told_.warn(what);
}

Status DirectRunner::submit(Request request) {
    try {
        return std::visit([this](auto& r) { return do_request(r); }, request);
    } catch (const std::exception& error) {
        return failed(say(Text::SimulationFailed, error.what()));
    }
}

SimState DirectRunner::state() const {
    SimState state;
    simulation_.describe(state);
    return state;
}

void DirectRunner::open_kernel() {
    if (const std::string news = simulation_.take_news(); !news.empty()) warn(news);
    const std::string before = simulation_.because();
    const Status opened = simulation_.open_or_instead();
    if (opened && simulation_.because() != before) warn(simulation_.because());
}

const Frame* DirectRunner::take_frame() {
    simulation_.copy_to(frame_, true);
    ++frame_.number;
    return &frame_;
}

Status DirectRunner::do_request(request::Adopt& adopt) {
    if (!stepping_.same_work(simulation_, adopt)) stepping_.restart();
    return simulation_.adopt(adopt);
}

Status DirectRunner::do_request(request::Remember& remember) {
    simulation_.remember(*remember.into);
    return {};
}

Status DirectRunner::do_request(request::Dab& dab) {
    return simulation_.paint(dab);
}

Status DirectRunner::do_request(request::Step& step) {
    if (step.n > 0) open_kernel();
    std::int64_t most = 1;  // a first slice tells little of what a step takes, so slices grow at most twofold
    for (std::int64_t done = 0; done < step.n; most *= 2) {
        most = std::min(most, stepping_.slice_steps(simulation_));
        const std::int64_t n = std::min(most, step.n - done);
        const Stepping::Slice slice = stepping_.step(simulation_, n);
        if (!slice.status) return failed(slice.status.why());
        open_kernel();  // if the device was lost: another kernel goes on, and does again what was lost
        done += slice.steps;
        if (told_.progress && !told_.progress(done, step.n))
            return failed(say(Text::Interrupted, simulation_.steps_done()));
        if (done == step.n || stepping_.look_due(kLookPeriod))
            if (const std::string why = stepping_.look(simulation_); !why.empty()) return failed(why);
    }
    return {};
}

Status DirectRunner::do_request(request::Play&) {
    return {};
}

Status DirectRunner::do_request(request::Export& to) {
    to.to(simulation_.exported());
    return {};
}

}  // namespace gs
