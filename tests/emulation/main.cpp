// Runs the conformance checks of all kernels on the program's CUDA kernels, emulated.
#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "emulated_kernels.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/conformance.h"
#include "tests/gpu/device_checks.h"

namespace {

/// A run above this takes minutes here, and the checks of knobs and portions do dozens of runs.
/// Three of the answers in tests/data and the widest problems of the knobs lie above it.
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
