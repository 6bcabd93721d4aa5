// The ring of ghost cells around a plane in device memory.
#pragma once

#include <cstddef>

namespace gs {

/// Queues on `stream` (a cudaStream_t) the filling of rows -1 and `rows` and columns -1 and `cols` of a plane
/// whose cell (0, 0) is `cells`. boundary: a gs_boundary; value: what the ghosts hold when it is fixed. T:
/// float or double. NULL, or what failed.
template <class T>
const char* fill_ghosts_cuda(T* cells, int rows, int cols, std::ptrdiff_t pitch, int boundary, T value,
                             void* stream);

}  // namespace gs
