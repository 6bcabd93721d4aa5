// A plane of cells on fewer pixels: each is the mean of the cells that it covers.
#pragma once

#include <vector>

namespace gs {

/// For each pixel from `begin` on, along one axis: the first cell that it covers, and which part of
/// the pixel each covered cell has. The parts of a pixel come to 1.
struct AreaAxis {
    int begin = 0;
    std::vector<int> cell;
    /// Where a pixel's parts begin, and where the last one's end.
    std::vector<int> first;
    std::vector<float> part;
    int size() const { return static_cast<int>(cell.size()); }
};

/// Lays the cells of one axis out over `pixels` pixels, of which those are taken whose middle lies
/// on a cell, as lay_out() does (pixel_axis.h). origin: where the first cell begins, in pixels;
/// scale: pixels per cell, above 0.
AreaAxis lay_out_areas(int pixels, double origin, double scale, int cells);

/// The means of the values in `plane`, rows of `cols` cells, one per pixel.
std::vector<float> averaged(const std::vector<float>& plane, int cols, const AreaAxis& across,
                            const AreaAxis& down);

}  // namespace gs
