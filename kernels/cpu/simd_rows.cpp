// One step of a few rows in row-major planes, compiled once for each instruction set.
#include "kernels/cpu/simd_rows.h"

#include "kernels/host/minimal_rows.h"

namespace gs::GS_VARIANT {

namespace {

/// Three rows want 24 registers of the 32 that AVX-512 has; others have 16.
constexpr int kRows = kLanes == 16 ? 3 : 1;

/// Consecutive columns in a vector. The pointers are a copy, since the compiler must assume that a
/// stored vector changes those in the caller's memory.
template <bool varying>
struct RowMajor {
    static constexpr std::ptrdiff_t kStride = kLanes;
    static constexpr bool kVarying = varying;
    SimdRows rows;

    Vec u(int row, std::ptrdiff_t x) const { return load(rows.u[row] + x); }
    Vec v(int row, std::ptrdiff_t x) const { return load(rows.v[row] + x); }
    Vec feed(int row, std::ptrdiff_t x) const { return load(rows.feed[row] + x); }
    Vec kill(int row, std::ptrdiff_t x) const { return load(rows.kill[row] + x); }
    void put(int row, std::ptrdiff_t x, Vec u_next, Vec v_next) const {
        store(rows.u_next[row] + x, u_next);
        store(rows.v_next[row] + x, v_next);
    }
    void prefetch(std::ptrdiff_t) const {}  // the hardware sees what comes next
    /// Members that the form does not use cost nothing: the compiler drops them.
    static Column<Vec> west(const Column<Vec>& w, const Column<Vec>& m) {
        return {west_of(w.sum, m.sum), west_of(w.centre, m.centre)};
    }
    static Column<Vec> east(const Column<Vec>& m, const Column<Vec>& e) {
        return {east_of(m.sum, e.sum), east_of(m.centre, e.centre)};
    }
};

template <Form form, bool unit_dt, bool varying, int rows>
[[gnu::noinline]] void step_form(const Minimal& m, const SimdRows& at, int columns) {
    const Cell<form, unit_dt> cell(m, varying);
    step_rows<rows>(cell, RowMajor<varying>{at}, (columns + kLanes - 1) / kLanes);
}

template <Form form, bool unit_dt, bool varying>
void step_some(const Minimal& m, const SimdRows& at, int rows, int columns) {
    if (rows == kRows) {
        step_form<form, unit_dt, varying, kRows>(m, at, columns);
        return;
    }
    for (int k = 0; k < rows; ++k) {
        const SimdRows one{{at.u[k], at.u[k + 1], at.u[k + 2]},
                           {at.v[k], at.v[k + 1], at.v[k + 2]},
                           {at.u_next[k]},
                           {at.v_next[k]},
                           {at.feed[k]},
                           {at.kill[k]}};
        step_form<form, unit_dt, varying, 1>(m, one, columns);
    }
}

void step(const Minimal& m, const SimdRows& at, int rows, int columns) {
    with_form(m, [&]<Form form, bool unit_dt>() {
        if (at.feed[0] != nullptr)
            step_some<form, unit_dt, true>(m, at, rows, columns);
        else
            step_some<form, unit_dt, false>(m, at, rows, columns);
    });
}

}  // namespace

const SimdRowFunctions kSimdRowFunctions{kRows, step};

}  // namespace gs::GS_VARIANT

#if defined(GS_VARIANT_PORTABLE)
const gs::SimdRowFunctions& gs::simd_row_functions(Isa isa) {
    return GS_PICK_VARIANT(isa, kSimdRowFunctions);
}
#endif
