// The automatic range: the palette's ends follow the values of the shown channel.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "app/core/document/document.h"
#include "kernels/engine/field.h"

namespace gs {

/// The smallest and the largest value of each plane.
struct Extremes {
    double u_low = 0, u_high = 1, v_low = 0, v_high = 0;
    /// Of the plane that is made of both (rate_of_change.h).
    double derived_low = 0, derived_high = 0;
};

/// Some cells of a field, spread over it evenly: u, v, and the plane that is made of both or 0.
using Sample = std::vector<std::array<float, 3>>;
/// At most this many cells: enough for 1 % of them to be known to a fifth.
inline constexpr std::size_t kSampleCells = 4096;
/// Takes a sample of planes of equal size; derived may be empty.
void take_sample(std::span<const float> u, std::span<const float> v, std::span<const float> derived,
                 Sample& sample);

/// The extremes of a field with at least one cell; NaN is passed over.
Extremes extremes_of(const Field& field);
/// What the channel can hold at these extremes.
Range range_of(Channel channel, const Extremes& extremes);
/// What the document shows of these extremes, or of the share of the sample that an automatic range
/// is to span. The values of a change and of a rate of change lie around 0: as far below as above.
Range values_shown(const Document& document, const Extremes& extremes, const Sample& sample);
/// If the shown channel's values leave its range, or take less than half of it, puts the ends at
/// neat numbers around them; a reversed range stays reversed. True if the range has changed. A
/// field that is one value, or not finite, changes nothing.
bool follow_range(Document& document, const Extremes& extremes, const Sample& sample = {});
/// The same for a whole field, which is looked at here.
bool follow_range(Document& document, const Field& field);

}  // namespace gs
