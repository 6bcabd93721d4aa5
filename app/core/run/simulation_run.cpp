// The simulation's run: what was done to it, and doing that again.
#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "app/core/document/kernel_choice.h"
#include "app/core/run/simulation.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

/// The settings differ in what a run is told by.
bool matters(const Document& before, const Document& now) {
    Document same = before;
    keep_run_settings(now, same);
    return !(same == now);
}

}  // namespace

// ---- what is done is noted

/// The document as an event has it.
Document Simulation::told() const {
    Document told = document_;
    if (painted_) told.rates = nullptr;
    return told;
}

bool Simulation::is_told_by(const Event& event) const {
    return painted_ == event.painted && !matters(*event.document, told());
}

/// The edits were laid on the rates that there are, and nothing else happens to the field.
bool Simulation::lays_on_these(const request::Adopt& wanted,
                               const std::shared_ptr<const Snapshot>& field) const {
    return wanted.laid && wanted.document.rates && last_ && !field && wanted.keeps_field() &&
           same_rates(wanted.laid->on, document_);
}

std::shared_ptr<const PaintedRates> Simulation::painted_now(const LaidEdits& laid) const {
    if (painted_) return std::make_shared<PaintedRates>(painted_, laid.edits);
    return std::make_shared<PaintedRates>(last_->document, laid.edits);
}

/// What the wanted rates are, if they are painted ones of the run: undo brings such back.
std::shared_ptr<const PaintedRates> Simulation::painted_as(
    const request::Adopt& wanted, const std::shared_ptr<const Snapshot>& field) const {
    const auto& planes = wanted.document.rates;
    if (!planes) return nullptr;
    const bool goes_back = field && field->after;
    if (!goes_back && planes == document_.rates) return painted_;
    const Event* event = goes_back ? field->after.get() : last_.get();
    for (; event != nullptr; event = event->before.get())
        if (event->painted && event->painted->known() == planes) return event->painted;
    return nullptr;
}

void Simulation::note(Deed deed, const std::string& label) {
    const bool begins =
        std::holds_alternative<deed::Start>(deed) || std::holds_alternative<deed::Given>(deed);
    auto event = std::make_shared<Event>();
    // A run is told without the ones before it.
    if (begins) painted_ = nullptr;
    if (!begins) event->before = last_;
    event->number = event->before ? event->before->number + 1 : 0;
    event->step = steps_done();
    Document document = told();
    const bool same = last_ && *last_->document == document;
    event->document = same ? last_->document : std::make_shared<const Document>(std::move(document));
    event->painted = painted_;
    event->kernel = kernel_;
    event->deed = std::move(deed);
    event->label = label;
    last_ = std::move(event);
    line_ = {last_, last_->step};
    next_.clear();
}

/// settings: what is done if nothing happens to the field.
void Simulation::note_adopted(const request::Adopt& wanted, const std::shared_ptr<const Snapshot>& field,
                              Deed settings) {
    if (field && field->after) {
        last_ = field->after;
        follow(field->line.last ? field->line : Line{last_, field->steps_done});
    } else if (field) {
        return note(deed::Given{field}, wanted.label);
    } else if (wanted.reshape) {
        return note(*wanted.reshape, wanted.label);
    } else if (wanted.effect == Effect::Restart || !last_) {
        return note(deed::Start{}, wanted.label);
    }
    const bool other_kernel = kernel_ != last_->kernel && hurry_ == Hurry::No;
    if (other_kernel || !is_told_by(*last_)) note(std::move(settings), wanted.label);
}

/// The field is that of an earlier moment now, with the settings as they are.
void Simulation::note_rescued() {
    if (!moment_->after) return note(deed::Given{std::make_shared<const Snapshot>(*moment_)}, "rescue");
    last_ = moment_->after;
    follow({last_, moment_->steps_done});
    if (!is_told_by(*last_)) note(deed::Settings{}, "rescue");
}

void Simulation::follow(const Line& line) {
    line_ = line;
    const std::vector<EventPtr> ahead = events_after(last_, line.last);
    next_.assign(ahead.begin(), ahead.end());
}

Line Simulation::line() const {
    Line line = line_;
    if (last_ == line.last) line.end = std::max(line.end, steps_done());
    return line;
}

// ---- what was done is done again

const gs_kernel* Simulation::kernel_for(const Event& event) const {
    const Document outline = outline_of(event);
    if (hurry_ == Hurry::No && can_run(*event.kernel, outline)) return event.kernel;
    return fastest_of_same_bits(*event.kernel, outline, hurry_ == Hurry::OneThread);
}

Status Simulation::repeat(const EventPtr& event) {
    const gs_kernel* const kernel = kernel_for(*event);
    if (kernel == nullptr) return Status::failure(say(Text::ReplayKernel, event->step, event->kernel->id));
    if (const auto* edit = std::get_if<Edit>(&event->deed)) {
        if (Status done = rescued([&] { return try_touch(*edit); }); !done) return done;
    } else {
        request::Adopt wanted{document_of(*event), kernel, "", Effect::Rates, nullptr};
        keep_run_settings(document_, wanted.document);
        std::shared_ptr<const Snapshot> field;
        if (const auto* given = std::get_if<deed::Given>(&event->deed)) field = given->field;
        if (const auto* shape = std::get_if<Reshape>(&event->deed)) wanted.reshape = *shape;
        if (std::holds_alternative<deed::Start>(event->deed)) wanted.effect = Effect::Restart;
        if (Status done = take(wanted, field); !done) return done;
        painted_ = event->painted;
    }
    last_ = event;
    if (!next_.empty() && next_.front() == event) next_.pop_front();
    ++repeated_;
    return open_or_instead();
}

Status Simulation::go_to(const Snapshot& keyframe) {
    const Event& event = *keyframe.after;
    const gs_kernel* const kernel = kernel_for(event);
    if (kernel == nullptr) return Status::failure(say(Text::ReplayKernel, event.step, event.kernel->id));
    const Line all = line();
    request::Adopt wanted{document_of(event), kernel, "", Effect::Rates, nullptr};
    keep_run_settings(document_, wanted.document);
    if (Status done = take(wanted, std::make_shared<const Snapshot>(keyframe)); !done) return done;
    last_ = keyframe.after;
    painted_ = event.painted;
    follow(all);
    ++repeated_;
    return {};
}

Status Simulation::go_to_birth(const Line& line) {
    if (Status begun = repeat(first_of(line.last)); !begun) return begun;
    follow(line);
    return {};
}

Status Simulation::catch_up(const EventPtr& through) {
    while (last_ != through && !next_.empty() && next_.front()->step <= steps_done())
        if (Status done = repeat(next_.front()); !done) return done;
    return {};
}

Status Simulation::hurry(Hurry how) {
    hurry_ = how;
    return how == Hurry::No && last_ ? use(*kernel_for(*last_)) : Status();
}

/// Another kernel goes on with the field; it gives the same bits.
Status Simulation::use(const gs_kernel& kernel) {
    if (&kernel == kernel_) return {};
    Snapshot now;
    if (Status s = read_now(now); !s) return s;
    moment_ = std::move(now);
    kernel_ = &kernel;
    return {};
}

// ---- steps

Status Simulation::step(std::int64_t n) {
    while (n > 0) {
        if (Status done = catch_up(nullptr); !done) return done;
        const std::int64_t before = steps_done();
        const std::int64_t part = next_.empty() ? n : std::min(n, next_.front()->step - before);
        if (Status done = step_on(part); !done) return done;
        if (steps_done() != before + part) return {};  // the device was lost
        n -= part;
    }
    return {};
}

Status Simulation::step_on(std::int64_t n) {
    if (Status opened = open(); !opened) return opened;
    exact_.reset();
    untouched_ = false;
    const auto begin = Clock::now();
    const std::int64_t before = engine_->steps_done();
    Status stepped = engine_->step(n);
    if (stepped) stepped = engine_->finish();
    if (!stepped && rescue(before)) return {};
    stale_ = true;
    last_step_s_ = std::chrono::duration<double>(Clock::now() - begin).count();
    unkept_s_ += last_step_s_;
    return stepped;
}

}  // namespace gs
