// The parts that the ablations of cuda-persistent leave out are needed: without them the field is
// wrong.
#include <gtest/gtest.h>

#include "emulated_kernels.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/run.h"
#include "tests/support/fields.h"

extern "C" const gs_kernel* gs_ablated_cuda_persistent(void);

namespace gs::test {

namespace {

/// Two by two tiles.
Problem tiles() {
    Problem p;
    p.rows = 200;
    p.cols = 150;
    p.steps = 21;
    p.params = params_for({"", 0.2, 0.05}, GS_PERIODIC);
    return p;
}

bool as_it_should_be(int ablation) {
    const Problem p = tiles();
    const auto expected = run(*find_kernel("cpu-simd"), p);
    const auto got = run(*gs_ablated_cuda_persistent(), p, first_field(p), {18, 1024, ablation});
    EXPECT_TRUE(expected && got);
    return expected && got && same_bits(*expected, *got);
}

}  // namespace

TEST(Ablation, EachPartOfTheExchangeIsNeeded) {
    EXPECT_TRUE(as_it_should_be(0));
    EXPECT_FALSE(as_it_should_be(1)) << "no tile waits";
    EXPECT_FALSE(as_it_should_be(2)) << "no borders are traded";
    EXPECT_FALSE(as_it_should_be(3)) << "the poll acquires nothing";
}

TEST(Ablation, IsNoKnobOfTheProgram) {
    for (const gs_kernel* const* kernel = emulated_kernels(); *kernel != nullptr; ++kernel)
        EXPECT_LT(find_knob(**kernel, "ablation"), 0);
    EXPECT_GE(find_knob(*gs_ablated_cuda_persistent(), "ablation"), 0);
}

}  // namespace gs::test
