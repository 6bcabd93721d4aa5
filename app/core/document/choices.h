// What a document chooses between. The words for these values stand in the rows of the properties
// (properties.cpp), in the order of the enums.
#pragma once

#include <cstdint>

#include "kernels/kernel_api.h"

namespace gs {

/// What lies beyond the edge; the values are those of gs_boundary.
enum class Boundary : std::int32_t { Periodic = GS_PERIODIC, NoFlux = GS_NO_FLUX, Fixed = GS_FIXED };

/// What the colours show.
enum class Channel { U, V, Difference };

/// How values become colours (colouring.h).
enum class Colouring { Plain, Relief, Contours, TwoChannels, Change, Rate };

/// Whether cells blend into each other or stand as squares.
enum class Filter { Smooth, Nearest };

/// The field that a run starts from: a row of seeds(), or the document's own start.
enum class SeedKind {
    Spots,
    Drops,
    School,
    Square,
    Noise,
    Spirals,
    Dents,
    Holes,
    Patches,
    Skates,
    Empty,
    File
};

}  // namespace gs
