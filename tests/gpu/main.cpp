// The CUDA part on this machine's GPU. Conformance of the CUDA kernels on it is part of test_conformance.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/cuda_info.h"
#include "kernels/registry.h"
#include "tests/gpu/device_checks.h"

namespace {

/// As many tiles as the device has multiprocessors, or nearly.
gs::test::Scale whole_device() {
    const int sms = std::max(gs::cuda_info().sms, 1), across = static_cast<int>(std::sqrt(sms));
    return {136 * (sms / across), 120 * across - 3, 203};
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    static std::vector<const gs_kernel*> kernels;
    for (const gs_kernel* kernel : gs::kernels())
        if (kernel->memory == GS_CUDA) kernels.push_back(kernel);
    gs::test::register_device_checks(kernels, whole_device());
    return RUN_ALL_TESTS();
}
