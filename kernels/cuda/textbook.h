// The textbook step of one cell, for the kernels in which each thread computes one.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// The rates with which the cell in row y, column x steps: its own feed and kill if they vary.
GS_HD Rates<float> rates_at(const Rates<float>& rates, const gs_field& in, int y, int x) {
    Rates<float> here = rates;
    if (in.feed != nullptr) {
        here.feed = static_cast<const float*>(in.feed)[y * in.pitch + x];
        here.kill = static_cast<const float*>(in.kill)[y * in.pitch + x];
    }
    return here;
}

/// Steps the cell in row y, column x: 18 reads through pointers that have ghost
/// cells around them, two writes.
GS_HD void step_cell(const Rates<float>& rates, const gs_field& in, const gs_field& out, int y, int x) {
    const float* u = static_cast<const float*>(in.u) + y * in.pitch;
    const float* v = static_cast<const float*>(in.v) + y * in.pitch;
    react(around(u - in.pitch, u, u + in.pitch, x), around(v - in.pitch, v, v + in.pitch, x),
          rates_at(rates, in, y, x), static_cast<float*>(out.u)[y * out.pitch + x],
          static_cast<float*>(out.v)[y * out.pitch + x]);
}

/// Grids have up to 65535 blocks from top to bottom. NULL, or that this kernel's, a block for every
/// 8 rows, does not cover the problem.
inline const char* refuse_rows(const gs_problem* problem) {
    return problem->rows > 8 * 65535 ? "it takes at most 524280 rows" : nullptr;
}

}  // namespace gs
