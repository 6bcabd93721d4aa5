// The fixture of tests that set up a machine of their own.
#pragma once

#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

namespace gs::test {

/// The program asks for its devices once, and remembers a lost one, so each test needs a process of
/// its own, which ctest provides.
class EmulatedMachine : public testing::Test {
  protected:
    void SetUp() override {
        static bool used = false;
        if (used) GTEST_SKIP() << "it wants a process of its own, as ctest gives it";
        used = true;
    }
};

}  // namespace gs::test
