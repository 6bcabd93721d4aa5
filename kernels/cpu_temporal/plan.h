// How cpu-temporal cuts a field: depth, strips and bands, and where each column of a strip lies.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kernels/kernel_api.h"

namespace gs {

/// Whether a call of a row function fetches the rows that only the next one needs into the first
/// cache. It pays if the CPU does not do so by itself, and costs if it does.
enum Fetch { kFetchChosen = 0, kFetchNone = 1, kFetchNext = 2 };

/// Who makes the rows around a seam, where two bands meet. Overlapped: both, each for itself.
/// Split: neither, and the gap is closed when both are done (seam.h); the threads meet twice a
/// pass.
enum BandTiling { kTilingChosen = 0, kOverlapped = 1, kSplit = 2 };

/// depth: steps of one pass; strips of columns x bands of rows are the tasks;
/// blocks: calls of the row function for each level and turn of the ring; fetch: a Fetch;
/// tiling: a BandTiling. None of them changes a bit of the result. What is 0 is to be chosen.
struct TemporalPlan {
    int depth = 0, strips = 0, bands = 0, blocks = 0, fetch = kFetchChosen, tiling = kTilingChosen;

    /// Places in each strip where two bands meet; in a field that wraps they lie in a circle.
    int seams(bool periodic) const { return periodic ? bands : bands - 1; }
    /// Whether the bands of a field of so many rows are high enough for seams.
    bool may_split(int rows, bool periodic) const { return seams(periodic) > 0 && rows / bands > 2 * depth; }
    bool operator==(const TemporalPlan&) const = default;
};

/// Blocks, where they are not said. If a call makes one row, three calls for each level find more
/// of their rows in the first cache.
constexpr int usual_blocks(int lanes) {
    return lanes == 16 ? 1 : 3;
}

/// What a call of the row function and its row's ends cost beside the row, in vectors of it
/// (measured).
constexpr double vectors_of_a_call(int lanes) {
    return lanes == 16 ? 4 : 12;
}

/// A strip of columns in the lane-transposed layout (rows.h): its own columns, and beside
/// them halo columns, which are copies of the neighbours' and recomputed. At the field's edge there
/// is none: the ghost cell lies beyond the row's end.
struct TemporalStrip {
    /// The strip's own columns of the field: [x, x + width).
    int x = 0, width = 0;
    /// How many columns of a row come before them.
    int before = 0;
    /// Whether the row begins (ends) at the edge of the field.
    bool west_edge = false;
    bool east_edge = false;
    /// It is the only one of a field that wraps, and needs no halo: its row's ends are neighbours.
    bool wraps = false;
    // Where columns lie in a row, in floats, by their distance from the
    // border between own and halo columns.
    std::vector<int> west_halo, first, last, east_halo;
};

/// The strips of a field; all have rows of the same number of vectors.
class TemporalStrips {
  public:
    /// The plan must fit (see fits).
    TemporalStrips(int cols, int boundary, int depth, int strips, int lanes);

    /// Whether a field of this width can be cut so: each strip at least as wide as the halo
    /// that its neighbours take from it, rows of at least two columns a lane, and edges of
    /// the field at the ends of a row.
    static bool fits(int cols, int boundary, int depth, int strips, int lanes);

    int size() const { return static_cast<int>(strips_.size()); }
    const TemporalStrip& operator[](int i) const { return strips_[static_cast<std::size_t>(i)]; }
    std::ptrdiff_t vectors() const { return vectors_; }
    int lanes() const { return lanes_; }
    int depth() const { return depth_; }
    /// Floats of a row of u and v, without its ends.
    std::ptrdiff_t row_floats() const { return vectors_ * 2 * lanes_; }
    /// Where column c of a strip's row lies: u's float; v's is `lanes` further.
    int offset(int c) const {
        const auto n = static_cast<int>(vectors_);
        return c % n * 2 * lanes_ + c / n;
    }

  private:
    int depth_, lanes_;
    std::ptrdiff_t vectors_ = 0;
    std::vector<TemporalStrip> strips_;
};

}  // namespace gs
