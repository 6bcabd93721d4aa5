// The equations distinguish neither left from right, nor rows from columns, nor a first cell: an
// image of a start becomes the image of the result. Kernels must keep that to the bit, since a
// demonstration that begins with a symmetric field is expected to stay symmetric, and any rounding
// that breaks the symmetry grows.
#include <gtest/gtest.h>
#include <algorithm>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>

#include "kernels/minimal.h"
#include "tests/conformance/checks.h"
#include "tests/conformance/run.h"
#include "tests/support/double_loop.h"
#include "tests/support/fields.h"

namespace gs::test {

namespace {

/// An image of a field, which the equations can't distinguish from the field itself.
struct Image {
    const char* name;
    Field (*of)(const Field&);
    bool transposes;
};

constexpr Image kImages[] = {{"left and right", mirrored_left_right, false},
                             {"top and bottom", mirrored_top_bottom, false},
                             {"rows and columns", transposed, true}};

/// The problem whose first field is the image.
Problem image_of(Problem p, const Image& image) {
    if (image.transposes) std::swap(p.rows, p.cols);
    if (!p.rates.empty()) p.rates = image.of(p.rates);
    return p;
}

/// Except for five points, the minimal algebra shares sums along a column: so their rounding
/// differs between columns and rows (docs/kernels.md).
bool knows_rows_from_columns(const gs_kernel& kernel, const gs_params& p) {
    return kernel.algebra == GS_MINIMAL && form_of(p.edge, p.corner) != Form::FivePoint;
}

/// Compares the result of each of these images with the image of the result: bit by bit, or, if
/// columns and rows are summed differently, within both tolerances.
void compare_images(const Subject& subject, const Problem& p, std::span<const Image> images) {
    const Field start = first_field(p);
    const auto plain = run(*subject.kernel, p, start);
    ASSERT_TRUE(plain);
    for (const Image& image : images) {
        SCOPED_TRACE(image.name);
        const auto got = run(*subject.kernel, image_of(p, image), image.of(start));
        ASSERT_TRUE(got);
        if (image.transposes && knows_rows_from_columns(*subject.kernel, p.params)) {
            const Tolerance allowed =
                tolerance(p, static_cast<gs_scalar>(subject.kernel->scalar), double_loop(p, start));
            EXPECT_TRUE(all_near(image.of(*plain), *got, 2 * allowed.value));
        } else {
            EXPECT_TRUE(same_bits(image.of(*plain), *got));
        }
    }
}

/// Checks every stencil and boundary with both mirrors and the transposition at a size that is wide
/// enough for tiles, and with one of the three in turn at awkward sizes (three problems per size,
/// since dt varies as well).
void check_images(const Subject& subject) {
    const auto ask = [&](const Problem& p, std::span<const Image> images) {
        if (testing::Test::HasFailure()) return;  // the first problem says enough
        if (!why_not_asked(subject, p).empty()) return;
        SCOPED_TRACE(p.name);
        compare_images(subject, p, images);
    };
    for (const Stencil& stencil : stencils())
        for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
            ask(problem_of(26, 151, 11, boundary, stencil), kImages);
    std::size_t turn = 0;
    for (const Problem& p : small_problems()) ask(p, std::span(kImages).subspan(turn++ / 3 % 3, 1));
}

/// A periodic field has no first cell: moving the start moves the result, to the bit, into
/// whichever tile a cell falls.
void check_shift(const Subject& subject) {
    for (const Stencil& stencil : stencils()) {
        const Problem p = problem_of(39, 77, 35, GS_PERIODIC, stencil);
        if (!why_not_asked(subject, p).empty()) continue;
        SCOPED_TRACE(p.name);
        const Field start = first_field(p);
        const auto plain = run(*subject.kernel, p, start);
        const auto moved = run(*subject.kernel, p, shifted(start, 11, 29));
        ASSERT_TRUE(plain && moved);
        EXPECT_TRUE(same_bits(shifted(*plain, 11, 29), *moved));
    }
}

/// A square in the middle of u = 1, v = 0 with some texture, its own image in each of kImages if
/// the field is square. Exact in float.
Field symmetric_field(int rows, int cols, int texture) {
    Field field(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            const int down = std::abs(2 * y - rows + 1), across = std::abs(2 * x - cols + 1);
            const double a = texture * (7 * (down + across) + 3 * down * across) % 64 / 1024.0;
            const bool inside = std::max(down, across) <= 20;
            field.set(y, x, (inside ? 0.5 : 1) - a, (inside ? 0.25 : 0) + a);
        }
    return field;
}

/// The start is its own image, and so must the result be.
void expect_symmetry(const Subject& subject, const Problem& p, const Field& start) {
    const auto got = run(*subject.kernel, p, start);
    ASSERT_TRUE(got);
    for (const Image& image : kImages) {
        SCOPED_TRACE(image.name);
        if (image.transposes && (p.rows != p.cols || knows_rows_from_columns(*subject.kernel, p.params)))
            continue;
        EXPECT_TRUE(same_bits(image.of(*got), *got));
    }
}

/// Sets rates at which the pattern splits and fills the field, and magnifies rounding errors.
void make_it_grow(gs_params& p) {
    p.feed = 0.014;
    p.kill = 0.054;
    p.du *= 0.2097 / 0.2;
    p.dv *= 0.105 / 0.1;
}

void check_symmetric_starts(const Subject& subject) {
    struct Size {
        int rows, cols;
    };
    for (const Stencil& stencil : stencils())
        for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
            for (const Size size : {Size{41, 41}, Size{40, 40}, Size{36, 131}}) {
                const std::int64_t most = subject.most_cell_steps / (32LL * size.rows * size.cols);
                Problem p =
                    problem_of(size.rows, size.cols, std::min<std::int64_t>(400, most), boundary, stencil);
                make_it_grow(p.params);
                if (!why_not_asked(subject, p).empty()) continue;
                SCOPED_TRACE(p.name);
                expect_symmetry(subject, p, symmetric_field(p.rows, p.cols, 1));
                if (testing::Test::HasFailure()) return;
            }
}

/// The demonstration of a lecture: a square in the middle of a large field, until the pattern has
/// filled it.
void check_long_run(const Subject& subject) {
    Problem p = problem_of(257, 257, 12000, GS_PERIODIC, stencils().front());
    make_it_grow(p.params);
    expect_symmetry(subject, p, symmetric_field(p.rows, p.cols, 0));
}

/// Whether a kernel takes only seconds for it; the slower kernels have the same bits as these.
bool is_fast(const Subject& subject) {
    const std::string_view id = subject.kernel->id;
    return id == "cpu-autovec" || id == "cpu-simd" || id == "cpu-temporal";
}

}  // namespace

std::vector<Check> symmetry_checks() {
    return {{"shift_symmetry", check_shift},
            {"image_symmetry", check_images},
            {"symmetric_starts", check_symmetric_starts},
            {"symmetric_after_12000_steps", check_long_run, is_fast}};
}

}  // namespace gs::test
