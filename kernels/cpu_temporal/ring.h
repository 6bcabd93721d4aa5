// The in-place skewed ring: many steps of one strip and band of rows while they stay in the cache.
//
// Rows stream from north to south; level t (the field after t steps of the pass) follows one row
// behind level t - 1. Row y of level t lies in slot (y - t) mod the number of slots: exactly where
// row y - 1 of level t - 1 lies, which has just died. So a level overwrites its source in place,
// and the ring needs only 2 depth + (rows of a turn) slots.
#pragma once

#include <vector>

#include "kernels/cpu_temporal/plan.h"
#include "kernels/cpu_temporal/rows.h"
#include "kernels/host/huge_memory.h"
#include "kernels/kernel_api.h"

namespace gs {

class TemporalPlace;
class TemporalSeam;

/// Floats from row to row: room for both ends, and 832 bytes more than whole 4 KiB pages, so that
/// the rows of one call share no cache sets and no store is mistaken for a source of a load.
std::ptrdiff_t ring_pitch(std::ptrdiff_t vectors, int lanes);

/// A remainder that is never negative.
inline int wrapped(int i, int count) {
    if (i >= 0 && i < count) return i;  // nearly always, and a division would cost as much as a vector
    i %= count;
    return i < 0 ? i + count : i;
}

/// What all tasks of a pass share: `depth` steps, at most those that the ring was made for.
struct TemporalPass {
    const TemporalRowFunctions* functions;
    Minimal coefficients;
    /// The number of rows of the field.
    int rows;
    /// A gs_boundary.
    int boundary;
    /// What ghost cells of u and v hold if the boundary is fixed.
    float fixed[2];
    /// As in TemporalPlan; depth: the steps of this pass.
    int blocks, fetch, depth;

    /// What lies beyond the ends of a place's rows. It points into this pass.
    TemporalEnds ends(const TemporalPlace& place) const;
};

/// Columns of a field that a ring steps: where their rows come from and where they go. Rows are
/// those of the field, 0 to rows - 1, in the lane-transposed layout (rows.h).
class TemporalPlace {
  public:
    TemporalPlace() = default;
    virtual ~TemporalPlace() = default;
    TemporalPlace(const TemporalPlace&) = delete;
    TemporalPlace& operator=(const TemporalPlace&) = delete;

    /// Writes row y as it is before the pass, halo columns included, without its ends. `next`: the
    /// row that comes in a turn later, of which something may be fetched.
    virtual void enter(int y, int next, float* row) const = 0;
    /// Where the last level's row y is to be written.
    virtual float* out(int y) = 0;
    /// It is written there. before: the same row a step earlier.
    virtual void leave(int y, const float* before) = 0;
    /// Memory of a field's rows that is fetched into the second cache: of a row, a part or two of a
    /// cache line for each vector.
    struct Fetched {
        const float* part[2];
        /// Floats from row to row.
        std::ptrdiff_t pitch;
        const void* of(int y, int i) const { return part[i] + y * pitch; }
    };
    /// What enter(y) will read and leave(y) will write.
    Fetched coming{}, going{};
    /// Vectors of a row, at most those that the ring was made for.
    std::ptrdiff_t vectors = 0;
    /// Whether rows begin (end) at the edge of the field, with a ghost cell beyond.
    bool west_edge = false, east_edge = false;
    /// Whether rows are whole ones of a field that wraps.
    bool wraps = false;
};

/// A thread's ring. Its memory is touched first by the thread that runs it.
class TemporalRing {
  public:
    /// For rows of so many vectors and passes of so many steps, at most; blocks: as in
    /// TemporalPlan. Throws std::bad_alloc.
    TemporalRing(std::ptrdiff_t most_vectors, int most_depth, const TemporalRowFunctions& functions,
                 int blocks);

    /// Makes rows [first, last) of a place, from those and `depth` rows more at each side. If there
    /// is a seam in the north or south (seam.h), `depth` rows less are made there from [first,
    /// last) alone, and the seam keeps what it needs.
    void run(const TemporalPass& pass, TemporalPlace& place, int first, int last,
             TemporalSeam* north_seam = nullptr, TemporalSeam* south_seam = nullptr);

  private:
    struct Band;
    void lay_out(int slots, std::ptrdiff_t vectors);
    void keep(const Band& band, int level, int row, float* const* rows, int count);
    void enter(const Band& band, int y);
    void turn(const Band& band, int south);
    void step_levels(const Band& band, int begin, int end, int south);
    void step_call(const Band& band, int level, int block, int south);
    float* const* source(int level, int south) const;
    void plan_fetches(const Band& band, int south);

    std::ptrdiff_t most_vectors_, vectors_ = 0;
    int lanes_, most_slots_;
    int slots_ = 0;
    HugeMemory memory_;
    /// A row for output that is not needed.
    float* unused_ = nullptr;
    /// The ghost row of a fixed boundary.
    float* fixed_row_ = nullptr;
    /// Slots in order, repeated before and after so many times that a turn needs no wrap.
    int margin_ = 0;
    std::vector<float*> table_;
    /// For each call of a turn, what it fetches.
    std::vector<const void*> later_;
};

}  // namespace gs
