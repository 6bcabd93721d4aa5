// One step of a few rows in row-major planes, compiled once for each instruction set.
#include "kernels/cpu/simd_rows.h"

#include "kernels/host/minimal_rows.h"

namespace gs::GS_VARIANT {

namespace {

/// Three rows want 24 registers of the 32 that AVX-512 has; others have 16.
constexpr int kRows = kLanes == 16 ? 3 : 1;

/// Consecutive columns in a vector; pointers are copied into the layout, since the compiler must
/// assume that a stored vector changes pointers in memory.
template <int rows, bool varying>
struct RowMajor {
    static constexpr std::ptrdiff_t kStride = kLanes;
    static constexpr bool kVarying = varying;
    const float *u_in[rows + 2], *v_in[rows + 2];
    float *u_out[rows], *v_out[rows];
    const float *f[rows], *k[rows];

    explicit RowMajor(const SimdRows& at) {
        for (int i = 0; i < rows + 2; ++i) u_in[i] = at.u[i], v_in[i] = at.v[i];
        for (int i = 0; i < rows; ++i) {
            u_out[i] = at.u_next[i], v_out[i] = at.v_next[i];
            f[i] = at.feed[i], k[i] = at.kill[i];
        }
    }
    Vec u(int row, std::ptrdiff_t x) const { return load(u_in[row] + x); }
    Vec v(int row, std::ptrdiff_t x) const { return load(v_in[row] + x); }
    Vec feed(int row, std::ptrdiff_t x) const { return load(f[row] + x); }
    Vec kill(int row, std::ptrdiff_t x) const { return load(k[row] + x); }
    void put(int row, std::ptrdiff_t x, Vec u_next, Vec v_next) const {
        store(u_out[row] + x, u_next);
        store(v_out[row] + x, v_next);
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
    const auto cell = cell_of<form, unit_dt>(m, varying);
    step_rows<rows>(cell, RowMajor<rows, varying>(at), (columns + kLanes - 1) / kLanes);
}

template <Form form, bool unit_dt, bool varying>
void step_some(const Minimal& m, const SimdRows& at, int rows, int columns) {
    if (rows == kRows) {
        step_form<form, unit_dt, varying, kRows>(m, at, columns);
        return;
    }
    SimdRows one = at;
    for (int k = 0; k < rows; ++k) {
        for (int i = 0; i < 3; ++i) one.u[i] = at.u[k + i], one.v[i] = at.v[k + i];
        one.u_next[0] = at.u_next[k], one.v_next[0] = at.v_next[k];
        one.feed[0] = at.feed[k], one.kill[0] = at.kill[k];
        step_form<form, unit_dt, varying, 1>(m, one, columns);
    }
}

template <Form form>
void step_of(const Minimal& m, const SimdRows& at, int rows, int columns) {
    const bool varying = at.feed[0] != nullptr;
    if (m.unit_dt)
        varying ? step_some<form, true, true>(m, at, rows, columns)
                : step_some<form, true, false>(m, at, rows, columns);
    else
        varying ? step_some<form, false, true>(m, at, rows, columns)
                : step_some<form, false, false>(m, at, rows, columns);
}

void step(const Minimal& m, const SimdRows& at, int rows, int columns) {
    switch (m.form) {
        case Form::Separable:
            return step_of<Form::Separable>(m, at, rows, columns);
        case Form::FivePoint:
            return step_of<Form::FivePoint>(m, at, rows, columns);
        case Form::General:
            return step_of<Form::General>(m, at, rows, columns);
    }
}

}  // namespace

const SimdRowFunctions kSimdRowFunctions{kRows, step};

}  // namespace gs::GS_VARIANT

#if defined(GS_VARIANT_PORTABLE)
const gs::SimdRowFunctions& gs::simd_row_functions(Isa isa) {
    return GS_PICK_VARIANT(isa, kSimdRowFunctions);
}
#endif
