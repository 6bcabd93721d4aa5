// One step at a time by explicit SIMD, shared by cpu-simd and cpu-blocked:
// threads, boundaries, order of rows.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/cpu/simd_rows.h"
#include "kernels/host/workers.h"

namespace gs {

/// How the field is walked. block_rows, block_cols: a thread computes a block of this
/// many cells before it goes on to the next one, from west to east, then north to south;
/// 0: whole rows, the whole band.
struct Blocks {
    int rows = 0, cols = 0;
};

/// Steps row-major planes of `rows` x `cols` cells. The boundary is treated here: ghost columns are
/// written by the thread that wrote the row, ghost rows are pointers to the row that they repeat.
class SimdStepper {
  public:
    /// Throws std::bad_alloc, std::system_error (no more threads).
    SimdStepper(int rows, int cols, const TeamOptions& team, Blocks blocks);

    /// The contract's `advance`.
    void advance(const gs_params& p, const gs_field fields[2], std::int32_t& current, std::int64_t steps);

    const Blocks& blocks() const { return blocks_; }

  private:
    struct Step;
    void ghost_columns(const gs_params& p, const gs_field& field, int y) const;
    void step_band(const Step& step, int first, int last) const;
    void step_block(const Step& step, int first, int last, int x, int columns) const;
    int source_row(int y, int boundary) const;

    int rows_, cols_;
    const SimdRowFunctions* functions_;
    Blocks blocks_;
    /// A ghost row of the fixed boundary.
    std::vector<float> fixed_u_, fixed_v_;
    WorkerTeam team_;
};

}  // namespace gs
