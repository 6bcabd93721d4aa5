// Runs the conformance of the program's kernels, and compares the tests' own reference with the
// answers.
#include <gtest/gtest.h>

#include "kernels/engine/registry.h"
#include "tests/conformance/conformance.h"
#include "tests/support/answers.h"
#include "tests/support/double_loop.h"
#include "tests/support/fields.h"

namespace gs::test {

TEST(DoubleLoop, HasTheAnswers) {
    for (const AnsweredProblem& answered : answered_problems()) {
        SCOPED_TRACE(answered.problem.name);
        const Field got = double_loop(answered.problem);
        for (const Probe& probe : answered.probes) {
            EXPECT_NEAR(probe.u, got.u(probe.row, probe.col), 1e-13);
            EXPECT_NEAR(probe.v, got.v(probe.row, probe.col), 1e-13);
        }
        EXPECT_NEAR(sums_of(got).u / answered.sum_u, 1, 1e-13);
    }
    for (const SolvedProblem& solved : solved_problems())
        EXPECT_TRUE(all_near(solved.answer, double_loop(solved.problem), 1e-13)) << solved.problem.name;
}

TEST(Kernels, HaveIdsOfTheirOwn) {
    for (const gs_kernel* kernel : kernels()) EXPECT_EQ(find_kernel(kernel->id), kernel) << kernel->id;
}

}  // namespace gs::test

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    gs::test::register_conformance(gs::kernels());
    return RUN_ALL_TESTS();
}
