// Each kernel with every stencil, boundary and awkward size: close to the double loop, and with the
// bits of its algebra's leader.
#include <gtest/gtest.h>

#include "tests/conformance/checks.h"
#include "tests/conformance/run.h"
#include "tests/support/double_loop.h"
#include "tests/support/fields.h"

namespace gs::test {

namespace {

void check_near_double_loop(const Subject& subject, gs_boundary boundary) {
    int asked = 0;
    for (const Problem& problem : small_problems()) {
        if (problem.params.boundary != boundary || !why_not_asked(subject, problem).empty()) continue;
        SCOPED_TRACE(problem.name);
        ++asked;
        const Field exact = double_loop(problem);
        const auto got = run(*subject.kernel, problem);
        ASSERT_TRUE(got);
        const Tolerance allowed = tolerance(problem, static_cast<gs_scalar>(subject.kernel->scalar), exact);
        ASSERT_LT(allowed.value, 1e-4);
        EXPECT_TRUE(all_near(exact, *got, allowed.value));
        if (testing::Test::HasFailure()) return;  // the first problem says enough
    }
    if (asked == 0) GTEST_SKIP() << subject.kernel->id << " takes none of these problems";
}

/// The run is so long that v, which decays away from the seed, becomes denormal: a thread that does
/// not flush denormals gives other bits.
Problem fading_problem() {
    Problem p;
    p.name = "fading";
    p.rows = 48;
    p.cols = 150;
    p.steps = 120;
    p.params = params_for(stencils().front(), GS_NO_FLUX);
    p.seed = Seed::School;
    return p;
}

void check_same_bits_as_leader(const Subject& subject) {
    auto problems = small_problems();
    problems.push_back(fading_problem());
    int compared = 0;
    for (const Problem& problem : problems) {
        if (!why_not_asked(subject, problem).empty() || !takes(*subject.leader, problem.as_asked())) continue;
        SCOPED_TRACE(problem.name);
        ++compared;
        const auto expected = run(*subject.leader, problem);
        const auto got = run(*subject.kernel, problem);
        ASSERT_TRUE(expected && got);
        ASSERT_TRUE(same_bits(*expected, *got)) << subject.leader->id << " and " << subject.kernel->id;
    }
    ASSERT_GT(compared, 0);
}

}  // namespace

std::vector<Check> problem_checks() {
    std::vector<Check> checks;
    for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
        const std::string name = boundary == GS_NO_FLUX ? "no_flux" : name_of(boundary);
        checks.push_back({"near_double_loop_" + name,
                          [=](const Subject& subject) { check_near_double_loop(subject, boundary); }});
    }
    checks.push_back({"same_bits_as_leader", check_same_bits_as_leader,
                      [](const Subject& subject) { return subject.leader != nullptr; }});
    return checks;
}

}  // namespace gs::test
