// What a hand does to the cells of a field, as values: each says what is to be done, and is done on
// the thread that has the field. The same edits change u and v of a field, and feed (u) and kill
// (v) of planes of rates.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "app/core/hands/brush.h"
#include "app/core/hands/mask.h"
#include "app/core/hands/stamps.h"
#include "kernels/engine/field.h"

namespace gs {

/// What cells are moved towards; a plane without a value stays as it is.
struct Aim {
    std::optional<double> u, v;
};

/// How a mark is laid down.
struct Ink {
    Aim aim{0.5, 0.25};
    /// How much of a cell is replaced, 0 to 1.
    double strength = 1;
    Symmetry symmetry{};
};

/// A part of a field that was copied. The thread that has the field fills it in.
struct Clip {
    Field cells;
};

namespace edit {

/// The brush, drawn in a straight line; a single touch if both ends are the same.
struct Stroke {
    CellPoint from, to;
    double radius = 1;
    BrushShape shape = BrushShape::Soft;
    Ink ink{};
};

/// The rectangle between two cells, both included.
struct Box {
    CellPoint from, to;
    Ink ink{};
};

/// All cells that are like this one and hang together with it, by their sides.
struct Fill {
    CellPoint at;
    /// How far a value may be from that of the cell at `at`.
    double tolerance = 0.05;
    /// The values that count: u's, or v's.
    bool by_u = false;
    /// In a periodic field (Symmetry), it goes on at the other side.
    Ink ink{};
};

/// A stamp. angle: where its axis points, in degrees, clockwise from the right.
struct Put {
    const Stamp* stamp = nullptr;
    CellPoint at;
    double angle = 0;
    Symmetry symmetry{};
};

/// What was copied, with its middle here. What lies beyond the edge of a field that is not periodic
/// is left out.
struct Paste {
    std::shared_ptr<const Clip> clip;
    /// Rows and columns of the clip, which need not be filled in yet.
    Extent size;
    CellPoint at;
    Symmetry symmetry{};
};

/// A picture or a text, with its upper left cell here. Each cell goes as far from black to white as
/// the mask says; where black has no value, from what the cell holds.
struct Print {
    std::shared_ptr<const Mask> mask;
    int row = 0, col = 0;
    Aim black, white;
};

/// u = 1, v = 0.
struct Clear {
    Rect area;
};

/// Adds a random number between -amplitude and amplitude to u and to v, which do not become
/// negative. The same number gives the same sequence.
struct Noise {
    Rect area;
    double amplitude = 0.05;
    std::int64_t number = 1;
};

/// Scatters the stamp "spot", turned in all directions.
struct Spots {
    Rect area;
    std::int64_t count = 1, number = 1;
};

/// Moves all by whole cells; what leaves the area at one side comes back at the other.
struct Shift {
    Rect area;
    std::int64_t rows = 0, cols = 0;
};

/// Exchanges left and right, or top and bottom, or both, which is half a turn.
struct Flip {
    Rect area;
    bool across = false, down = false;
};

}  // namespace edit

using Edit = std::variant<edit::Stroke, edit::Box, edit::Fill, edit::Put, edit::Paste, edit::Print,
                          edit::Clear, edit::Noise, edit::Spots, edit::Shift, edit::Flip>;

/// The cells that an edit may change, as rectangles of the field that share no cell; none if it
/// lies beside the field.
std::vector<Rect> reach(const Edit& edit, const Extent& field);

/// Does an edit to the cells of one of its rectangles. Values are computed in float64.
void apply(const Edit& edit, Field& cells, const Rect& rect, const Extent& field);

/// Does an edit to a whole field.
void apply(const Edit& edit, Field& field);

/// The part of an area that lies within the field.
Rect within(const Rect& area, const Extent& field);

}  // namespace gs
