// The CUDA kernels of the program, emulated, under the conformance of all kernels.
#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "emulated_kernels.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/conformance.h"
#include "tests/gpu/device_checks.h"

namespace {

/// A run above this takes minutes here, and knobs and portions are asked for dozens of runs; three
/// of the oracle's answers and the widest of the knobs' problems lie above it.
constexpr std::int64_t kMostCellSteps = 1'300'000;

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    static std::vector<const gs_kernel*> emulated, host;
    for (const gs_kernel* const* kernel = emulated_kernels(); *kernel != nullptr; ++kernel)
        emulated.push_back(*kernel);
    for (const gs_kernel* kernel : gs::kernels())
        if (kernel->memory == GS_HOST) host.push_back(kernel);
    gs::test::register_conformance(emulated, host, kMostCellSteps);
    gs::test::register_device_checks(emulated, {80, 237, 37});  // two by two full tiles of 40 rows
    return RUN_ALL_TESTS();
}
