// What tests share that set up a machine of their own.
#pragma once

#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

namespace gs::test {

/// The program asks for its devices once, and forgets no lost one: each test wants a process of
/// its own, which ctest gives it.
class EmulatedMachine : public testing::Test {
  protected:
    void SetUp() override {
        static bool used = false;
        if (used) GTEST_SKIP() << "it wants a process of its own, as ctest gives it";
        used = true;
    }
};

}  // namespace gs::test
