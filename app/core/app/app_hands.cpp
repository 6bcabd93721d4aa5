// App's changes of cells: of the field, of the rates, of the shape of both; what is selected.
#include <chrono>
#include <utility>

#include "app/core/app/app.h"
#include "app/core/text/strings.h"

namespace gs {

Status App::edit(const Edit& edit, std::string_view label) {
    if (held()) return refused();
    remember(label, Keep::Field);
    return runner_->submit(request::Touch{edit, std::string(label)});
}

namespace {

/// In a larger field another thread copies the rates.
constexpr std::int64_t kMostCopiedInAFrame = std::int64_t{1} << 20;

bool is_large(const Document& d) {
    return d.rows * d.cols > kMostCopiedInAFrame;
}

}  // namespace

Status App::edit_rates(const Edit& edit, std::string_view label) {
    if (held()) return refused();
    strokes_.edits.push_back(edit);
    strokes_.label = label;
    if (mode_ == Mode::Threaded && gesture_) return {};
    if (mode_ == Mode::Direct || !is_large(document_)) return lay_rates();
    strokes_.tail = false;
    return lay_rates_of_frame();
}

/// All that is on its way, now; waits for the other thread. The document's rates are shared with
/// its history and with the simulation, so that they are never changed: a copy takes their place.
Status App::lay_rates() {
    if (strokes_.laid.valid())
        if (Status taken = take_rates(strokes_.laid.get()); !taken) return taken;
    if (strokes_.edits.empty()) return {};
    strokes_.base = document_;
    strokes_.begun = std::exchange(strokes_.edits, {});
    return take_rates(paint_rates(document_, strokes_.begun));
}

/// Once a frame; never waits.
Status App::lay_rates_of_frame() {
    RateStrokes& s = strokes_;
    if (!s.laid.valid() && !is_large(document_)) return lay_rates();
    if (s.laid.valid() && s.laid.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        if (Status taken = take_rates(s.laid.get()); !taken) return taken;
    const auto now = std::chrono::steady_clock::now();
    const bool rests = !s.laid.valid() && !runner_->busy();
    if (rests && !std::exchange(s.taken_over, true)) s.due = now + (now - s.begun_at);
    if (rests && !s.edits.empty() && (s.tail || now >= s.due)) {
        s.begun_at = now;
        s.taken_over = false;
        s.base = document_;
        s.begun = std::exchange(s.edits, {});
        s.laid = std::async(std::launch::async,
                            [d = document_, edits = s.begun] { return paint_rates(d, edits); });
    }
    if (!s.laid.valid() && s.edits.empty()) s.tail.reset();
    return {};
}

/// Of the gesture that ends: in a large field it is not waited for.
Status App::end_rates() {
    if (mode_ == Mode::Direct || !is_large(document_)) return lay_rates();
    if (strokes_.edits.empty() && !strokes_.laid.valid()) return {};
    strokes_.label = gesture_->label;
    strokes_.tail = gesture_->remembered;
    return lay_rates_of_frame();
}

/// What another change would come before, comes now.
Status App::settle_rates() {
    if (!strokes_.tail) return {};
    Status laid = lay_rates();
    strokes_.tail.reset();
    return laid;
}

/// If others have taken the place of the rates that were copied, what was begun begins again.
Status App::take_rates(std::shared_ptr<Field> rates) {
    RateStrokes& s = strokes_;
    // Goes to the simulation, on whose thread the memory of the rates before is then given back.
    LaidEdits laid{*std::exchange(s.base, std::nullopt), std::exchange(s.begun, {})};
    if (rates->rows() != document_.rows || rates->cols() != document_.cols) return {};
    if (laid.on.rates != document_.rates) {
        s.edits.insert(s.edits.begin(), laid.edits.begin(), laid.edits.end());
        return {};
    }
    Document next = document_;
    stop_varying(next);
    next.rates = std::move(rates);
    const bool goes_on = s.tail.value_or(false);
    if (s.tail) s.tail = true;
    return change({.document = std::move(next),
                   .label = s.label,
                   .loss_meant = true,
                   .goes_on = goes_on,
                   .laid = std::move(laid)});
}

namespace {

/// A gradient of a field that is turned by a quarter.
Gradient turned(Gradient g, bool left) {
    using Along = Gradient::Along;
    if (g.along == (left ? Along::Columns : Along::Rows)) std::swap(g.low, g.high);
    if (g.along != Along::Nothing) g.along = g.along == Along::Columns ? Along::Rows : Along::Columns;
    return g;
}

}  // namespace

Status App::reshape(const Reshape& reshape, std::string_view label) {
    using How = Reshape::How;
    Document next = document_;
    next.rows = reshape.size.rows;
    next.cols = reshape.size.cols;
    if (next.rates) {
        Reshape of_rates = reshape;
        of_rates.u = next.feed;
        of_rates.v = next.kill;
        next.rates = std::make_shared<Field>(reshaped(*next.rates, of_rates));
    }
    if (reshape.how == How::TurnLeft || reshape.how == How::TurnRight) {
        next.vary_feed = turned(next.vary_feed, reshape.how == How::TurnLeft);
        next.vary_kill = turned(next.vary_kill, reshape.how == How::TurnLeft);
    }
    return change({.document = std::move(next),
                   .effect = Effect::Restart,
                   .label = std::string(label),
                   .reshape = reshape});
}

Status App::copy_selection() {
    if (!hands_.selection) return Status::failure(say(Text::SelectionNone));
    auto clip = std::make_shared<Clip>();
    if (Status s = runner_->submit(request::Copy{*hands_.selection, clip}); !s) return s;
    hands_.clip = std::move(clip);
    hands_.clip_of = *hands_.selection;
    ++hands_.copies;
    return {};
}

}  // namespace gs
