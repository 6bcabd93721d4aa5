// Split tiling: what two bands leave to the seam where they meet, so that nothing is computed
// twice.
//
// A band that knows its own rows alone can make a row less at each side with each level. So all
// bands first make what they can, each for itself, and then the gaps between them are filled,
// which grow by two rows a level:
//
//    level 3   x x x x . . . | . . . x x x x        x: made by the bands (ring.h)
//    level 2   x x x x x . . | . . x x x x x        .: made by the seam
//    level 1   x x x x x x . | . x x x x x x
//    level 0   x x x x x x x | x x x x x x x
//
// The seam's level t is made from its level t - 1 and the two rows at each side of that, which
// the bands have kept.
#pragma once

#include <vector>

#include "kernels/cpu_temporal/ring.h"

namespace gs {

/// Where two bands of a strip meet. The bands' threads keep rows in it at the same time,
/// each its own; when both are done, one thread closes it.
class TemporalSeam {
  public:
    /// Rows that a band keeps of each level.
    static constexpr int kKept = 2;

    /// For rows of so many vectors and passes of so many steps, at most. Throws std::bad_alloc.
    TemporalSeam(std::ptrdiff_t most_vectors, int most_depth, const TemporalRowFunctions& functions);

    /// Keeps a row of a level below the last one, with its ends. i: its place among the four that
    /// lie around the gap, the northern one first.
    void keep(int level, int i, const float* row);
    /// Makes rows [middle - level, middle + level) of each level, and gives those of the last one
    /// to the place.
    void close(const TemporalPass& pass, TemporalPlace& place, int middle);

  private:
    float* kept(int level, int i) const;
    float* const* sources(int level);
    void give(const TemporalPass& pass, TemporalPlace& place, float* const* sources, int y, int needed) const;

    const TemporalRowFunctions* functions_;
    std::ptrdiff_t vectors_, pitch_;
    HugeMemory memory_;
    /// Rows in order, as in a ring: row y of level t lies where row y - 1 of level t - 1 lay.
    /// Before `middle_` those that northern bands keep; there, two that the southern one keeps of a
    /// level.
    std::vector<float*> slots_;
    std::ptrdiff_t middle_;
    /// For each call of a level, what it fetches.
    std::vector<const void*> later_;
};

}  // namespace gs
