// What the CUDA part does beyond stepping small fields: memory, frames, graphs, sizes. Runs on a
// GPU, and at smaller sizes on the emulation.
#pragma once

#include <span>

#include "kernels/kernel_api.h"

namespace gs::test {

/// A size that takes several strips and bands, and the largest tiles of cuda-persistent: a narrower
/// one has columns beside its halo that hide what is wrong with it for many steps. Three columns
/// less than whole tiles, where the halo reaches furthest into the last lane. And its steps.
struct Scale {
    int rows, cols;
    int steps;
};

/// Registers GoogleTest tests named Device.<check>. kernels: CUDA kernels, on a GPU or
/// emulated. Without a device each test is skipped with the reason, or fails where the
/// environment says GRAYSCOPE_REQUIRE_GPU=1.
void register_device_checks(std::span<const gs_kernel* const> kernels, const Scale& scale);

}  // namespace gs::test
