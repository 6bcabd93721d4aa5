// How the field is coloured: what the shader and the painter both follow.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "app/core/document/colouring.h"

namespace gs {

/// How the field is coloured.
struct Look {
    int channel = 1;             // 0: u, 1: v, 2: u - v, 3: the frame's derived plane
    double low = 0, high = 0.5;  // values at the palette's two ends; low < high or low > high
    bool smooth = true;          // values between cells are blended; else each cell is a square
    std::array<float, 3> outside{0.05F, 0.055F, 0.065F};  // colour beside the field
    Shading shading{};                                    // with u and v at once, the channel is v
    bool operator==(const Look&) const = default;
};

/// 256 colours (red, green, blue) from the low end to the high end.
using Colours = std::span<const std::array<std::uint8_t, 3>, 256>;

}  // namespace gs
