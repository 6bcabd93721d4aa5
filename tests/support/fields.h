// Compares fields; a failure says where and by how much they differ.
#pragma once

#include <gtest/gtest.h>

#include "kernels/engine/engine.h"

namespace gs::test {

/// The engine's field, or a rectangle of it. If that can't be read the test has failed, and it is
/// a cell.
Field field_of(Engine& engine);
Field field_of(Engine& engine, const Rect& rect);

/// Every u and v of the two fields has the same bits (the same scalar, too);
/// else the first cell that differs.
testing::AssertionResult same_bits(const Field& expected, const Field& got);

/// Passes if every u and v lies within `tolerance` of the expected one; else names the cell with
/// the largest difference. NaN is never near.
testing::AssertionResult all_near(const Field& expected, const Field& got, double tolerance);

struct Sums {
    double u = 0, v = 0, uu = 0, vv = 0;
};

Sums sums_of(const Field& field);

/// The root of the mean square of u's difference.
double rms_of_u(const Field& a, const Field& b);

/// The field moved: the cell at (row, col) of the result is the one at (row + rows, col + cols) of
/// the field, which wraps around its edges.
Field shifted(const Field& field, int rows, int cols);
Field mirrored_left_right(const Field& field);
Field mirrored_top_bottom(const Field& field);
/// Rows become columns: the cell at (row, col) of the result is the one at (col, row) of the field.
Field transposed(const Field& field);

}  // namespace gs::test
