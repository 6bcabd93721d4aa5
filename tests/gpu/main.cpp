// The CUDA part on this machine's GPU. Conformance of the CUDA kernels on it is part of test_conformance.
#include <gtest/gtest.h>

#include <vector>

#include "kernels/registry.h"
#include "tests/gpu/device_checks.h"

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    static std::vector<const gs_kernel*> kernels;
    for (const gs_kernel* kernel : gs::kernels())
        if (kernel->memory == GS_CUDA) kernels.push_back(kernel);
    gs::test::register_device_checks(kernels, {1080, 1920, 203});
    return RUN_ALL_TESTS();
}
