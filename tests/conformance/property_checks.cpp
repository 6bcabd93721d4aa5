// Properties of the equations, which must hold for every kernel.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <cmath>
#include <limits>

#include "tests/conformance/checks.h"
#include "tests/conformance/run.h"
#include "tests/support/double_loop.h"
#include "tests/support/fields.h"

namespace gs::test {

namespace {

constexpr Stencil kKarlSims{"karl-sims", 0.2, 0.05};

/// u = 1, v = 0 stays as it is. The textbook sum is exact there; the minimal algebra may round, but
/// must not drift.
void check_rest(const Subject& subject) {
    for (const Stencil& stencil : stencils())
        for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
            Problem p = problem_of(14, 37, 200, boundary, stencil);
            p.params.boundary_u = 1;
            p.params.boundary_v = 0;
            if (!why_not_asked(subject, p).empty()) continue;
            SCOPED_TRACE(p.name);
            const Field rest(p.rows, p.cols, GS_F64);
            const auto got = run(*subject.kernel, p, rest);
            ASSERT_TRUE(got);
            const bool exact = subject.kernel->algebra != GS_MINIMAL;
            EXPECT_TRUE(all_near(rest, *got, exact ? 0 : 4 * std::numeric_limits<float>::epsilon()));
            EXPECT_EQ(sums_of(*got).vv, 0);
        }
}

/// Without feed and kill the reaction only turns u into v, and closed boundaries keep both inside.
void check_mass(const Subject& subject) {
    for (const Stencil& stencil : stencils())
        for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX}) {
            Problem p = problem_of(21, 50, 60, boundary, stencil);
            p.params.feed = p.params.kill = 0;
            if (!why_not_asked(subject, p).empty()) continue;
            SCOPED_TRACE(p.name);
            const Sums before = sums_of(first_field(p));
            const auto got = run(*subject.kernel, p);
            ASSERT_TRUE(got);
            const Sums after = sums_of(*got);
            // Each step rounds each cell by at most 8 half-units in the last place (double_loop.h).
            const double unit = subject.kernel->scalar == GS_F64 ? std::pow(2, -53) : std::pow(2, -24);
            const double allowed = 8 * unit * static_cast<double>(p.cell_steps());
            EXPECT_NEAR(before.u + before.v, after.u + after.v, allowed);
        }
}

/// Explicit Euler is of first order: half the step gives half the error, compared with the double
/// loop with a step 64 times smaller.
void check_order_in_dt(const Subject& subject) {
    Problem p = problem_of(24, 40, 0, GS_PERIODIC, kKarlSims);
    const auto at_time_16 = [&](double dt) {
        p.params.dt = dt;
        p.steps = static_cast<std::int64_t>(16 / dt);
    };
    at_time_16(1.0 / 64);
    const Field truth = double_loop(p);
    double before = 0;
    for (const double dt : {1.0, 0.5, 0.25, 0.125}) {
        at_time_16(dt);
        if (const std::string why = why_not_asked(subject, p); !why.empty()) GTEST_SKIP() << why;
        const auto got = run(*subject.kernel, p);
        ASSERT_TRUE(got);
        const double error = rms_of_u(truth, *got);
        if (before > 0) {
            EXPECT_GT(before / error, 1.7) << "dt " << dt << ": rms " << error;
            EXPECT_LT(before / error, 2.5) << "dt " << dt << ": rms " << error;
        }
        before = error;
    }
}

/// The rounding of 1024 steps, in a field of growing spots. 4e-6 is what the minimal algebra
/// promises; the textbook sum of differences is better by three, since its large terms
/// cancel before they are weighted.
void check_rounding_after_1024_steps(const Subject& subject) {
    Problem p = problem_of(120, 160, 1024, GS_PERIODIC, kKarlSims);
    p.seed = Seed::Squares;
    p.params.feed = 0.055;
    p.params.kill = 0.062;
    p.params.du = 1;
    p.params.dv = 0.5;
    if (const std::string why = why_not_asked(subject, p); !why.empty()) GTEST_SKIP() << why;
    const auto got = run(*subject.kernel, p);
    ASSERT_TRUE(got);
    const double rms = rms_of_u(double_loop(p), *got);
    testing::Test::RecordProperty("rms_of_u", fmt::format("{:.2e}", rms));
    const gs_kernel& kernel = *subject.kernel;
    EXPECT_LT(rms, kernel.scalar == GS_F64 ? 1e-12 : kernel.algebra == GS_MINIMAL ? 4e-6 : 1e-6);
}

}  // namespace

std::vector<Check> property_checks() {
    return {{"rest_stays", check_rest},
            {"mass_is_conserved", check_mass},
            {"first_order_in_dt", check_order_in_dt},
            {"rounding_after_1024_steps", check_rounding_after_1024_steps}};
}

}  // namespace gs::test
