// The CUDA kernels of the program, emulated, under the conformance of all kernels.
#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "emulated_kernels.h"
#include "kernels/registry.h"
#include "tests/conformance/conformance.h"

namespace {

/// A run above this takes minutes here; the largest problem among the oracle's answers lies below it.
constexpr std::int64_t kMostCellSteps = 9'000'000;

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    std::vector<const gs_kernel*> emulated, host;
    for (const gs_kernel* const* kernel = emulated_kernels(); *kernel != nullptr; ++kernel)
        emulated.push_back(*kernel);
    for (const gs_kernel* kernel : gs::kernels())
        if (kernel->memory == GS_HOST) host.push_back(kernel);
    gs::test::register_conformance(emulated, host, kMostCellSteps);
    return RUN_ALL_TESTS();
}
