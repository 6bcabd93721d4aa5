#include "app/core/app/app_core.h"

#include <algorithm>
#include <stdexcept>

#include "app/core/app/commands.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/memory.h"
#include "app/core/document/properties.h"
#include "app/core/document/words.h"
#include "app/core/run/direct_runner.h"
#include "app/core/run/sim_thread.h"
#include "app/core/text/strings.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using With = request::Adopt::With;

constexpr int kWriterThreads = 2;

/// What depends on other settings goes with them.
Document consistent(Document next, const Document& before) {
    const bool resized = next.rows != before.rows || next.cols != before.cols;
    if (resized && next.rates && (next.rates->rows() != next.rows || next.rates->cols() != next.cols))
        next.rates = nullptr;
    if (next.seed != "file" ||
        (next.start && (next.start->rows() != next.rows || next.start->cols() != next.cols)))
        next.start = nullptr, next.start_steps = 0;
    if (next.seed == "file" && !next.start) next.seed = Document{}.seed;
    return next;
}

/// A sentence for each thing of the user's that a change takes away without its having been named.
std::vector<std::string> losses(const Document& before, const Document& wanted, const Document& now) {
    using Along = Gradient::Along;
    std::vector<std::string> said;
    if (before.rates && wanted.rates == before.rates && !now.rates)
        said.push_back(say(Text::RatesGone, before.cols, before.rates->rows(), now.cols, now.rows,
                           to_text(now.feed), to_text(now.kill)));
    else if (before.rates && !now.rates)
        said.push_back(say(Text::RatesReplaced));
    const bool varied = before.vary_feed.along != Along::Nothing || before.vary_kill.along != Along::Nothing;
    if (varied && !varies(now)) said.push_back(say(Text::VaryGone, to_text(now.feed), to_text(now.kill)));
    if (before.start && wanted.seed == "file" && wanted.start == before.start && !now.start)
        said.push_back(
            say(Text::StartGone, before.start->cols(), before.start->rows(), now.cols, now.rows, now.seed));
    return said;
}

/// A sentence if a rate was set that no cell takes, since each has its own.
std::string without_effect(const Document& before, const Document& now) {
    const auto ignored = [&](double was, double is, const Gradient& gradient) {
        return was != is && (now.rates || gradient.along != Gradient::Along::Nothing);
    };
    if (ignored(before.feed, now.feed, now.vary_feed)) return say(Text::RateVaries, "feed");
    if (ignored(before.kill, now.kill, now.vary_kill)) return say(Text::RateVaries, "kill");
    return {};
}

}  // namespace

AppCore::AppCore(App::Mode mode)
    : jobs_(mode == App::Mode::Threaded ? kWriterThreads : 0), runner(make_runner(mode)) {
    document_.kernel = fastest_kernel().id;
    const KernelChoice choice = choose_kernel(document_);
    const Status started =
        runner->submit(request::Adopt{document_, choice.kernel, choice.because, With::NewStart, {}});
    if (!started) report(started.why());
}

std::unique_ptr<Runner> AppCore::make_runner(App::Mode mode) {
    if (mode == App::Mode::Threaded) return std::make_unique<SimThread>();
    return std::make_unique<DirectRunner>(DirectRunner::Told{
        [this](std::string words) { warn(std::move(words)); },
        [this](std::int64_t done, std::int64_t total) { return !progress || progress(done, total); }});
}

Exported AppCore::present() {
    Exported present;
    const Status done = runner->submit(request::Export{[&](Exported e) { present = std::move(e); }});
    if (!done) throw std::runtime_error(done.why());
    runner->settle();
    return present;
}

// ---- kernels

std::string AppCore::why_not(const gs_kernel& kernel) const {
    return gs::why_not(kernel, document_);
}

void AppCore::devices_known() {
    Document next = document_;
    if (kernel_by_default_) {
        next.kernel = fastest_kernel().id;
        history.set_kernel(next.kernel);
    }
    const KernelChoice choice = choose_kernel(next);
    if (Status s =
            runner->submit(request::Adopt{next, choice.kernel, choice.because, With::PresentField, {}});
        !s)
        return report(s.why());
    if (!choice.because.empty()) warn(choice.because);
    document_ = std::move(next);
}

// ---- changes

Status AppCore::apply(Document next, With with, std::shared_ptr<const Snapshot> field, Touches touches,
                      std::string_view label) {
    const Document wanted = std::move(next);
    next = consistent(wanted, document_);
    if (next == document_ && touches != Touches::Start) return {};
    const KernelChoice choice = choose_kernel(next);
    if (with != With::PresentField) {
        const double bytes =
            bytes_to_run(next.rows, next.cols, *choice.kernel, varies(next), runner->keeps_frames());
        if (Status fits = fits_memory(next.rows, next.cols, bytes); !fits) return fits;
    }
    const bool first = !in_gesture_ || !gesture_remembered_;  // a drag says it once
    const bool pushed = touches != Touches::Run && remember(label, touches == Touches::Start);
    Status adopted =
        runner->submit(request::Adopt{next, choice.kernel, choice.because, with, std::move(field)});
    if (!adopted) {
        if (pushed) (void)history.take_undo();
        return adopted;
    }
    const bool named = label == "load-session" || (label == "vary" && !varies(next));
    if (!named) {
        for (std::string& lost : losses(document_, wanted, next)) warn(std::move(lost));
        if (std::string useless = without_effect(document_, next); first && !useless.empty())
            warn(std::move(useless));
    }
    if (next.kernel != document_.kernel || label == "load-session") kernel_by_default_ = false;
    const bool news = !choice.because.empty() &&
                      (next.kernel != document_.kernel || choose_kernel(document_).because != choice.because);
    if (news) warn(choice.because);
    document_ = std::move(next);
    return {};
}

Status AppCore::change(Document next, Touches touches, std::string_view label) {
    return apply(std::move(next), touches == Touches::Start ? With::NewStart : With::PresentField, {},
                 touches, label);
}

Status AppCore::change_to(Document next, std::shared_ptr<const Snapshot> field, std::string_view label) {
    return apply(std::move(next), With::Remembered, std::move(field), Touches::Start, label);
}

Status AppCore::set(const Property& property, const Value& value) {
    if (Status allowed = check(property, value); !allowed) return allowed;
    Document next = document_;
    assign(next, property, value);
    if (property.key == "kernel") {
        const gs_kernel& kernel = *find_kernel(next.kernel);
        const bool later = kernel.memory == GS_CUDA && cuda_undecided();  // devices_known() takes it up
        if (const std::string why = gs::why_not(kernel, next); !why.empty() && !later)
            return Status::failure(say(Text::KernelCant, next.kernel, why));
        kernel_by_default_ = false;
    }
    if (property.key == "seed" && next.seed == "file" && !next.start)
        return Status::failure(say(Text::NoStartFile));
    const bool same = next == document_;
    const Touches touches = property.effect == Effect::Run                ? Touches::Run
                            : property.effect == Effect::Restart && !same ? Touches::Start
                                                                          : Touches::Settings;
    return change(std::move(next), touches, property.key);
}

Status AppCore::step(std::int64_t n) {
    return runner->submit(request::Step{n});
}

Status AppCore::play(bool on) {
    return runner->submit(request::Play{on});
}

bool AppCore::playing() const {
    return state().playing;
}

Status AppCore::paint(const request::Dab& dab, std::string_view label) {
    remember(label, true);
    return runner->submit(dab);
}

// ---- history

std::size_t AppCore::field_bytes() const {
    const gs_kernel* kernel = find_kernel(document_.kernel);
    const std::size_t scalar = kernel->scalar == GS_F64 ? 16 : 8;
    return static_cast<std::size_t>(document_.rows) * static_cast<std::size_t>(document_.cols) * scalar;
}

/// Keeps what is now, before a change. True where a new entry was made;
/// within a gesture only the first is.
bool AppCore::remember(std::string_view label, bool field) {
    const bool fresh = !in_gesture_ || !gesture_remembered_;
    if (fresh) history.push({in_gesture_ ? gesture_label_ : std::string(label), document_, nullptr, 0});
    gesture_remembered_ = in_gesture_;
    if (field && history.newest() != nullptr && history.newest()->field == nullptr) {
        auto snapshot = std::make_shared<Snapshot>();
        if (!runner->submit(request::Remember{snapshot})) return fresh;
        history.add_field(std::move(snapshot), field_bytes());
    }
    return fresh;
}

Status AppCore::go_back(std::optional<HistoryEntry> entry, bool undoing) {
    if (!entry) return Status::failure(say(undoing ? Text::NothingToUndo : Text::NothingToRedo));
    HistoryEntry other{entry->label, document_, nullptr, 0};
    if (entry->field) {
        other.field = std::make_shared<Snapshot>();
        other.bytes = field_bytes();
        if (Status s = runner->submit(request::Remember{other.field}); !s) return s;
    }
    Document next = entry->document;
    for (const Property& p : properties())
        if (p.effect == Effect::Run) assign(next, p, value_of(document_, p));
    const KernelChoice choice = choose_kernel(next);
    const With with = entry->field ? With::Remembered : With::PresentField;
    if (Status s = runner->submit(request::Adopt{next, choice.kernel, choice.because, with, entry->field});
        !s)
        return s;
    document_ = std::move(next);
    undoing ? history.put_redo(std::move(other)) : history.put_undo(std::move(other));
    return {};
}

Status AppCore::undo() {
    end_gesture();
    return go_back(history.take_undo(), true);
}

Status AppCore::redo() {
    end_gesture();
    return go_back(history.take_redo(), false);
}

void AppCore::begin_gesture(std::string_view label) {
    end_gesture();
    in_gesture_ = true;
    gesture_remembered_ = false;
    gesture_label_ = label;
}

void AppCore::end_gesture() {
    if (!in_gesture_) return;
    in_gesture_ = false;
    for (const std::string& line : std::exchange(gesture_lines_, {})) log(line);
}

void AppCore::log(std::string_view line) {
    if (!journal) return;
    if (!in_gesture_) return journal(line);
    // Of a drag only where it ended is told.
    const auto of_key = [](std::string_view l) {
        return l.starts_with("set ") ? l.substr(0, l.rfind(' ')) : l;
    };
    if (!gesture_lines_.empty() && line.starts_with("set ") && of_key(gesture_lines_.back()) == of_key(line))
        gesture_lines_.pop_back();
    gesture_lines_.emplace_back(line);
}

}  // namespace gs
