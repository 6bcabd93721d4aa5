// Which cells lie under a row or a column of pixels.
#pragma once

#include <vector>

namespace gs {

/// For each pixel from `begin` on, along one axis: its cell, and the weight of the next cell.
struct PixelAxis {
    int begin = 0;
    std::vector<int> cell;
    std::vector<float> next;
    int size() const { return static_cast<int>(cell.size()); }
};

/// Lays the cells of one axis out over `pixels` pixels. A pixel shows the value at its middle. A
/// cell's value belongs to the cell's middle, and beyond the outermost middles the value stays the
/// same. origin: where the first cell begins, in pixels; scale: pixels per cell, above 0; smooth:
/// cells blend into each other; more: pixels behind the last one.
void lay_out(PixelAxis& axis, int pixels, double origin, double scale, int cells, bool smooth, int more = 0);

/// The value between two cells.
inline float blend(float cell, float after, float next) {
    return cell + next * (after - cell);
}

}  // namespace gs
