#include "app/render/interop_write.h"

#include <cuda_runtime.h>

namespace {

__global__ void write(cudaSurfaceObject_t u_to, cudaSurfaceObject_t v_to, const float* u, const float* v,
                      std::ptrdiff_t pitch, int rows, int cols) {
    const int x = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    const int y = static_cast<int>(blockIdx.y * blockDim.y + threadIdx.y);
    if (x >= cols || y >= rows) return;
    const int bytes = x * static_cast<int>(sizeof(float));  // surfaces count columns in bytes
    surf2Dwrite(u[y * pitch + x], u_to, bytes, y);
    surf2Dwrite(v[y * pitch + x], v_to, bytes, y);
}

}  // namespace

namespace gs {

cudaError_t write_surfaces(cudaSurfaceObject_t u_to, cudaSurfaceObject_t v_to, const float* u, const float* v,
                           std::ptrdiff_t pitch, int rows, int cols, cudaStream_t stream) {
    const dim3 block(32, 8);
    const dim3 grid(static_cast<unsigned>(cols + 31) / 32, static_cast<unsigned>(rows + 7) / 8);
    void* arguments[] = {&u_to, &v_to, &u, &v, &pitch, &rows, &cols};
    return cudaLaunchKernel(write, grid, block, arguments, 0, stream);
}

}  // namespace gs
