// What lies beyond the edges of a field on the device.
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

/// Queues on `stream` (a cudaStream_t) the filling of rows -1 and `rows` and columns -1 and `cols`
/// of both planes of a field of T (float or double) by the boundary of p, in one launch. NULL, or
/// what failed.
template <class T>
const char* fill_ghosts_cuda(const gs_field& field, const gs_params& p, void* stream);

}  // namespace gs
