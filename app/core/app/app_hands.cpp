// App's changes of cells: of the field, of the rates, of the shape of both; what is selected.
#include <utility>

#include "app/core/app/app.h"
#include "app/core/text/strings.h"

namespace gs {

Status App::edit(const Edit& edit, std::string_view label) {
    if (held()) return refused();
    remember(label, Keep::Field);
    return runner_->submit(request::Touch{edit, std::string(label)});
}

Status App::edit_rates(const Edit& edit, std::string_view label) {
    if (held()) return refused();
    rate_edits_.push_back(edit);
    rate_label_ = label;
    return gesture_ && mode_ == Mode::Threaded ? Status() : lay_rates();
}

/// The document's rates are shared with its history and with the simulation, so that they are
/// never changed: a copy takes their place.
Status App::lay_rates() {
    if (rate_edits_.empty()) return {};
    auto rates = std::make_shared<Field>(all_rates(document_));
    for (const Edit& edit : std::exchange(rate_edits_, {})) apply(edit, *rates);
    Document next = document_;
    stop_varying(next);
    next.rates = std::move(rates);
    return change({.document = std::move(next), .label = rate_label_, .loss_meant = true});
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
