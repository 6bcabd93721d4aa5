// Axes on a saved picture of a field that is its own map of the rates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "app/core/document/rate_axes.h"
#include "app/core/files/png.h"

namespace gs {

/// Rows of a picture of any size, drawn upon one by one or all at once.
struct PictureRows {
    /// The first pixel of the first of these rows, and the bytes from each row to the next.
    std::uint8_t* rgb = nullptr;
    std::size_t row_bytes = 0;
    /// These rows of the picture, and the picture's size.
    int first = 0, count = 0, width = 0, height = 0;
};

/// Draws the axes on some rows of a picture, which look as those of the whole do. Any thread.
void draw_axes(const PictureRows& rows, const RateAxes& axes);

/// The picture with ticks of F at its right edge and of k at its lower one, and with dots and
/// letters of the presets whose rates lie on it. The picture as it was without axes, or if it is
/// too small for them. Any thread.
Picture with_axes(Picture picture, const std::optional<RateAxes>& axes);

}  // namespace gs
