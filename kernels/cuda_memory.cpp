#include "kernels/cuda_memory.h"

#include <cuda_runtime_api.h>

#include <cstddef>

#include "kernels/cuda_info.h"

namespace gs {

std::optional<double> free_cuda_memory() {
    if (!cuda_info().available()) return std::nullopt;
    cuda_enter_device();
    std::size_t free_bytes = 0, all_bytes = 0;
    if (cudaMemGetInfo(&free_bytes, &all_bytes) == cudaSuccess) return static_cast<double>(free_bytes);
    cudaGetLastError();
    return std::nullopt;
}

}  // namespace gs
