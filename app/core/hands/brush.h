// What a hand works with: its tools, and how its marks are repeated. The words for these values
// stand in the rows of the properties (properties.cpp), in the order of the enums.
#pragma once

#include <vector>

#include "kernels/engine/field.h"

namespace gs {

/// What the left button does on the field.
enum class Tool { Brush, Line, Rectangle, Flood, Select, Stamp };

/// Soft: full up to half of the radius, then less and less. Round and square have a hard edge.
enum class BrushShape { Soft, Round, Square };

/// The planes that a mark changes; feed and kill are those of each cell.
enum class Paints { Both, V, U, Feed, Kill };

/// Marks are mirrored in the upright line through the field's middle, in the level one, or both.
enum class BrushMirror { None, LeftRight, TopBottom, Both };

/// What the stamp tool leaves: a row of stamps(), or what is selected.
enum class StampShape { Spot, Soliton, Skate, Selection };

/// A place in cells: (0, 0) is the middle of the first cell. It may lie beside the field.
struct CellPoint {
    double row = 0, col = 0;
    bool operator==(const CellPoint&) const = default;
};

/// Rows and columns of a field.
struct Extent {
    int rows = 0, cols = 0;
    bool operator==(const Extent&) const = default;
    Rect whole() const { return {0, 0, rows, cols}; }
};

/// How a mark is repeated: turned about the field's middle, mirrored in the lines through it, and
/// at the other side of a field that goes on there.
struct Symmetry {
    BrushMirror mirror = BrushMirror::None;
    /// Turns by 1 / fold of a whole turn each; 1: none.
    int fold = 1;
    /// What leaves the field at one side comes in at the other.
    bool periodic = false;
    bool operator==(const Symmetry&) const = default;
};

/// One repetition as a map of places: a turn or a mirror image about the field's middle, and then a
/// shift by the field's own size.
struct Image {
    /// An orthogonal matrix, so that its transpose leads back; row first.
    double rr = 1, rc = 0, cr = 0, cc = 1;
    CellPoint middle;
    CellPoint shift{};

    /// Where this repetition puts what is at `p`.
    CellPoint to(CellPoint p) const;
    /// The place whose repetition is at `p`.
    CellPoint back(CellPoint p) const;
};

/// Every repetition, the mark itself first, those that are shifted last; no two are alike. Quarter
/// and half turns, mirror images and shifts are exact: they put cells on cells.
std::vector<Image> images(const Symmetry& symmetry, const Extent& field);

}  // namespace gs
