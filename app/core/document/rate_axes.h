// The axes of a field that is its own map of the rates: F upwards, k to the right.
#pragma once

#include <optional>

#include "app/core/document/document.h"

namespace gs {

/// The rates at the edges of a field or of a part of it.
struct RateAxes {
    /// At the lower and at the upper edge.
    Range feed;
    /// At the left and at the right edge.
    Range kill;
    bool operator==(const RateAxes&) const = default;

    /// Where rates lie: the share of the way from the left edge, and from the lower one.
    double right(double rate) const { return (rate - kill.low) / (kill.high - kill.low); }
    double up(double rate) const { return (rate - feed.low) / (feed.high - feed.low); }
    /// Those of a part, from such shares.
    RateAxes part(double left, double bottom, double right, double top) const;
};

/// The axes of the document's field; nothing if its rates do not vary over it as over a map, or if
/// the axes are switched off.
std::optional<RateAxes> axes_of(const Document& document);

}  // namespace gs
