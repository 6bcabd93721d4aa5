#include "kernels/cuda/boundary.h"
#include "kernels/cuda/launch.h"

namespace {

template <class T>
struct Plane {
    T* cells;
    /// What its ghosts hold if the boundary is fixed.
    T fixed;
};

/// One thread per ghost cell: first the row above and the row below with the corners, then the two
/// columns. The grid's second dimension is the plane. Only cells of the field itself are read,
/// so the order of threads is free.
template <class T>
__global__ void ghosts(Plane<T> u, Plane<T> v, int rows, int cols, std::ptrdiff_t pitch, int boundary) {
    const Plane<T> plane = blockIdx.y == 0 ? u : v;
    int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    int y = 0, x = 0;
    if (i < 2 * (cols + 2)) {
        y = i < cols + 2 ? -1 : rows;
        x = i % (cols + 2) - 1;
    } else {
        i -= 2 * (cols + 2);
        if (i >= 2 * rows) return;
        y = i % rows;
        x = i < rows ? -1 : cols;
    }
    const bool periodic = boundary == GS_PERIODIC;
    const int from_y = gs::source_index(y, rows, periodic), from_x = gs::source_index(x, cols, periodic);
    plane.cells[y * pitch + x] = boundary == GS_FIXED ? plane.fixed : plane.cells[from_y * pitch + from_x];
}

}  // namespace

namespace gs {

template <class T>
const char* fill_ghosts_cuda(const gs_field& field, const gs_params& p, void* stream) {
    const int ring = 2 * (field.cols + 2) + 2 * field.rows;
    const Plane<T> u{static_cast<T*>(field.u), static_cast<T>(p.boundary_u)};
    const Plane<T> v{static_cast<T*>(field.v), static_cast<T>(p.boundary_v)};
    return launch({dim3(blocks_for(ring, 256), 2), dim3(256), 0, static_cast<cudaStream_t>(stream)},
                  ghosts<T>, u, v, field.rows, field.cols, field.pitch, p.boundary);
}

template const char* fill_ghosts_cuda<float>(const gs_field&, const gs_params&, void*);
template const char* fill_ghosts_cuda<double>(const gs_field&, const gs_params&, void*);

}  // namespace gs
