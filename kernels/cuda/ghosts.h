// The ring of ghost cells around a plane in device memory.
#pragma once

#include <cstddef>

namespace gs {

/// Queues on `stream` (a cudaStream_t) the filling of rows -1 and `rows` and columns -1 and
/// `cols` of both planes of a field, whose cells (0, 0) are *u and *v, in one launch.
/// boundary: a gs_boundary; fixed_u, fixed_v: what the ghosts hold when it is fixed. T: float
/// or double. NULL, or what failed.
template <class T>
const char* fill_ghosts_cuda(T* u, T* v, int rows, int cols, std::ptrdiff_t pitch, int boundary, T fixed_u,
                             T fixed_v, void* stream);

}  // namespace gs
