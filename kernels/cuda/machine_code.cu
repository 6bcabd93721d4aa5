#include "kernels/cuda/machine_code.h"

#include <cuda_runtime.h>

namespace {

/// All kernels are compiled for the same devices: this one stands for all.
__global__ void any_kernel() {}

}  // namespace

namespace gs {

cudaError_t find_machine_code() {
    cudaFuncAttributes found{};
    return cudaFuncGetAttributes(&found, any_kernel);
}

std::string compiled_for() {
    std::string names;
    for (const int architecture : {__CUDA_ARCH_LIST__}) {
        if (!names.empty()) names += ", ";
        names += std::to_string(architecture / 100) + "." + std::to_string(architecture % 100 / 10);
    }
    return names;
}

}  // namespace gs
