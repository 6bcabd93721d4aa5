// The in-place skewed ring: many steps of one strip and band of rows while they stay in the cache.
//
// Rows stream from north to south; level t (the field after t steps of the pass) follows one row
// behind level t - 1. Row y of level t lies in slot (y - t) mod the number of slots: exactly where
// row y - 1 of level t - 1 lies, which has just died. So a level overwrites its source in place,
// and the ring needs only 2 depth + (rows of a turn) slots.
#pragma once

#include <vector>

#include "kernels/cpu_temporal/field.h"
#include "kernels/cpu_temporal/plan.h"
#include "kernels/cpu_temporal/rows.h"
#include "kernels/host/huge_memory.h"
#include "kernels/kernel_api.h"

namespace gs {

/// One pass: from one field to another, `depth` steps (at most that of the strips).
struct TemporalPass {
    const TemporalRowFunctions* functions;
    const TemporalStrips* strips;
    Minimal coefficients;
    /// The number of rows of the field.
    int rows;
    /// A gs_boundary.
    int boundary;
    /// What ghost cells of u and v hold if the boundary is fixed.
    float fixed[2];
    /// As in TemporalPlan; depth: the steps of this pass.
    int blocks, fetch, depth;
    const TemporalField* from;
    TemporalField* to;
};

/// A thread's ring. Its memory is touched first by the thread that runs it.
class TemporalRing {
  public:
    /// Throws std::bad_alloc.
    TemporalRing(const TemporalStrips& strips, const TemporalRowFunctions& functions, int blocks);

    /// Rows [first, last) of a strip of the pass.
    void run(const TemporalPass& pass, int strip, int first, int last);

  private:
    struct Band;
    void lay_out(int slots);
    float* const* slot(int number) const;
    void enter(const Band& band, int y);
    void fetch_edges(const Band& band, int y) const;
    void turn(const Band& band, int south);
    void step_level(const Band& band, int level, int row, int call, int south);
    int wrapped(const Band& band, int y) const;
    const char* upcoming(const Band& band, int call, int south) const;

    std::ptrdiff_t row_pitch_, vectors_;
    int lanes_, most_slots_;
    int slots_ = 0;
    HugeMemory memory_;
    /// A row for output that is not needed.
    float* unused_ = nullptr;
    /// The ghost row of a fixed boundary.
    float* fixed_row_ = nullptr;
    /// Slots in order, repeated before and after, so that runs need no wrap.
    std::vector<float*> table_;
};

}  // namespace gs
