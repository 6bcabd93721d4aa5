// A field in the lane-transposed layout: all rows of all strips, and the
// columns that neighbours take as halo.
#pragma once

#include "kernels/cpu_temporal/plan.h"
#include "kernels/cpu_temporal/rows.h"
#include "kernels/host/huge_memory.h"
#include "kernels/kernel_api.h"

namespace gs {

/// Rows have no ends here (rows.h); halo columns hold nothing that is read. Rows of
/// different strips or numbers may be touched by different threads.
class TemporalField {
  public:
    /// Floats of a cache line.
    static constexpr std::ptrdiff_t kLine = 16;

    /// Throws std::bad_alloc. Memory is first touched by the thread that loads a row.
    TemporalField(int rows, const TemporalStrips& strips);

    float* row(int strip, int y) const { return cells_.data() + (offset_of(strip, y)) * pitch_; }

    /// The first and the last own columns of a strip's row, nearest to the neighbour first:
    /// `depth` floats of u, then of v.
    const float* first(int strip, int y) const { return edges_.data() + offset_of(strip, y) * edge_pitch_; }
    const float* last(int strip, int y) const { return first(strip, y) + 2 * depth_; }
    /// Takes them from the row, on the sides where there is a neighbour.
    void keep_edges(const TemporalStrips& strips, int strip, int y);

    /// Zeroes a strip's row, and so takes its memory.
    void clear(const TemporalStrips& strips, int strip, int y);
    /// Copies the own columns of a strip's row from or to row-major planes.
    /// To store, u or v may be nullptr.
    void load(const TemporalRowFunctions& functions, const TemporalStrips& strips, int strip, int y,
              const gs_field& planes);
    void store(const TemporalRowFunctions& functions, const TemporalStrips& strips, int strip, int y,
               const gs_field& planes) const;

  private:
    std::ptrdiff_t offset_of(int strip, int y) const { return std::ptrdiff_t{strip} * rows_ + y; }

    int rows_, depth_;
    std::ptrdiff_t pitch_, edge_pitch_;
    HugeMemory cells_, edges_;
};

}  // namespace gs
