// Rows of the lane-transposed layout, compiled once for each instruction set. The loop itself is
// step_rows of host/minimal_rows.h, as in cpu-simd: only how neighbours are found differs.
#include "kernels/cpu_temporal/rows.h"

#include <cstdint>
#include <cstring>

#include "kernels/cpu_temporal/pack.h"
#include "kernels/host/minimal_rows.h"

namespace gs::GS_VARIANT {

namespace {

/// Three rows want 24 registers of the 32 that AVX-512 has; others have 16.
constexpr int kRows = kLanes == 16 ? 3 : 1;

/// One row of smaller vectors leaves the CPU time enough to fetch the next ones by itself.
constexpr bool kMayFetch = kLanes == 16;

/// From one vector of u to the next.
constexpr std::ptrdiff_t kPair = 2 * kLanes;

/// The pointers are a copy, since the compiler must assume that a stored vector changes those in
/// the caller's memory.
template <bool fetch>
struct Transposed {
    static constexpr std::ptrdiff_t kStride = kPair;
    static constexpr bool kVarying = false;
    TemporalRows rows;

    Vec u(int row, std::ptrdiff_t at) const { return load(rows.in[row] + at); }
    Vec v(int row, std::ptrdiff_t at) const { return load(rows.in[row] + at + kLanes); }
    void put(int row, std::ptrdiff_t at, Vec u_next, Vec v_next) const {
        store(rows.out[row] + at, u_next);
        store(rows.out[row] + at + kLanes, v_next);
    }
    /// Always inlined: g++ takes a function of nothing but prefetches for
    /// one without effect, and drops it.
    __attribute__((always_inline)) void prefetch(std::ptrdiff_t at) const {
        if constexpr (fetch)
            for (const float* row : rows.soon) {
                __builtin_prefetch(row + at, 0, 3);
                __builtin_prefetch(row + at + kLanes, 0, 3);
            }
        __builtin_prefetch(rows.later + at * (64 / kPair), 0, 2);
    }
    static const Column<Vec>& west(const Column<Vec>& w, const Column<Vec>&) { return w; }
    static const Column<Vec>& east(const Column<Vec>&, const Column<Vec>& e) { return e; }
};

template <Form form, bool unit_dt, bool fetch>
[[gnu::noinline]] void step_form(const Minimal& m, const TemporalRows& at, std::ptrdiff_t vectors) {
    step_rows<kRows>(Cell<form, unit_dt>(m, false), Transposed<fetch>{at}, vectors);
}

/// Lane l's western neighbour at vector 0 is lane l - 1 of the last vector; lane 0's is the ghost,
/// or the last lane's cell if the row wraps.
template <bool wraps>
GS_INLINE void close_row(float* row, std::ptrdiff_t vectors, const TemporalEnds& ends) {
    for (int field = 0; field < 2; ++field) {
        float* first = row + field * kLanes;
        float* last = first + (vectors - 1) * kPair;
        const Vec west_end = load(first), east_end = load(last);
        Vec west = east_end, east = west_end;
        if constexpr (!wraps) {
            west = Ops::all(ends.west != nullptr ? ends.west[field] : first[0]);
            east = Ops::all(ends.east != nullptr ? ends.east[field] : last[kLanes - 1]);
        }
        store(first - kPair, west_of(west, east_end));
        store(last + kPair, east_of(west_end, east));
    }
}

void close_ends(float* const* rows, int count, std::ptrdiff_t vectors, const TemporalEnds& ends) {
    if (ends.wraps)
        for (int k = 0; k < count; ++k) close_row<true>(rows[k], vectors, ends);
    else
        for (int k = 0; k < count; ++k) close_row<false>(rows[k], vectors, ends);
}

void step(const Minimal& m, const TemporalRows& at, std::ptrdiff_t vectors) {
    with_form(m, [&]<Form form, bool unit_dt>() {
        if (kMayFetch && at.soon[0] != nullptr)
            step_form<form, unit_dt, kMayFetch>(m, at, vectors);
        else
            step_form<form, unit_dt, false>(m, at, vectors);
    });
}

template <Form form, bool unit_dt, bool fetch>
void step_levels_form(const Minimal& m, const TemporalLevels& at) {
    const void* const* later = at.later;
    for (int level = 0; level < at.count; ++level) {
        float* const* slots = at.slots - 2 * level;
        for (int block = 0; block < at.blocks; ++block, slots += kRows) {
            TemporalRows rows{};
            for (int k = 0; k < kRows + 2; ++k) rows.in[k] = slots[k];
            for (int k = 0; k < kRows; ++k) rows.out[k] = slots[k];
            for (int k = 0; k < 2; ++k) rows.soon[k] = slots[k - 2];
            rows.later = static_cast<const char*>(*later++);
            step_rows<kRows>(Cell<form, unit_dt>(m, false), Transposed<fetch>{rows}, at.vectors);
            close_ends(slots, kRows, at.vectors, at.ends);
        }
    }
}

void step_levels(const Minimal& m, const TemporalLevels& at) {
    with_form(m, [&]<Form form, bool unit_dt>() {
        if (kMayFetch && at.fetch)
            step_levels_form<form, unit_dt, kMayFetch>(m, at);
        else
            step_levels_form<form, unit_dt, false>(m, at);
    });
}

void copy(const float* from, float* to, std::ptrdiff_t vectors) {
    for (std::ptrdiff_t i = 0; i < vectors * kPair; i += kPair) {
        const Vec u = load(from + i), v = load(from + i + kLanes);
        store(to + i, u);
        store(to + i + kLanes, v);
    }
}

void differ(const float* before, const float* after, float* sum, std::ptrdiff_t vectors) {
    typedef std::int32_t Bits __attribute__((vector_size(sizeof(Vec))));
    const auto bits = [](const float* from) {
        Bits a;
        std::memcpy(&a, from, sizeof a);
        return a;
    };
    for (std::ptrdiff_t i = 0; i < vectors * kPair; i += kPair) {
        const Bits u = bits(before + i) ^ bits(after + i);
        const Bits v = bits(before + i + kLanes) ^ bits(after + i + kLanes);
        const Bits all = bits(sum + i) | u | v;
        std::memcpy(sum + i, &all, sizeof all);
    }
}

void pack_plane(const float* plane, float* row, std::ptrdiff_t vectors, const TemporalColumns& own) {
    for_blocks(vectors, [&](std::ptrdiff_t j) { pack_block(plane, row, j, vectors, own); });
}

void pack(const float* u, const float* v, float* row, std::ptrdiff_t vectors, const TemporalColumns& own) {
    pack_plane(u, row, vectors, own);
    pack_plane(v, row + kLanes, vectors, own);
}

void unpack_plane(const float* row, float* plane, std::ptrdiff_t vectors, const TemporalColumns& own) {
    if (plane == nullptr) return;
    for_blocks(vectors, [&](std::ptrdiff_t j) { unpack_block(row, plane, j, vectors, own); });
}

void unpack(const float* row, float* u, float* v, std::ptrdiff_t vectors, const TemporalColumns& own) {
    unpack_plane(row, u, vectors, own);
    unpack_plane(row + kLanes, v, vectors, own);
}

}  // namespace

const TemporalRowFunctions kTemporalRowFunctions{kLanes, kRows,  step, step_levels, close_ends,
                                                 copy,   differ, pack, unpack};

}  // namespace gs::GS_VARIANT

#if defined(GS_VARIANT_PORTABLE)
const gs::TemporalRowFunctions& gs::temporal_row_functions(Isa isa) {
    return GS_PICK_VARIANT(isa, kTemporalRowFunctions);
}
#endif
