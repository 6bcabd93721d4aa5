// The checks that every kernel must pass: used for the program's own kernels, for the CUDA sources
// compiled for the host, and on a GPU.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/kernel_api.h"

namespace gs::test {

/// A kernel under test.
struct Subject {
    const gs_kernel* kernel = nullptr;
    /// The kernel whose bits it must give, as one of its algebra and scalar (docs/architecture.md);
    /// nullptr: it leads itself.
    const gs_kernel* leader = nullptr;
    /// The most cell steps that one run may cost; larger problems are left out. For emulated
    /// kernels.
    std::int64_t most_cell_steps = INT64_MAX;
};

/// Registers GoogleTest tests named <kernel id, dashes as underscores>.<check> for each kernel. A
/// kernel that is not available gets one test, which is skipped with the reason (and fails if the
/// environment says GRAYSCOPE_REQUIRE_GPU=1 and the kernel needs a GPU). Leaders are found among
/// the kernels and those of `peers`.
void register_conformance(std::span<const gs_kernel* const> kernels,
                          std::span<const gs_kernel* const> peers = {},
                          std::int64_t most_cell_steps = INT64_MAX);

}  // namespace gs::test
