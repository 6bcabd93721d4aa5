// The inner loop of all explicit SIMD kernels: a few rows of cells from the rows around them, one
// vector after the other from west to east. How neighbours are found is the layout's matter:
//
//   RowMajor      A vector holds consecutive columns; its neighbours' sums come by shifting
//                 adjacent vectors (cpu/simd_rows.cpp).
//   Transposed    A vector's neighbours are the adjacent vectors (cpu_temporal/rows.cpp).
//
// Included by files that are compiled once for each instruction set.
#pragma once

#include "kernels/host/simd.h"
#include "kernels/minimal.h"

namespace gs::GS_VARIANT {

template <Form form, bool unit_dt>
using Cell = MinimalCell<Ops, form, unit_dt>;

/// Calls f<form, unit_dt>() for the form and the dt of these coefficients.
template <class F>
GS_INLINE void with_form(const Minimal& m, const F& f) {
    const auto with = [&]<Form form>() {
        if (m.unit_dt)
            f.template operator()<form, true>();
        else
            f.template operator()<form, false>();
    };
    switch (m.form) {
        case Form::Separable:
            return with.template operator()<Form::Separable>();
        case Form::FivePoint:
            return with.template operator()<Form::FivePoint>();
        case Form::General:
            return with.template operator()<Form::General>();
    }
}

/// The columns of both fields at one vector, for `rows` rows.
template <int rows>
struct Columns {
    Column<Vec> u[rows], v[rows];
};

/// Sums one field's rows + 2 vectors at `at` by column; each is loaded once (see held).
template <int rows, class Cell, class Load>
GS_INLINE void sum_columns(const Cell& cell, Column<Vec>* columns, const Load& load_row) {
    Vec north = held(load_row(0)), centre = held(load_row(1));
#pragma GCC unroll 4
    for (int k = 0; k < rows; ++k) {
        const Vec south = k + 1 < rows ? held(load_row(k + 2)) : load_row(k + 2);
        columns[k] = cell.column(north, centre, south);
        north = centre;
        centre = south;
    }
}

/// The columns of both fields at `at`.
template <int rows, class Cell, class Layout>
GS_INLINE Columns<rows> columns_at(const Cell& cell, const Layout& in, std::ptrdiff_t at) {
    Columns<rows> c;
    sum_columns<rows>(
        cell, c.u, [&](int row) __attribute__((always_inline)) { return in.u(row, at); });
    sum_columns<rows>(
        cell, c.v, [&](int row) __attribute__((always_inline)) { return in.v(row, at); });
    return c;
}

/// Steps the vector at `at` of all rows; its own cells are read once more,
/// which costs less than a register.
template <int rows, class Cell, class Layout>
GS_INLINE void step_vector(const Cell& cell, const Layout& rows_at, const Columns<rows>& west,
                           const Columns<rows>& mid, const Columns<rows>& east, std::ptrdiff_t at) {
    rows_at.prefetch(at);
#pragma GCC unroll 4
    for (int k = 0; k < rows; ++k) {
        Vec f = cell.f, weight_u = cell.gu, weight_v = cell.gv;
        if constexpr (Layout::kVarying)
            cell.vary(rows_at.feed(k, at), rows_at.kill(k, at), f, weight_u, weight_v);
        const Vec e_u =
            cell.diffuse_u(Layout::west(west.u[k], mid.u[k]), mid.u[k], Layout::east(mid.u[k], east.u[k]), f);
        const Vec e_v =
            cell.diffuse_v(Layout::west(west.v[k], mid.v[k]), mid.v[k], Layout::east(mid.v[k], east.v[k]));
        Vec u_next, v_next;
        cell.react(held(rows_at.u(k + 1, at)), held(rows_at.v(k + 1, at)), e_u, e_v, weight_u, weight_v,
                   u_next, v_next);
        rows_at.put(k, at, u_next, v_next);
    }
}

/// Steps `count` vectors of `rows` rows. Three vectors a turn, so that west, mid and east change
/// their roles without moving between registers.
template <int rows, class Cell, class Layout>
GS_INLINE void step_rows(const Cell& cell, const Layout& at, std::ptrdiff_t count) {
    constexpr std::ptrdiff_t stride = Layout::kStride;
    Columns<rows> a = columns_at<rows>(cell, at, -stride);
    Columns<rows> b = columns_at<rows>(cell, at, 0);
    const std::ptrdiff_t end = count * stride;
    std::ptrdiff_t x = 0;
    for (; x + 2 * stride < end; x += 3 * stride) {
        const Columns<rows> c = columns_at<rows>(cell, at, x + stride);
        step_vector<rows>(cell, at, a, b, c, x);
        a = columns_at<rows>(cell, at, x + 2 * stride);
        step_vector<rows>(cell, at, b, c, a, x + stride);
        b = columns_at<rows>(cell, at, x + 3 * stride);
        step_vector<rows>(cell, at, c, a, b, x + 2 * stride);
    }
    for (; x < end; x += stride) {
        const Columns<rows> c = columns_at<rows>(cell, at, x + stride);
        step_vector<rows>(cell, at, a, b, c, x);
        a = b;
        b = c;
    }
}

}  // namespace gs::GS_VARIANT
