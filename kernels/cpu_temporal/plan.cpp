#include "kernels/cpu_temporal/plan.h"

#include <algorithm>
#include <cassert>

#include "kernels/host/workers.h"

namespace gs {

namespace {

/// Whether a row of the only strip has the field's columns and no others, so that its two ends are
/// neighbours in a field that wraps.
bool is_ring(int cols, int boundary, int strips, int lanes) {
    return boundary == GS_PERIODIC && strips == 1 && cols % lanes == 0;
}

int halo_sides(int cols, int boundary, int strips, int i, int lanes) {
    if (is_ring(cols, boundary, strips, lanes)) return 0;
    if (boundary == GS_PERIODIC) return 2;
    return (i > 0 ? 1 : 0) + (i < strips - 1 ? 1 : 0);
}

/// The field's columns and the halo columns of all strips.
int all_columns(int cols, int boundary, int depth, int strips, int lanes) {
    int sides = 0;
    for (int i = 0; i < strips; ++i) sides += halo_sides(cols, boundary, strips, i, lanes);
    return cols + sides * depth;
}

/// Columns of strip i's row, halo included; strips differ by one column at most.
int columns_of(int all, int strips, int i) {
    return static_cast<int>(share(all, i + 1, strips) - share(all, i, strips));
}

}  // namespace

bool TemporalStrips::fits(int cols, int boundary, int depth, int strips, int lanes) {
    if (boundary != GS_PERIODIC && strips == 1 && cols % lanes != 0) return false;
    const int all = all_columns(cols, boundary, depth, strips, lanes);
    for (int i = 0; i < strips; ++i) {
        const int columns = columns_of(all, strips, i);
        const int own = columns - halo_sides(cols, boundary, strips, i, lanes) * depth;
        if (own < std::max(depth, 1) || columns < 2 * lanes) return false;
    }
    return true;
}

TemporalStrips::TemporalStrips(int cols, int boundary, int depth, int strips, int lanes)
    : depth_(depth), lanes_(lanes), strips_(static_cast<std::size_t>(strips)) {
    assert(fits(cols, boundary, depth, strips, lanes));
    const int all = all_columns(cols, boundary, depth, strips, lanes);
    const int most = (all + strips - 1) / strips;
    vectors_ = (most + lanes - 1) / lanes;
    const int columns = static_cast<int>(vectors_) * lanes;
    int x = 0;
    for (int i = 0; i < strips; ++i) {
        TemporalStrip& s = strips_[static_cast<std::size_t>(i)];
        s.x = x;
        s.width = columns_of(all, strips, i) - halo_sides(cols, boundary, strips, i, lanes) * depth;
        x += s.width;
        s.wraps = is_ring(cols, boundary, strips, lanes);
        s.west_edge = s.wraps || (boundary != GS_PERIODIC && i == 0);
        s.east_edge = s.wraps || (boundary != GS_PERIODIC && i == strips - 1);
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
