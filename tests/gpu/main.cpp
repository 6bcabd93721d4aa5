// Tests the CUDA part on this machine's GPU. The conformance of the CUDA kernels on it is part of
// test_conformance. GRAYSCOPE_TEST_SCALE=small makes the fields small, since compute-sanitizer
// takes a hundred times as long.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"
#include "tests/gpu/device_checks.h"

namespace {

/// About as many tiles as the device has multiprocessors; or two by two, if the fields are to be
/// small.
gs::test::Scale scale() {
    const char* told = std::getenv("GRAYSCOPE_TEST_SCALE");
    if (told != nullptr && std::string_view(told) != "small") {
        std::fprintf(stderr, "GRAYSCOPE_TEST_SCALE: \"%s\" is not allowed; it must be small\n", told);
        std::exit(2);
    }
    if (told != nullptr) return {2 * 136, 2 * 120 - 3, 37};
    const int sms = std::max(gs::cuda_info().sms, 1), across = static_cast<int>(std::sqrt(sms));
    return {136 * (sms / across), 120 * across - 3, 203};
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    static std::vector<const gs_kernel*> kernels;
    for (const gs_kernel* kernel : gs::kernels())
        if (kernel->memory == GS_CUDA) kernels.push_back(kernel);
    gs::test::register_device_checks(kernels, scale());
    return RUN_ALL_TESTS();
}
