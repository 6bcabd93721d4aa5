#include "app/core/document/rate_axes.h"

namespace gs {

RateAxes RateAxes::part(double left, double bottom, double right, double top) const {
    const auto along = [](const Range& range, double from, double to) {
        return Range{range.low + from * (range.high - range.low), range.low + to * (range.high - range.low)};
    };
    return {along(feed, bottom, top), along(kill, left, right)};
}

std::optional<RateAxes> axes_of(const Document& document) {
    const Gradient &feed = document.vary_feed, &kill = document.vary_kill;
    const bool as_map = feed.along == Gradient::Along::Rows && kill.along == Gradient::Along::Columns;
    if (!document.axes || !as_map || document.rates || feed.low == feed.high || kill.low == kill.high)
        return {};
    return RateAxes{{feed.high, feed.low}, {kill.low, kill.high}};  // rows count downwards
}

}  // namespace gs
