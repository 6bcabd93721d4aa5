#include "kernels/cuda_memory.h"

namespace gs {

std::optional<double> free_cuda_memory() {
    return std::nullopt;
}

}  // namespace gs
