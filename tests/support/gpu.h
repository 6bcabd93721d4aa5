// What a test does that needs a GPU where there is none.
#pragma once

#include <gtest/gtest.h>
#include <cstdlib>
#include <string_view>

namespace gs::test {

/// True where the environment says that there is one (GRAYSCOPE_REQUIRE_GPU=1).
inline bool gpu_required() {
    const char* required = std::getenv("GRAYSCOPE_REQUIRE_GPU");
    return required != nullptr && std::string_view(required) == "1";
}

}  // namespace gs::test

/// Ends the test: skipped with this reason, or failed where a GPU is required. One statement, so
/// that an `if` before it guards all of it.
#define GS_SKIP_WITHOUT_GPU(why)                                                                  \
    do {                                                                                          \
        if (gs::test::gpu_required()) FAIL() << "required by GRAYSCOPE_REQUIRE_GPU=1: " << (why); \
        GTEST_SKIP() << (why);                                                                    \
    } while (false)
