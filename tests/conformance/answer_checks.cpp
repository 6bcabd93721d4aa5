// Each kernel against the numbers of an independent program.
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>

#include "tests/conformance/checks.h"
#include "tests/conformance/run.h"
#include "tests/support/answers.h"
#include "tests/support/double_loop.h"
#include "tests/support/fields.h"

namespace gs::test {

namespace {

/// A larger bound would let a wrong halo pass. The problems are chosen so that no bound comes near
/// it.
constexpr double kLoosest = 1e-4;

std::string identifier(std::string name) {
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

void expect_sums(const AnsweredProblem& answered, const Field& got, const Tolerance& allowed,
                 gs_scalar scalar) {
    const Sums sums = sums_of(got);
    const auto expect_sum = [&](const char* name, double expected, double value, double tolerance) {
        // A float64 kernel is held to the relative bound; a sum of a few small values may
        // be near zero, so 1 is the least.
        const double bound = scalar == GS_F64 ? 1e-12 * std::max(1.0, std::abs(expected)) : tolerance;
        EXPECT_NEAR(expected, value, bound) << name;
    };
    const double largest = std::max({1.0, answered.max_u, answered.max_v});
    expect_sum("sum of u", answered.sum_u, sums.u, allowed.sum);
    expect_sum("sum of v", answered.sum_v, sums.v, allowed.sum);
    expect_sum("sum of u u", answered.sum_uu, sums.uu, 2 * largest * allowed.sum);
    expect_sum("sum of v v", answered.sum_vv, sums.vv, 2 * largest * allowed.sum);
}

void expect_extremes(const AnsweredProblem& answered, const Field& got, double allowed) {
    got.visit([&](auto u, auto v) {
        const auto [low_u, high_u] = std::minmax_element(u.begin(), u.end());
        const auto [low_v, high_v] = std::minmax_element(v.begin(), v.end());
        EXPECT_NEAR(answered.min_u, *low_u, allowed);
        EXPECT_NEAR(answered.max_u, *high_u, allowed);
        EXPECT_NEAR(answered.min_v, *low_v, allowed);
        EXPECT_NEAR(answered.max_v, *high_v, allowed);
    });
}

void check_answered(const Subject& subject, const AnsweredProblem& answered) {
    if (const std::string why = why_not_asked(subject, answered.problem); !why.empty()) GTEST_SKIP() << why;
    const auto scalar = static_cast<gs_scalar>(subject.kernel->scalar);
    const Tolerance allowed = tolerance(answered.problem, scalar, double_loop(answered.problem));
    ASSERT_LT(allowed.value, kLoosest);
    const auto got = run(*subject.kernel, answered.problem);
    ASSERT_TRUE(got);
    for (const Probe& probe : answered.probes) {
        EXPECT_NEAR(probe.u, got->u(probe.row, probe.col), allowed.value)
            << "u at " << probe.row << ", " << probe.col;
        EXPECT_NEAR(probe.v, got->v(probe.row, probe.col), allowed.value)
            << "v at " << probe.row << ", " << probe.col;
    }
    expect_sums(answered, *got, allowed, scalar);
    expect_extremes(answered, *got, allowed.value);
}

void check_solved(const Subject& subject, const SolvedProblem& solved) {
    if (const std::string why = why_not_asked(subject, solved.problem); !why.empty()) GTEST_SKIP() << why;
    const auto scalar = static_cast<gs_scalar>(subject.kernel->scalar);
    const Tolerance allowed = tolerance(solved.problem, scalar, solved.answer);
    ASSERT_LT(allowed.value, kLoosest);
    const auto got = run(*subject.kernel, solved.problem);
    ASSERT_TRUE(got);
    EXPECT_TRUE(all_near(solved.answer, *got, allowed.value));
}

}  // namespace

std::vector<Check> answer_checks() {
    std::vector<Check> checks;
    for (const AnsweredProblem& answered : answered_problems())
        checks.push_back({"answers_" + identifier(answered.problem.name),
                          [=](const Subject& subject) { check_answered(subject, answered); }});
    for (const SolvedProblem& solved : solved_problems())
        checks.push_back({"fields_" + identifier(solved.problem.name),
                          [=](const Subject& subject) { check_solved(subject, solved); }});
    return checks;
}

}  // namespace gs::test
