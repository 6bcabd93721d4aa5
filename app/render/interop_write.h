// The kernel that writes a frame into two mapped textures.
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>

namespace gs {

/// Queues u and v, rows x cols floats with `pitch` elements from row to row, into two float surfaces of that
/// size.
cudaError_t write_surfaces(cudaSurfaceObject_t u_to, cudaSurfaceObject_t v_to, const float* u, const float* v,
                           std::ptrdiff_t pitch, int rows, int cols, cudaStream_t stream);

}  // namespace gs
