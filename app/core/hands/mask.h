// How much of each cell a picture or a text covers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/core/hands/brush.h"

namespace gs {

/// A share for each cell, row by row; 0 is black, 255 is white.
struct Mask {
    Extent size;
    std::vector<std::uint8_t> shares;

    /// 0 to 1; the cell must lie within the mask.
    double share(int row, int col) const {
        return shares[static_cast<std::size_t>(row) * static_cast<std::size_t>(size.cols) +
                      static_cast<std::size_t>(col)] /
               255.0;
    }
};

/// How a picture is put on a field of other proportions: all of it within the field, over all of
/// the field, or both, which distorts it.
enum class Placing { Fit, Cover, Stretch };

/// What is done to a picture before it counts.
struct Tone {
    Placing placing = Placing::Fit;
    /// Dark counts as much as bright did.
    bool invert = false;
    /// From this share on a cell is covered wholly, below it not at all; 0: shades count.
    double threshold = 0;
    bool operator==(const Tone&) const = default;
};

/// The grey of a picture, as the eye weights colours. rgb: three bytes per pixel, row by row.
Mask grey_of(const Extent& size, const std::vector<std::uint8_t>& rgb);

/// A picture in the size of a field, each cell the mean of the pixels that it covers. Beside the
/// picture there is black, also if it is inverted.
Mask fitted(const Mask& picture, const Extent& field, const Tone& tone);

/// The smallest part of a mask with all that is not black; empty if all is black.
Mask trimmed(const Mask& mask);

}  // namespace gs
