// What measurements get of the field: a copy of a bounded size, a few times per second.
#pragma once

#include <cstdint>
#include <vector>

#include "app/core/document/memory.h"
#include "kernels/engine/field.h"

namespace gs {

/// A cell of the field.
struct CellPlace {
    int row = 0, col = 0;
    bool operator==(const CellPlace&) const = default;
};

/// u and v of a cell.
struct CellValue {
    double u = 0, v = 0;
};

/// The field at one moment, of a large field only some rows and columns. Never changed once it is
/// shared.
struct FieldSample {
    /// Of the field.
    int rows = 0, cols = 0;
    std::int64_t steps_done = 0;
    /// Simulated.
    double time = 0;
    /// Rows 0, stride, 2 stride, ... and such columns are in the planes.
    int stride = 1;
    /// Of the planes: [sampled_rows][sampled_cols], row 0 at the top.
    int sampled_rows = 0, sampled_cols = 0;
    std::vector<float> u, v;
    /// A square in the middle with v of all of its cells, if the planes have not got them all.
    Rect part;
    std::vector<float> part_v;
    /// The cells that were asked for, and their values, in the same order.
    std::vector<CellPlace> places;
    std::vector<CellValue> cells;
    /// Counts how often another field has taken the place of this one (a start, undo), and the
    /// simulated time at which the newest one came.
    std::uint64_t origin = 0;
    double origin_time = 0;
};

/// What is wanted of the field.
struct SampleWish {
    /// Samples are wanted at all.
    bool on = false;
    std::vector<CellPlace> places;
    bool operator==(const SampleWish&) const = default;
};

/// The smallest stride that keeps the planes within kMostSampled cells (memory.h).
int sample_stride(int rows, int cols);

/// The sample of a field that is at hand. Its origin is 0.
FieldSample sample_of(const Field& field, const std::vector<CellPlace>& places = {});

}  // namespace gs
