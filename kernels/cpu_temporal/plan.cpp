#include "kernels/cpu_temporal/plan.h"

#include <algorithm>
#include <cassert>

#include "kernels/host/workers.h"

namespace gs {

namespace {

/// Halo columns of all strips together: none at the edges of a field that does not wrap.
int halo_columns(int boundary, int depth, int strips) {
    return 2 * depth * (boundary == GS_PERIODIC ? strips : strips - 1);
}

/// Columns of strip i's row, halo included; strips differ by one column at most.
int columns_of(int cols, int boundary, int depth, int strips, int i) {
    const int all = cols + halo_columns(boundary, depth, strips);
    return static_cast<int>(share(all, i + 1, strips) - share(all, i, strips));
}

int halo_sides(int boundary, int strips, int i) {
    if (boundary == GS_PERIODIC) return 2;
    return (i > 0 ? 1 : 0) + (i < strips - 1 ? 1 : 0);
}

}  // namespace

bool TemporalStrips::fits(int cols, int boundary, int depth, int strips, int lanes) {
    if (boundary != GS_PERIODIC && strips == 1 && cols % lanes != 0) return false;
    for (int i = 0; i < strips; ++i) {
        const int columns = columns_of(cols, boundary, depth, strips, i);
        if (columns - halo_sides(boundary, strips, i) * depth < std::max(depth, 1) || columns < 2 * lanes)
            return false;
    }
    return true;
}

TemporalStrips::TemporalStrips(int cols, int boundary, int depth, int strips, int lanes)
    : depth_(depth), lanes_(lanes), strips_(static_cast<std::size_t>(strips)) {
    assert(fits(cols, boundary, depth, strips, lanes));
    const int most = (cols + halo_columns(boundary, depth, strips) + strips - 1) / strips;
    vectors_ = (most + lanes - 1) / lanes;
    const int columns = static_cast<int>(vectors_) * lanes;
    int x = 0;
    for (int i = 0; i < strips; ++i) {
        TemporalStrip& s = strips_[static_cast<std::size_t>(i)];
        s.x = x;
        s.width = columns_of(cols, boundary, depth, strips, i) - halo_sides(boundary, strips, i) * depth;
        x += s.width;
        s.west_edge = boundary != GS_PERIODIC && i == 0;
        s.east_edge = boundary != GS_PERIODIC && i == strips - 1;
        // Unused columns lie where they do no harm: never between the own
        // columns and an edge of the field.
        s.before = s.east_edge ? columns - s.width : s.west_edge ? 0 : depth;
        for (int k = 0; k < depth; ++k) {
            s.west_halo.push_back(s.west_edge ? 0 : offset(s.before - 1 - k));
            s.first.push_back(offset(s.before + k));
            s.last.push_back(offset(s.before + s.width - 1 - k));
            s.east_halo.push_back(s.east_edge ? 0 : offset(s.before + s.width + k));
        }
    }
    assert(x == cols);
}

}  // namespace gs
