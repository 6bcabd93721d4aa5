// What a test that needs a GPU does if there is none.
#pragma once

#include <gtest/gtest.h>
#include <cstdlib>
#include <string_view>

namespace gs::test {

/// True if the environment says that there is one (GRAYSCOPE_REQUIRE_GPU=1).
inline bool gpu_required() {
    const char* required = std::getenv("GRAYSCOPE_REQUIRE_GPU");
    return required != nullptr && std::string_view(required) == "1";
}

}  // namespace gs::test

/// Ends the test: skipped with this reason, or failed if a GPU is required. It is one statement, so
/// that an `if` in front guards all of it.
#define GS_SKIP_WITHOUT_GPU(why)                                                                  \
    do {                                                                                          \
        if (gs::test::gpu_required()) FAIL() << "required by GRAYSCOPE_REQUIRE_GPU=1: " << (why); \
        GTEST_SKIP() << (why);                                                                    \
    } while (false)
