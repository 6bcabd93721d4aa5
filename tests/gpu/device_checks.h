// Checks of the CUDA part beyond stepping small fields: memory, frames, graphs, sizes. They run on
// a GPU and, at smaller sizes, on the emulation.
#pragma once

#include <span>

#include "kernels/kernel_api.h"

namespace gs::test {

/// A size with several strips and bands, and with the largest tiles of cuda-persistent; a narrower
/// tile has columns beside its halo that hide a wrong halo for many steps. It has three columns
/// less than whole tiles, so that the halo reaches furthest into the last lane. `steps` is the
/// number of steps.
struct Scale {
    int rows, cols;
    int steps;
};

/// Registers GoogleTest tests named Device.<check>. kernels: CUDA kernels, on a GPU or emulated.
/// Without a device each test is skipped with the reason, or fails if the environment says
/// GRAYSCOPE_REQUIRE_GPU=1.
void register_device_checks(std::span<const gs_kernel* const> kernels, const Scale& scale);

}  // namespace gs::test
