#include "tests/support/fields.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace gs::test {

namespace {

/// result(row, col) = field at f(row, col), which yields {row, col}; rows x cols cells.
template <class F>
Field rearranged(const Field& field, int rows, int cols, F&& from) {
    Field result(rows, cols, field.scalar());
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            const auto [row, col] = from(y, x);
            result.set(y, x, field.u(row, col), field.v(row, col));
        }
    return result;
}

/// The same for a result of the field's size.
template <class F>
Field rearranged(const Field& field, F&& from) {
    return rearranged(field, field.rows(), field.cols(), std::forward<F>(from));
}

struct Cell {
    int row, col;
};

testing::AssertionResult same_shape(const Field& expected, const Field& got) {
    if (expected.rows() != got.rows() || expected.cols() != got.cols())
        return testing::AssertionFailure() << "sizes differ: " << expected.rows() << " x " << expected.cols()
                                           << " and " << got.rows() << " x " << got.cols();
    return testing::AssertionSuccess();
}

}  // namespace

testing::AssertionResult same_bits(const Field& expected, const Field& got) {
    if (const auto same = same_shape(expected, got); !same) return same;
    if (expected.scalar() != got.scalar()) return testing::AssertionFailure() << "scalars differ";
    const auto differ = [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) != std::bit_cast<std::uint64_t>(b);
    };
    long cells = 0;
    Cell first{0, 0};
    for (int y = expected.rows() - 1; y >= 0; --y)
        for (int x = expected.cols() - 1; x >= 0; --x)
            if (differ(expected.u(y, x), got.u(y, x)) || differ(expected.v(y, x), got.v(y, x))) {
                ++cells;
                first = {y, x};
            }
    if (cells == 0) return testing::AssertionSuccess();
    const auto [y, x] = first;
    return testing::AssertionFailure()
           << cells << " of " << expected.cells() << " cells differ in bits, first at row " << y
           << ", column " << x << std::hexfloat << ": u " << expected.u(y, x) << " and " << got.u(y, x)
           << ", v " << expected.v(y, x) << " and " << got.v(y, x);
}

testing::AssertionResult all_near(const Field& expected, const Field& got, double tolerance) {
    if (const auto same = same_shape(expected, got); !same) return same;
    double worst = 0;
    Cell at{0, 0};
    for (int y = 0; y < expected.rows(); ++y)
        for (int x = 0; x < expected.cols(); ++x) {
            const double du = std::abs(expected.u(y, x) - got.u(y, x)),
                         dv = std::abs(expected.v(y, x) - got.v(y, x));
            const double here =
                std::isnan(du + dv) ? std::numeric_limits<double>::infinity() : std::max(du, dv);
            if (here > worst) {
                worst = here;
                at = {y, x};
            }
        }
    if (worst <= tolerance) return testing::AssertionSuccess();
    const auto [y, x] = at;
    return testing::AssertionFailure()
           << "off by " << worst << " where " << tolerance << " is allowed, worst at row " << y << ", column "
           << x << ": u " << got.u(y, x) << " for " << expected.u(y, x) << ", v " << got.v(y, x) << " for "
           << expected.v(y, x);
}

Sums sums_of(const Field& field) {
    Sums sums;
    for (int y = 0; y < field.rows(); ++y)
        for (int x = 0; x < field.cols(); ++x) {
            const double u = field.u(y, x), v = field.v(y, x);
            sums.u += u;
            sums.v += v;
            sums.uu += u * u;
            sums.vv += v * v;
        }
    return sums;
}

double rms_of_u(const Field& a, const Field& b) {
    double sum = 0;
    for (int y = 0; y < a.rows(); ++y)
        for (int x = 0; x < a.cols(); ++x) sum += (a.u(y, x) - b.u(y, x)) * (a.u(y, x) - b.u(y, x));
    return std::sqrt(sum / static_cast<double>(a.cells()));
}

Field shifted(const Field& field, int rows, int cols) {
    return rearranged(field, [&](int y, int x) {
        return Cell{(y + rows) % field.rows(), (x + cols) % field.cols()};
    });
}

Field mirrored_left_right(const Field& field) {
    return rearranged(field, [&](int y, int x) { return Cell{y, field.cols() - 1 - x}; });
}

Field mirrored_top_bottom(const Field& field) {
    return rearranged(field, [&](int y, int x) { return Cell{field.rows() - 1 - y, x}; });
}

Field transposed(const Field& field) {
    return rearranged(field, field.cols(), field.rows(), [](int y, int x) { return Cell{x, y}; });
}

Field field_of(Engine& engine) {
    return field_of(engine, {0, 0, engine.rows(), engine.cols()});
}

Field field_of(Engine& engine, const Rect& rect) {
    Field field(1, 1, GS_F32);
    const Status looked = engine.read(rect, field);
    EXPECT_TRUE(looked.ok()) << looked.why();
    return field;
}

}  // namespace gs::test
