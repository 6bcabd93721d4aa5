// The automatic range: the palette's ends follow the values of the shown channel.
#pragma once

#include "app/core/document/document.h"
#include "kernels/engine/field.h"

namespace gs {

/// The smallest and the largest value of each plane.
struct Extremes {
    double u_low = 0, u_high = 1, v_low = 0, v_high = 0;
};

/// The extremes of a field with at least one cell; NaN is passed over.
Extremes extremes_of(const Field& field);
/// What the channel can hold at these extremes.
Range range_of(Channel channel, const Extremes& extremes);
/// If the shown channel's values leave its range, or take less than half of it, puts the ends at
/// neat numbers around them; a reversed range stays reversed. True if the range has changed. A
/// field that is one value, or not finite, changes nothing.
bool follow_range(Document& document, const Extremes& extremes);

}  // namespace gs
