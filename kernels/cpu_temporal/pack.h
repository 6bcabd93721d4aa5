// Rows between row-major planes and the lane-transposed layout: blocks of kLanes x kLanes numbers,
// turned in registers. Included by files that are compiled once for each instruction set.
#pragma once

#include <algorithm>

#include "kernels/cpu_temporal/rows.h"
#include "kernels/host/simd.h"

namespace gs::GS_VARIANT {

/// One move of a matrix transposition, for two of its rows, a and b, which lie `apart` rows from
/// each other. Both consist of groups of `apart` lanes: every second group of a, from the second
/// on, changes places with the group of b that stands one before it.
template <int apart, int... lane>
GS_INLINE void exchange(Vec& a, Vec& b, std::integer_sequence<int, lane...>) {
    const Vec upper = take<((lane & apart) == 0 ? lane : lane - apart + kLanes)...>(a, b);
    const Vec lower = take<((lane & apart) == 0 ? lane + apart : lane + kLanes)...>(a, b);
    a = upper;
    b = lower;
}

/// Transposes kLanes vectors in place, by blocks of `apart` and then of twice that.
template <int apart = 1>
GS_INLINE void transpose(Vec (&rows)[kLanes]) {
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i)
        if ((i & apart) == 0) exchange<apart>(rows[i], rows[i + apart], LaneNumbers());
    if constexpr (2 * apart < kLanes) transpose<2 * apart>(rows);
}

/// Calls f(first vector) for blocks of kLanes vectors of a row; the last one overlaps. A row of
/// fewer vectors is one block that is not full.
template <class F>
GS_INLINE void for_blocks(std::ptrdiff_t vectors, const F& f) {
    for (std::ptrdiff_t j = 0; j + kLanes <= vectors; j += kLanes) f(j);
    if (vectors < kLanes)
        f(0);
    else if (vectors % kLanes != 0)
        f(vectors - kLanes);
}

/// The part of columns [c, c + kLanes) that are a strip's own, counted from c.
struct OwnPart {
    std::ptrdiff_t begin, end;
    OwnPart(const TemporalColumns& own, std::ptrdiff_t c)
        : begin(std::max<std::ptrdiff_t>(own.first - c, 0)),
          end(std::min<std::ptrdiff_t>(own.end - c, kLanes)) {}
};

/// kLanes vectors of a row, from vector j on, from the plane's columns that they hold: kLanes
/// columns at j, j + vectors, ... In a block that is not full the last ones of each lane are the
/// next lane's, too, and go nowhere.
GS_INLINE void pack_block(const float* plane, float* row, std::ptrdiff_t j, std::ptrdiff_t vectors,
                          const TemporalColumns& own) {
    Vec block[kLanes];
#pragma GCC unroll 16
    for (int lane = 0; lane < kLanes; ++lane) {
        const std::ptrdiff_t c = lane * vectors + j;
        const OwnPart part(own, c);
        if (part.begin == 0 && part.end == kLanes) {
            block[lane] = load(plane + c);
        } else {
            float some[kLanes] = {};
            for (std::ptrdiff_t i = part.begin; i < part.end; ++i) some[i] = plane[c + i];
            block[lane] = load(some);
        }
    }
    transpose(block);
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i)
        if (i < vectors) store(row + (j + i) * 2 * kLanes, block[i]);
}

/// The reverse of pack_block: own columns only are written. From west to east, since what a lane of
/// a block that is not full writes too much is the next lane's.
GS_INLINE void unpack_block(const float* row, float* plane, std::ptrdiff_t j, std::ptrdiff_t vectors,
                            const TemporalColumns& own) {
    Vec block[kLanes];
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i) block[i] = i < vectors ? load(row + (j + i) * 2 * kLanes) : Vec{};
    transpose(block);
#pragma GCC unroll 16
    for (int lane = 0; lane < kLanes; ++lane) {
        const std::ptrdiff_t c = lane * vectors + j;
        const OwnPart part(own, c);
        if (part.begin == 0 && part.end == kLanes) {
            store(plane + c, block[lane]);
        } else {
            float some[kLanes];
            store(some, block[lane]);
            for (std::ptrdiff_t i = part.begin; i < part.end; ++i) plane[c + i] = some[i];
        }
    }
}

}  // namespace gs::GS_VARIANT
