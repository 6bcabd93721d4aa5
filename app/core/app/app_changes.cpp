// App's changes: of the document, with its history, gestures and journal.
#include <algorithm>
#include <string>
#include <vector>

#include "app/core/app/app.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/memory.h"
#include "app/core/document/palettes.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

/// The largest field that is kept for the case that a change of the rates spoils it.
constexpr std::size_t kMostInCase = std::size_t{256} << 20;

/// The memory that these rates take if the entry beside does not have them, too.
std::size_t rate_bytes(const Document& document, const HistoryEntry* beside) {
    const bool own = document.rates && (beside == nullptr || beside->document.rates != document.rates);
    return own ? document.rates->bytes() : 0;
}

/// What depends on other settings goes with them.
Document consistent(Document next, const Document& before) {
    const bool resized = next.rows != before.rows || next.cols != before.cols;
    if (resized && next.rates && (next.rates->rows() != next.rows || next.rates->cols() != next.cols))
        next.rates = nullptr;
    if (next.seed != SeedKind::File ||
        (next.start && (next.start->rows() != next.rows || next.start->cols() != next.cols))) {
        next.start = nullptr;
        next.start_steps = 0;
    }
    if (next.seed == SeedKind::File && !next.start) next.seed = Document{}.seed;
    if (next.moment && (next.moment->rows() != next.rows || next.moment->cols() != next.cols))
        next.moment = nullptr;
    if (next.colouring == Colouring::Change && !next.moment) next.colouring = Colouring::Plain;
    next.favourites = before.favourites;
    if (!next.own_palettes) next.own_palettes = before.own_palettes;
    if (find_palette(next.palette) == nullptr && find_own_palette(next, next.palette) == nullptr)
        next.palette = Document{}.palette;
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
    if (before.moment && wanted.moment == before.moment && !now.moment)
        said.push_back(say(Text::MomentGone, before.moment->cols(), before.moment->rows()));
    const bool varied = before.vary_feed.along != Along::Nothing || before.vary_kill.along != Along::Nothing;
    if (varied && !varies(now)) said.push_back(say(Text::VaryGone, to_text(now.feed), to_text(now.kill)));
    if (before.start && wanted.seed == SeedKind::File && wanted.start == before.start && !now.start)
        said.push_back(say(Text::StartGone, before.start->cols(), before.start->rows(), now.cols, now.rows,
                           to_text(value_of(now, *find_property("seed", now)))));
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

void App::take(Document next) {
    if (next.speed > 0) speed_before_full_ = next.speed;
    if (next.rows != document_.rows || next.cols != document_.cols) hands_.selection.reset();
    const bool palettes = next.own_palettes != document_.own_palettes;
    document_ = std::move(next);
    ++revision_;
    // A drag in the editor writes when it ends.
    if (palettes && !gesture_) write_palettes();
    if (palettes && gesture_) gesture_->palettes = true;
}

Status App::change(Change change) {
    Document next = consistent(change.document, document_);
    const bool restarts = change.effect == Effect::Restart;
    if (next == document_ && !restarts && !change.revives) return {};
    if (held() && change.effect >= Effect::Kernel) return refused();
    const KernelChoice choice = choose_kernel(next);
    if (restarts) {
        const double bytes =
            bytes_to_run(next.rows, next.cols, *choice.kernel, varies(next), runner_->keeps_frames());
        if (Status fits = fits_memory(next.rows, next.cols, bytes); !fits) return fits;
    }
    const bool first = !remembered() && !change.goes_on;  // a drag says it once
    const Keep keep = restarts                         ? Keep::Field
                      : change.effect == Effect::Rates ? Keep::FieldInCase
                                                       : Keep::Settings;
    const bool pushed = change.effect != Effect::Run && !change.goes_on && remember(change.label, keep);
    Status adopted = runner_->submit(request::Adopt{next, choice.kernel, choice.because, change.effect,
                                                    std::move(change.field), change.revives, change.reshape,
                                                    change.label, std::move(change.laid)});
    if (!adopted) {
        if (pushed) (void)history_.take_undo();
        return adopted;
    }
    if (!change.loss_meant) {
        for (std::string& lost : losses(document_, change.document, next)) warn(std::move(lost));
        if (std::string useless = without_effect(document_, next); first && !useless.empty())
            warn(std::move(useless));
    }
    if (next.kernel != document_.kernel || change.kernel_chosen) kernel_by_default_ = false;
    const bool news = !choice.because.empty() &&
                      (next.kernel != document_.kernel || choose_kernel(document_).because != choice.because);
    if (news) warn(choice.because);
    take(std::move(next));
    return {};
}

Status App::set(std::string_view key, const Value& value) {
    const Property* property = find_property(key, document_);
    if (property == nullptr) {
        std::vector<std::string> keys;
        for (const Property& p : properties()) keys.push_back(p.key);
        return Status::failure(unknown_name(text(Text::Property), key, keys));
    }
    Status done = set(*property, value);
    if (done) log("set " + std::string(key) + " " + to_text(value));
    return done;
}

Status App::set(const Property& property, const Value& value) {
    if (Status allowed = check(property, value); !allowed) return allowed;
    if (Status laid = settle_rates(); !laid) return laid;
    Document next = document_;
    assign(next, property, value);
    if (std::holds_alternative<double Range::*>(property.member)) next.auto_range = false;
    if (property.key == "kernel") {
        const gs_kernel& kernel = *find_kernel(next.kernel);
        const bool later = kernel.memory == GS_CUDA && cuda_undecided();  // devices_known() takes it up
        if (const Status able = can_run(kernel, next); !able && !later)
            return Status::failure(say(Text::KernelCant, next.kernel, able.why()));
        kernel_by_default_ = false;
    }
    if (property.key == "seed" && next.seed == SeedKind::File && !next.start)
        return Status::failure(say(Text::NoStartFile));
    if (property.key == "colouring" && next.colouring == Colouring::Change && !next.moment)
        return Status::failure(say(Text::NoMoment));
    const Effect effect = effect_of(property, document_, next);
    return change(std::move(next), effect, property.key);
}

void App::follow_range(const Extremes& extremes, const Sample& sample) {
    Document next = document_;
    if (!next.auto_range || !gs::follow_range(next, extremes, sample)) return;
    if (Status s = change(std::move(next), Effect::Run, "auto-range"); !s) report(s.why());
}

Status App::hold(std::string why) {
    held_ = std::move(why);
    return play(false);
}

void App::devices_known() {
    Document next = document_;
    if (kernel_by_default_) {
        next.kernel = fastest_kernel().id;
        history_.set_kernel(next.kernel);
    }
    const KernelChoice choice = choose_kernel(next);
    const Status adopted =
        runner_->submit(request::Adopt{next, choice.kernel, choice.because, Effect::Kernel, {}});
    if (!adopted) return report(adopted.why());
    if (!choice.because.empty()) warn(choice.because);
    take(std::move(next));
}

// ---- history

std::size_t App::field_bytes() const {
    const gs_kernel* kernel = find_kernel(document_.kernel);
    const std::size_t scalar = kernel->scalar == GS_F64 ? 16 : 8;
    return static_cast<std::size_t>(document_.rows) * static_cast<std::size_t>(document_.cols) * scalar;
}

/// Keeps what is now, before a change. True if a new entry was made; within a gesture only the
/// first change makes one.
bool App::remember(std::string_view label, Keep keep) {
    const bool fresh = !remembered();
    // The change takes the place of what lay ahead, which undo brings back.
    const SimState there = state();
    const bool branches = fresh && lies_ahead(there.line, there.now);
    if (branches) keep = Keep::Field;
    if (fresh)
        history_.push({gesture_ ? gesture_->label : std::string(label), document_, nullptr,
                       rate_bytes(document_, history_.newest()), branches, keep == Keep::FieldInCase});
    if (gesture_) gesture_->remembered = true;
    HistoryEntry* const entry = history_.newest();
    // Before anything is computed there is nothing to be spoilt.
    const bool in_case = keep == Keep::FieldInCase && fresh && field_bytes() <= kMostInCase && state().opened;
    if (entry != nullptr && keep == Keep::Field) entry->revives = false;
    if (entry != nullptr && (keep == Keep::Field || in_case) && entry->field == nullptr) {
        auto snapshot = std::make_shared<Snapshot>();
        if (!runner_->submit(request::Remember{snapshot})) return fresh;
        history_.add_field(std::move(snapshot), field_bytes());
    }
    return fresh;
}

Status App::go_back(std::optional<HistoryEntry> entry, bool undoing) {
    if (!entry) return Status::failure(say(undoing ? Text::NothingToUndo : Text::NothingToRedo));
    watched_.leave();
    HistoryEntry other{entry->label,    document_,     nullptr, rate_bytes(document_, &*entry),
                       entry->branches, entry->revives};
    if (entry->field) {
        other.field = std::make_shared<Snapshot>();
        other.bytes += field_bytes();
        if (Status s = runner_->submit(request::Remember{other.field}); !s) return s;
    }
    Document next = entry->document;
    for (const Property& p : properties())
        if (p.effect == Effect::Run) assign(next, p, value_of(document_, p));
    if (next.auto_range && document_.auto_range) next.ranges = document_.ranges;
    next.favourites = document_.favourites;
    // An entry that does not say is older than the file that was read.
    if (!next.own_palettes && palettes_file_) next.own_palettes = document_.own_palettes;
    const KernelChoice choice = choose_kernel(next);
    if (Status s = runner_->submit(
            request::Adopt{next, choice.kernel, choice.because, Effect::Rates, entry->field, entry->revives});
        !s)
        return s;
    note_what_came_back(*entry, next, undoing);
    take(std::move(next));
    if (undoing)
        history_.put_redo(std::move(other));
    else
        history_.put_undo(std::move(other));
    return {};
}

/// It is said only where no one reads a script's lines beside it.
void App::note_what_came_back(const HistoryEntry& entry, const Document& next, bool undoing) {
    constexpr std::size_t kMostNamed = 2;
    std::vector<std::string> changed;
    came_back_ = {came_back_.times + 1, {}};
    for (const Property& p : properties()) {
        const std::string was = to_text(value_of(document_, p)), is = to_text(value_of(next, p));
        if (was == is) continue;
        changed.push_back(say(Text::CameBack, p.key, was, is));
        came_back_.keys.push_back(p.key);
    }
    if (mode_ == Mode::Direct) return;
    std::string said = changed.empty() ? entry.label : changed[0];
    for (std::size_t i = 1; i < std::min(changed.size(), kMostNamed); ++i) said += ", " + changed[i];
    if (changed.size() > kMostNamed) said += say(Text::CameBackMore, changed.size() - kMostNamed);
    say_message({Message::Kind::Info, say(undoing ? Text::Undone : Text::Redone, said), ""});
}

Status App::recover() {
    const SimState now = state();
    if (!now.blown_up) {
        // A journal whose run blew up may be replayed by one that does not get as far.
        say_message({Message::Kind::Info, say(Text::NothingBlownUp), ""});
        return {};
    }
    Document next = document_;
    next.dt = dt_that_holds(next, now.blown_up_dt);
    return change(
        {.document = std::move(next), .effect = Effect::Rates, .label = "recover", .revives = true});
}

Status App::undo() {
    end_gesture();
    if (held()) return refused();
    return go_back(history_.take_undo(), true);
}

Status App::redo() {
    end_gesture();
    if (held()) return refused();
    return go_back(history_.take_redo(), false);
}

void App::begin_gesture(std::string_view label) {
    end_gesture();
    gesture_ = Gesture{std::string(label), false, {}};
}

void App::end_gesture() {
    if (const Status laid = settle_rates(); !laid) report(laid.why());
    if (!gesture_) return;
    if (const Status laid = end_rates(); !laid) report(laid.why());
    const Gesture ended = *std::exchange(gesture_, std::nullopt);
    if (ended.palettes) write_palettes();
    if (!ended.lines.empty()) pass_on(ended.lines);
}

void App::pass_on(std::span<const std::string> lines) const {
    for (const std::string& line : lines)
        if (journal_) journal_(line);
    if (onlooker_) onlooker_(lines);
}

void App::log(std::string_view line) {
    if (!journal_ && !onlooker_) return;
    if (!gesture_) return pass_on(std::vector<std::string>{std::string(line)});
    // Of a drag, only its end is told.
    const auto of_key = [](std::string_view l) {
        const bool sets = l.starts_with("set ") || l.starts_with("vary ") || l.starts_with("palette-stops ");
        return sets ? l.substr(0, l.find(' ', l.find(' ') + 1)) : std::string_view();
    };
    std::vector<std::string>& lines = gesture_->lines;
    if (!lines.empty() && !of_key(line).empty() && of_key(lines.back()) == of_key(line)) lines.pop_back();
    lines.emplace_back(line);
}

}  // namespace gs
