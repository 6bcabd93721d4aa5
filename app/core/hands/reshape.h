// A field in another shape.
#pragma once

#include "app/core/hands/brush.h"
#include "kernels/engine/field.h"

namespace gs {

/// What becomes of a field of another size.
struct Reshape {
    /// Keep: its middle stays in the middle; what is too much is cut off, what is missing takes the
    /// filling. Resample: it is stretched, with values between those of four cells. Tile: it is
    /// repeated from the upper left corner on. The turns are by a quarter, and exact.
    enum class How { Keep, Resample, Tile, TurnLeft, TurnRight };
    How how = How::Keep;
    /// The new size. For a turn: the old one's columns and rows.
    Extent size;
    /// The values of cells that the field does not reach.
    double u = 1, v = 0;
};

/// The field in that shape, in its own scalar.
Field reshaped(const Field& field, const Reshape& reshape);

/// The cells of an area that lies within the field, in the field's scalar.
Field part_of(const Field& field, const Rect& area);

}  // namespace gs
