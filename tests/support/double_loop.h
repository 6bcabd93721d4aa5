// The reference of the tests: Gray-Scott in float64, cell by cell, written from the equations. It
// shares no code with kernels/, and is itself checked against the answers in tests/data, which come
// from a NumPy program.
#pragma once

#include "tests/support/problem.h"

namespace gs::test {

/// What is added to each new value of each step, in units of the largest magnitude among the nine
/// cells that it is computed from: `u` and `v` are the same everywhere; `scatter` is multiplied by
/// a number within [-1, 1] that depends on the cell and the step alone. If all are 0, the loop is
/// exact.
struct Disturbance {
    double u = 0, v = 0, scatter = 0;
};

/// The field after problem.steps steps from `start` (float64).
Field double_loop(const Problem& problem, const Field& start, Disturbance disturbance = {});

/// The problem's answer, from its first field.
Field double_loop(const Problem& problem);

/// How far a kernel may lie from the double loop.
struct Tolerance {
    /// Absolute, for each u and v.
    double value;
    /// Absolute, for the sums of u and of v over all cells.
    double sum;
};

/// The bound for kernels in this scalar.
///
/// float64: 1e-12 for each value.
///
/// float32: e = 2^-24 is the largest relative error of one rounding. In one step of one cell, with
/// M the largest value among the nine, the differences to eight neighbours are wrong by at most e M
/// each and their two sums by 13 e M; with the roundings of the weights and of the products that
/// makes 33 e M (edge + corner) D dt, which is below 7 e M if (edge + corner) D dt <= 0.2, as in
/// all problems here; reaction, feed and the last sum add less than 1 e M (their factors are
/// small). In the minimal algebra the column sums reach (r + 2) M, but are weighted by a <= 0.05:
/// below 5 e M. So each step disturbs a value by at most 8 e M, and these errors scatter: they
/// differ from cell to cell and from step to step. What does not scatter is the rounding of the
/// parameters themselves, the same in all cells and steps: e times the terms that they are factors
/// of (D dt L, F dt, k dt), together below e M / 4. The dynamics decide how both grow (diffusion
/// damps, the reaction amplifies), so the bound is not a formula but a run: the double loop,
/// disturbed in each cell and step by 8 e M scattered and by e M / 4 of one sign everywhere (the
/// growing modes are smooth, so equal signs are the worst), u and v together and opposed. The bound
/// is the largest deviation of these runs; the other two choices of signs deviate as far, to first
/// order. It comes to 2e-5 or less. A kernel that misses a halo or a tail by one cell is wrong by
/// 1e-3 and more.
Tolerance tolerance(const Problem& problem, gs_scalar scalar, const Field& exact);

}  // namespace gs::test
