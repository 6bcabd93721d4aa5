// Small starts that are put into a running field.
#pragma once

#include <span>

#include "app/core/hands/brush.h"

namespace gs {

/// A row of the table of stamps.
struct Stamp {
    StampShape shape;
    const char *id, *label, *help;
    /// How far it reaches from its middle, in cells.
    double reach;
    /// Values of the cells that it sets.
    double u, v;
    /// True if it sets the cell at this place: how far along its axis and across it, in cells.
    bool (*sets)(double along, double across);
};

/// Every stamp but the selection, which the user makes. Valid for the program's life; any thread.
std::span<const Stamp> stamps();
/// The row of this shape; nullptr for the selection.
const Stamp* find_stamp(StampShape shape);

}  // namespace gs
