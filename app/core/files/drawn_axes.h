// Axes on a saved picture of a field that is its own map of the rates.
#pragma once

#include <optional>

#include "app/core/document/rate_axes.h"
#include "app/core/files/png.h"

namespace gs {

/// The picture with ticks of F at its right edge and of k at its lower one, and with dots and
/// letters of the presets whose rates lie on it. The picture as it was without axes, or if it is
/// too small for them. Any thread.
Picture with_axes(Picture picture, const std::optional<RateAxes>& axes);

}  // namespace gs
