// simd_rows.cpp in its variants: one step of a few rows, minimal algebra, row-major planes.
#pragma once

#include "kernels/host/isa.h"
#include "kernels/minimal.h"

namespace gs {

/// The rows around and of one call: row 0 lies above the first one to be written.
/// feed, kill: nullptr, or the rates of the rows to be written. Vectors of kLanes
/// columns are read from one vector before column 0 to one past the last one; column
/// -1 and the one past the last hold ghosts.
struct SimdRows {
    static constexpr int kMost = 3;
    const float *u[kMost + 2], *v[kMost + 2];
    float *u_next[kMost], *v_next[kMost];
    const float *feed[kMost], *kill[kMost];
};

/// A row function steps `columns` columns, rounded up to whole vectors,
/// of `rows` (1 .. most_rows) rows.
struct SimdRowFunctions {
    /// The number of rows in a call that makes the best use of the registers.
    int most_rows;
    void (*step)(const Minimal& m, const SimdRows& at, int rows, int columns);
};

/// The functions for an instruction set that this CPU has.
const SimdRowFunctions& simd_row_functions(Isa isa);

GS_DECLARE_VARIANTS(extern const SimdRowFunctions kSimdRowFunctions)

}  // namespace gs
