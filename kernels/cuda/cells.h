// Where the value of a cell beyond the edge comes from, for kernels that
// treat the boundary themselves.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// The row (or column) within [0, n) whose value row i holds. Periodic: the field repeats. No-flux:
/// it is mirrored at its edges, so that the ghost beside the edge copies the edge cell; any
/// distance. i itself within [0, n).
GS_HD int source_index(int i, int n, bool periodic) {
    if (static_cast<unsigned>(i) < static_cast<unsigned>(n)) return i;
    const int period = periodic ? n : 2 * n;
    i %= period;
    if (i < 0) i += period;
    return i < n ? i : period - 1 - i;
}

}  // namespace gs
