// What kernels must not do needlessly: cuda-vector builds a graph of steps only for new work, and
// no GPU is asked whether a kernel supports a problem.
#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

#include <functional>
#include <string_view>

#include "emulated_kernels.h"
#include "tests/conformance/run.h"

namespace gs::test {

namespace {

const gs_kernel& cuda_vector() {
    const gs_kernel* const* kernel = emulated_kernels();
    while (std::string_view((*kernel)->id) != "cuda-vector") ++kernel;
    return **kernel;
}

int built_by(const std::function<void()>& work) {
    const int before = emulation::device.graphs_built;
    work();
    return emulation::device.graphs_built - before;
}

}  // namespace

TEST(Graph, IsBuiltOnlyForOtherWork) {
    Problem p;
    p.rows = p.cols = 20;
    p.params = params_for({"", 0.2, 0.05}, GS_PERIODIC);
    Engine engine;
    ASSERT_TRUE(prepare(engine, cuda_vector(), p, first_field(p), {4, 4, 8}));
    const auto steps = [&](int n) {
        return built_by([&] {
            ASSERT_TRUE(engine.set_params(p.params).ok());
            ASSERT_TRUE(engine.step(n).ok());
        });
    };
    EXPECT_EQ(steps(7), 0) << "too few for a graph";
    EXPECT_EQ(steps(24), 1);
    EXPECT_EQ(steps(8), 0);
    EXPECT_EQ(steps(1), 0);
    EXPECT_EQ(steps(16), 1) << "the one that begins with the other field";
    p.params.feed = 0.03;
    p.params.dt = 0.5;
    EXPECT_EQ(steps(16), 0) << "other numbers";
    p.params.boundary = GS_FIXED;
    EXPECT_EQ(steps(16), 1);
    p.params.boundary_u = 0.25;
    EXPECT_EQ(steps(16), 0);
    p.params.corner = 0;
    EXPECT_EQ(steps(16), 1);
}

/// The window asks each kernel in every frame while its list is open, on a thread that must not
/// wait.
TEST(Refusal, AsksNoDevice) {
    const int before = emulation::device.kernel_questions;
    gs_problem problem{1080, 1920, 0, params_for({"", 0.2, 0.05}, GS_PERIODIC)};
    for (const int rows : {100, 1080, 60000}) {
        problem.rows = rows;
        for (const gs_kernel* const* kernel = emulated_kernels(); *kernel != nullptr; ++kernel)
            (void)takes(**kernel, problem);
    }
    EXPECT_EQ(emulation::device.kernel_questions, before);
}

}  // namespace gs::test
