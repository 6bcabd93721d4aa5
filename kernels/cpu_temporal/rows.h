// rows.cpp in its variants: rows of the lane-transposed layout.
//
// A strip of a row is n vectors of u and n of v, side by side: u's vector 0, v's vector 0, u's
// vector 1, ... Lane l of vector j holds column l n + j of the strip. So the western and eastern
// neighbours of a whole vector are the vectors j - 1 and j + 1, which the loop loads anyway: no
// shuffle is left in the loop. Only at a row's two ends the neighbours sit one lane further;
// vectors -1 and n hold them, written once a row.
#pragma once

#include <cstddef>

#include "kernels/host/isa.h"
#include "kernels/minimal.h"

namespace gs {

/// What one call works on. Rows may be written in place: out[k] may be in[k].
struct TemporalRows {
    static constexpr int kMost = 3;
    /// Vector 0 of the rows around and of the call; row 0 is the northern one.
    const float* in[kMost + 2];
    float* out[kMost];
    /// Rows that the next call reads and this one does not: fetched
    /// into the first cache; or nullptr.
    const float* soon[2];
    /// Memory that is needed in a while: one line a vector, into the second cache.
    const char* later;
};

/// What lies beyond a row's ends. Inside the field nothing is known, and nothing need be: the
/// columns that go wrong are the strip's halo.
struct TemporalEnds {
    /// The row is a whole one of a field that wraps: beyond each end lies the other one.
    bool wraps;
    /// U and v of the ghost cells of a fixed boundary, or nullptr: the own end's cell.
    const float* west;
    const float* east;
};

/// Many levels of a ring (ring.h), each from the one before, all in place.
struct TemporalLevels {
    /// Where pointers to vector 0 of the rows in and around the first level's first call stand, in
    /// order: the northern one first. Each level begins two rows further north.
    float* const* slots;
    /// Levels, and calls for each.
    int count, blocks;
    /// For each call, what it fetches for later; whether it fetches what the next call reads.
    const void* const* later;
    bool fetch;
    std::ptrdiff_t vectors;
    TemporalEnds ends;
};

/// The columns of a strip's row that are its own: [first, end).
struct TemporalColumns {
    std::ptrdiff_t first, end;
};

/// The functions of one variant.
struct TemporalRowFunctions {
    /// Floats in one vector.
    int lanes;
    /// Rows that one call steps.
    int rows;
    void (*step)(const Minimal& m, const TemporalRows& at, std::ptrdiff_t vectors);
    /// Steps levels that touch no edge of the field in the north or south.
    void (*step_levels)(const Minimal& m, const TemporalLevels& at);
    /// Writes vectors -1 and n of so many rows.
    void (*close_ends)(float* const* rows, int count, std::ptrdiff_t vectors, const TemporalEnds& ends);
    /// Copies a row, without its ends.
    void (*copy)(const float* from, float* to, std::ptrdiff_t vectors);
    /// Adds to `sum` the bits in which two rows differ: those of u and v of a column together,
    /// where u's stand.
    void (*differ)(const float* before, const float* after, float* sum, std::ptrdiff_t vectors);
    /// Own columns from or to rows of u and v, whose column 0 is the strip's; others are zeroed or
    /// left alone. To unpack, u or v may be nullptr: not wanted.
    void (*pack)(const float* u, const float* v, float* row, std::ptrdiff_t vectors,
                 const TemporalColumns& own);
    void (*unpack)(const float* row, float* u, float* v, std::ptrdiff_t vectors, const TemporalColumns& own);
};

/// The functions for an instruction set that this CPU has.
const TemporalRowFunctions& temporal_row_functions(Isa isa);

GS_DECLARE_VARIANTS(extern const TemporalRowFunctions kTemporalRowFunctions)

}  // namespace gs
