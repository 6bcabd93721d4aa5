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
template <int apart, std::size_t... i>
GS_INLINE void exchange(Vec& a, Vec& b, std::index_sequence<i...>) {
    constexpr auto in_a = [](int lane) { return (lane & apart) == 0; };
    const Vec upper =
        take<(in_a(static_cast<int>(i)) ? static_cast<int>(i) : static_cast<int>(i) - apart + kLanes)...>(a,
                                                                                                          b);
    const Vec lower =
        take<(in_a(static_cast<int>(i)) ? static_cast<int>(i) + apart : static_cast<int>(i) + kLanes)...>(a,
                                                                                                          b);
    a = upper;
    b = lower;
}

/// Transposes kLanes vectors in place, by blocks of `apart` and then of twice that.
template <int apart = 1>
GS_INLINE void transpose(Vec (&rows)[kLanes]) {
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i)
        if ((i & apart) == 0) exchange<apart>(rows[i], rows[i + apart], std::make_index_sequence<kLanes>{});
    if constexpr (2 * apart < kLanes) transpose<2 * apart>(rows);
}

/// Calls f(first vector) for blocks of kLanes vectors of a row; the last one overlaps.
template <class F>
GS_INLINE void for_blocks(std::ptrdiff_t vectors, const F& f) {
    for (std::ptrdiff_t j = 0; j + kLanes <= vectors; j += kLanes) f(j);
    if (vectors % kLanes != 0) f(vectors - kLanes);
}

/// The part of columns [c, c + kLanes) that are a strip's own, counted from c.
struct OwnPart {
    std::ptrdiff_t begin, end;
    OwnPart(const TemporalColumns& own, std::ptrdiff_t c)
        : begin(std::max<std::ptrdiff_t>(own.first - c, 0)),
          end(std::min<std::ptrdiff_t>(own.end - c, kLanes)) {}
};

/// A block of kLanes columns at j, j + vectors, ... of a plane, as they stand in memory.
GS_INLINE void read_block(const float* plane, std::ptrdiff_t j, std::ptrdiff_t vectors,
                          const TemporalColumns& own, Vec (&block)[kLanes]) {
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
}

/// Writes a block to a plane: own columns only.
GS_INLINE void write_block(float* plane, std::ptrdiff_t j, std::ptrdiff_t vectors, const TemporalColumns& own,
                           const Vec (&block)[kLanes]) {
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

/// kLanes vectors of a row, from vector j on, from the plane's columns that they hold.
GS_INLINE void pack_block(const float* plane, float* row, std::ptrdiff_t j, std::ptrdiff_t vectors,
                          const TemporalColumns& own) {
    Vec block[kLanes];
    read_block(plane, j, vectors, own, block);
    transpose(block);
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i) store(row + (j + i) * 2 * kLanes, block[i]);
}

/// From a strip's row to a plane: the reverse of pack_block.
GS_INLINE void unpack_block(const float* row, float* plane, std::ptrdiff_t j, std::ptrdiff_t vectors,
                            const TemporalColumns& own) {
    Vec block[kLanes];
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i) block[i] = load(row + (j + i) * 2 * kLanes);
    transpose(block);
    write_block(plane, j, vectors, own, block);
}

/// Where column c of a row lies.
GS_INLINE std::ptrdiff_t cell_at(std::ptrdiff_t c, std::ptrdiff_t vectors) {
    return c % vectors * 2 * kLanes + c / vectors;
}

/// A row that is too short for blocks, cell by cell.
GS_INLINE void pack_cells(const float* plane, float* row, std::ptrdiff_t vectors,
                          const TemporalColumns& own) {
    for (std::ptrdiff_t c = own.first; c < own.end; ++c) row[cell_at(c, vectors)] = plane[c];
}

/// From a strip's row to a plane: the reverse of pack_cells.
GS_INLINE void unpack_cells(const float* row, float* plane, std::ptrdiff_t vectors,
                            const TemporalColumns& own) {
    for (std::ptrdiff_t c = own.first; c < own.end; ++c) plane[c] = row[cell_at(c, vectors)];
}

}  // namespace gs::GS_VARIANT
