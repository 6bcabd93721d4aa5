// A strip of the field that one warp streams through several time levels in its registers, and the
// kernel of cuda-temporal that is made of that.
#pragma once

#include <type_traits>

#include "kernels/cuda/rest_map.h"
#include "kernels/cuda/strip_step.h"

namespace gs {

/// Three rows that a level holds: two, and the one that the level below has sent since. Which of
/// them is the northern one changes with each turn, and the loop below is unrolled by three, so
/// that a row never moves from register to register.
struct Level {
    Quad row[3];
};

/// The rates of the lane's cells in any row, if they are the same for all cells.
template <class C>
struct UniformRates {
    const C& cell;
    __device__ QuadRates at(int) const { return uniform_rates(cell); }
};

/// The same if each cell has its own: read from the planes at every level, since a row of
/// rates is in the cache when the second level asks for it. Images of the field beyond its
/// edges step with the image's rates.
template <class C>
struct VaryingRates {
    const C& cell;
    /// The planes of feed and kill, in the places of u and v.
    QuadSource source;
    int rows;
    bool periodic;

    __device__ QuadRates at(int y) const {
        const Quad own = load_quad(source, source_index(y, rows, periodic));
        QuadRates rates{};
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i)
            cell.vary(own.u[i], own.v[i], rates.feed[i], rates.weight_u[i], rates.weight_v[i]);
        return rates;
    }
};

/// One turn of level t and those below: its middle row, one step on, goes to the level above
/// in place of the northern row, which that level has just done with. Recursion on a
/// constant: a branch or a loop around the shuffles would send the levels to local memory.
/// Returns what leaves the topmost level.
template <Form form, int depth, int phase, int t, Edge edge, class C, class Rates>
__device__ __forceinline__ Quad turn_levels(const C& cell, const Rates& rates, const Beyond<edge>& beyond,
                                            int y, Level (&levels)[depth]) {
    constexpr int kNorth = phase, kCentre = (phase + 1) % 3, kSouth = (phase + 2) % 3;
    Level& level = levels[t];
    const Quad next = step_quad<form>(cell, rates.at(y), beyond, y, level.row[kNorth], level.row[kCentre],
                                      level.row[kSouth]);
    if constexpr (t + 1 < depth) levels[t + 1].row[kNorth] = next;
    if constexpr (t > 0) turn_levels<form, depth, phase, t - 1>(cell, rates, beyond, y + 2, levels);
    return next;
}

/// How the field is cut, as far as the device needs it.
struct StripCut {
    int strips, rows_a_band;
};

/// Whether a bit of u or v differs.
GS_HD bool differ(const Quad& a, const Quad& b) {
    unsigned bits = 0;
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i)
        bits |= (bits_of(a.u[i]) ^ bits_of(b.u[i])) | (bits_of(a.v[i]) ^ bits_of(b.v[i]));
    return bits != 0;
}

/// The number of the warp's tile: its strip and its band. Not kept in a register, of which there
/// are few.
__device__ __forceinline__ int tile_of_warp() {
    return static_cast<int>(blockIdx.x * blockDim.y + threadIdx.y);
}

/// Whether the tile is at rest, and both fields hold it already. If not, what the pass finds is
/// begun. All lanes of the warp together.
__device__ inline bool stays_as_it_is(const RestMap& map, int tile) {
    const int lane = static_cast<int>(threadIdx.x);
    const bool calm = !__any_sync(kAllLanes, lane < kNearTiles && near_is_awake(map, tile, lane));
    const bool stays = calm && (map.before[tile] & kTileAlike) != 0;
    if (lane == 0) {
        map.after[tile] = calm ? kTileAlike : kTileResting;
        if (!stays) ++map.passes[tile];
    }
    __syncwarp();  // before a lane marks it
    return stays;
}

/// What a warp loads and stores.
struct Strip {
    QuadSource source;
    gs_field out;
    /// The lane's first column.
    int x;
    /// The band's rows: [first, end).
    int first, end;
    /// Whether the lane's columns are the strip's own, and lie in the field.
    bool owner;

    /// Of all tiles; that of the warp's own is marked if a row changes.
    std::uint8_t* states;

    /// before: the row a step earlier.
    __device__ void store(int y, const Quad& row, const Quad& before) const {
        if (!owner || y < first || y >= end) return;
        const std::ptrdiff_t at = y * out.pitch + x;
        *reinterpret_cast<float4*>(static_cast<float*>(out.u) + at) = pack(row.u);
        *reinterpret_cast<float4*>(static_cast<float*>(out.v) + at) = pack(row.v);
        if (differ(row, before)) states[tile_of_warp()] = kTileAwake;
    }
};

template <int depth>
__device__ Strip strip_of(const gs_field& in, const gs_field& out, const StripCut& cut, bool periodic,
                          std::uint8_t* states) {
    constexpr int kOwn = kWarpCells - 2 * depth;
    // By a shuffle, so that the compiler knows that the warp's lanes agree on it.
    const int warp = __shfl_sync(kAllLanes, tile_of_warp(), 0);
    const int lane = static_cast<int>(threadIdx.x);
    Strip s{};
    s.out = out;
    s.states = states;
    s.x = warp % cut.strips * kOwn - depth + lane * kLaneCells;
    s.first = warp / cut.strips * cut.rows_a_band;
    s.end = s.first + cut.rows_a_band < in.rows ? s.first + cut.rows_a_band : in.rows;
    s.owner = lane >= depth / kLaneCells && lane < 32 - depth / kLaneCells && s.x < in.cols;
    s.source = quad_source(in, s.x, periodic);
    return s;
}

/// All warps take as many turns, but for those that have nothing to do. In turn k the row `begin +
/// k` is loaded, and the row `begin + k - 2 depth` leaves the last level.
template <Form form, bool unit_dt, Edge edge, int depth, bool varying>
__global__ void __launch_bounds__(256) stream(Minimal coefficients, Edges edges, gs_field in, gs_field out,
                                              StripCut cut, int turns, RestMap rest) {
    static_assert(depth % kLaneCells == 0, "a strip begins with whole lanes");
    if (tile_of_warp() >= rest.strips * rest.bands) return;
    if (rest.before != nullptr && stays_as_it_is(rest, tile_of_warp())) return;
    using C = Cell<form, unit_dt>;
    const C cell(coefficients, varying);
    const bool periodic = edges.boundary == GS_PERIODIC;
    const Strip s = strip_of<depth>(in, out, cut, periodic, rest.after);
    const auto rates = [&] {
        if constexpr (varying) {
            QuadSource planes = s.source;
            planes.u = static_cast<const float*>(in.feed);
            planes.v = static_cast<const float*>(in.kill);
            return VaryingRates<C>{cell, planes, in.rows, periodic};
        } else {
            return UniformRates<C>{cell};
        }
    }();
    RowWalk rows(s.first - depth, in.rows, periodic);
    const Beyond<edge> beyond(edges, s.x);
    Level levels[depth] = {};  // what comes of these zeros leaves before the band's first row
    int y = s.first - 3 * depth;
    const auto turn = [&](auto which) {
        constexpr int phase = decltype(which)::value;
        const Quad done = turn_levels<form, depth, phase, depth - 1>(cell, rates, beyond, y, levels);
        s.store(y, done, levels[depth - 1].row[(phase + 1) % 3]);
        levels[0].row[phase] = load_quad(s.source, rows.here());
        beyond.hold(y + 2 * depth, levels[0].row[phase]);
        rows.next();
        ++y;
    };
    GS_UNROLL(1)
    for (int k = 0; k < turns; k += 3) {
        turn(std::integral_constant<int, 0>());
        turn(std::integral_constant<int, 1>());
        turn(std::integral_constant<int, 2>());
    }
}

}  // namespace gs
