// A tile of the field in the registers of one block: how it is cut, stepped, and how it meets its neighbours.
#pragma once

#include "kernels/cuda_flag.h"
#include "kernels/cuda_shared_memory.h"
#include "kernels/cuda_strip_step.h"

namespace gs {

constexpr int kTileWarps = 8, kTileThreads = 32 * kTileWarps;
constexpr int kExchangeSteps = 4;   ///< steps between two exchanges, and the border's width
constexpr int kOwnGroups = 32 - 2;  ///< lanes whose columns are the tile's own
static_assert(kExchangeSteps == kLaneCells, "one lane on each side holds the border");

/// Two buffers that the steps use by turns; in each the first and the last row of each warp, both fields.
constexpr std::size_t kTileSharedBytes = sizeof(float4) * 2 * kTileWarps * 2 * 2 * 32;

/// The field cut into tiles of nearly equal size: `across` x `down`, in groups of four columns and in rows.
struct Tiling {
    int across, down, groups, rows;
};

/// The fewest tiles, where a warp holds `rows_a_warp` rows. A tile is either alone in its row (column) of
/// tiles or at least as wide (high) as a border, so that borders reach no further than the neighbours.
inline Tiling tiling_for(int rows, int cols, int rows_a_warp) {
    const int own_rows = kTileWarps * rows_a_warp - 2 * kExchangeSteps;
    Tiling t{};
    t.groups = (cols + kLaneCells - 1) / kLaneCells;
    t.rows = rows;
    t.across = (t.groups + kOwnGroups - 1) / kOwnGroups;
    t.down = (rows + own_rows - 1) / own_rows;
    return t;
}

/// What a thread knows of its tile. Row i of warp w is the tile's row w * rows + i; the tile's rows [4, 4 +
/// height) and columns are its own, four more on each side are the halo, and what lies beyond is computed in
/// vain.
struct Tile {
    bool periodic;
    int index, column, row;  ///< of the tile, and its place among the tiles
    int warp, lane;
    int height;       ///< own rows
    int top;          ///< the field's row that is the tile's row 0
    int x;            ///< the lane's first column
    int left, right;  ///< own columns [left, right)

    __device__ Tile(const Edges& edges, const Tiling& t, int rows_a_warp) {
        periodic = edges.boundary == GS_PERIODIC;
        index = static_cast<int>(blockIdx.x);
        column = index % t.across;
        row = index / t.across;
        warp = static_cast<int>(threadIdx.x) / 32;
        lane = static_cast<int>(threadIdx.x) % 32;
        const int first = split(row, t.rows, t.down);
        height = split(row + 1, t.rows, t.down) - first;
        top = first - kExchangeSteps;
        left = split(column, t.groups, t.across) * kLaneCells;
        right = split(column + 1, t.groups, t.across) * kLaneCells;
        if (right > edges.cols) right = edges.cols;
        x = left + (lane - 1) * kLaneCells;
        warp_rows_ = rows_a_warp;
    }

    /// The tile's row that is row i of this warp.
    __device__ int row_of(int i) const { return warp * warp_rows_ + i; }
    __device__ bool own_columns() const { return x >= left && x < right; }
    __device__ bool own_row(int i) const {
        return row_of(i) >= kExchangeSteps && row_of(i) < kExchangeSteps + height;
    }
    /// Columns that a neighbour needs, or that are a neighbour's.
    __device__ bool border_columns() const {
        return own_columns() && (x < left + kExchangeSteps || x + kLaneCells > right - kExchangeSteps);
    }
    __device__ bool halo_columns() const {
        return x < left || (x + kLaneCells > right && x < right + kExchangeSteps);
    }
    __device__ bool border_row(int i) const {
        return own_row(i) && (row_of(i) < 2 * kExchangeSteps || row_of(i) >= height);
    }
    __device__ bool halo_row(int i) const {
        return row_of(i) < kExchangeSteps ||
               (row_of(i) >= kExchangeSteps + height && row_of(i) < 2 * kExchangeSteps + height);
    }

  private:
    static __device__ int split(int i, int n, int parts) {
        return static_cast<int>(static_cast<long long>(i) * n / parts);
    }
    int warp_rows_;
};

/// The field's rows and the image of it beyond its edges, all lanes.
template <int rows>
__device__ void load_tile(const Tile& tile, const gs_field& from, Quad (&state)[rows]) {
    const QuadSource source = quad_source(from, tile.x, tile.periodic);
    RowWalk walk(tile.top + tile.row_of(0), from.rows, tile.periodic);
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i) {
        state[i] = load_quad(source, walk.here());
        walk.next();
    }
}

/// The cells around the tile's own, which its neighbours have written (or this tile, where it is its own
/// neighbour).
template <int rows>
__device__ void load_halo(const Tile& tile, const gs_field& from, Quad (&state)[rows]) {
    const QuadSource source = quad_source(from, tile.x, tile.periodic);
    RowWalk walk(tile.top + tile.row_of(0), from.rows, tile.periodic);
    const bool columns = tile.halo_columns();
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i) {
        if (tile.halo_row(i) || (columns && tile.own_row(i))) state[i] = load_quad(source, walk.here());
        walk.next();
    }
}

/// The lane's four columns of the field's row y, past the L1 cache.
__device__ __forceinline__ void store_quad(const Tile& tile, const gs_field& to, int y, const Quad& quad) {
    const std::ptrdiff_t at = y * to.pitch + tile.x;
    __stcg(reinterpret_cast<float4*>(static_cast<float*>(to.u) + at), pack(quad.u));
    __stcg(reinterpret_cast<float4*>(static_cast<float*>(to.v) + at), pack(quad.v));
}

/// The own cells that neighbours need.
template <int rows>
__device__ void store_border(const Tile& tile, const gs_field& to, const Quad (&state)[rows]) {
    const bool own = tile.own_columns(), columns = tile.border_columns();
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i)
        if ((own && tile.border_row(i)) || (columns && tile.own_row(i)))
            store_quad(tile, to, tile.top + tile.row_of(i), state[i]);
}

/// All own cells: the end of a launch.
template <int rows>
__device__ void store_tile(const Tile& tile, const gs_field& to, const Quad (&state)[rows]) {
    const bool own = tile.own_columns();
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i)
        if (own && tile.own_row(i)) store_quad(tile, to, tile.top + tile.row_of(i), state[i]);
}

/// Tells that this tile's border number `exchange` is written, and waits until those of the up to eight tiles
/// around it are. Borders are written to two fields by turns: a tile writes its next one only after all
/// around it have written this one, and so have read the one before. Waits make no circle: the tile that has
/// posted the lowest number waits for nobody.
__device__ inline void meet_neighbours(const Tile& tile, const Tiling& t, unsigned* flags,
                                       unsigned exchange) {
    __syncthreads();
    const int thread = static_cast<int>(threadIdx.x);
    if (thread == 0) post(flags[tile.index], exchange);
    if (thread < 9) {
        int column = tile.column + thread % 3 - 1, row = tile.row + thread / 3 - 1;
        const bool there = column >= 0 && column < t.across && row >= 0 && row < t.down;
        if (tile.periodic || there) {
            column = source_index(column, t.across, true);
            row = source_index(row, t.down, true);
            wait(flags[row * t.across + column], exchange);
        }
    }
    __syncthreads();
}

/// The warps' first and last rows in shared memory.
struct EdgeRows {
    float4* base;
    int lane;

    __device__ float4& at(int warp, int which, int field) const {
        return base[((warp * 2 + which) * 2 + field) * 32 + lane];
    }
    __device__ void put(int warp, int which, const Quad& row) const {
        at(warp, which, 0) = pack(row.u);
        at(warp, which, 1) = pack(row.v);
    }
    __device__ Quad get(int warp, int which) const {
        Quad row;
        unpack(at(warp, which, 0), row.u);
        unpack(at(warp, which, 1), row.v);
        return row;
    }
    /// The row above the warp's own, and the one below. The first and the last warp get some row of the tile:
    /// what they compute from it lies in the halo, and is loaded anew before it reaches an own cell.
    __device__ Quad above(int warp) const { return get((warp + kTileWarps - 1) % kTileWarps, 1); }
    __device__ Quad below(int warp) const { return get((warp + 1) % kTileWarps, 0); }
};

/// All warps hand out their edge rows. Two buffers by turns: one barrier is enough.
template <int rows>
__device__ __forceinline__ EdgeRows trade_rows(const Tile& tile, int buffer, const Quad (&state)[rows]) {
    const EdgeRows edge_rows{shared_memory<float4>() + buffer * kTileWarps * 2 * 2 * 32, tile.lane};
    edge_rows.put(tile.warp, 0, state[0]);
    edge_rows.put(tile.warp, 1, state[rows - 1]);
    __syncthreads();
    return edge_rows;
}

/// One step in place, from the first row to the last. A row's new state takes the registers of the row above,
/// which has just been used for the last time.
template <Form form, Edge edge, int rows, class C>
__device__ __forceinline__ void sweep_down(const C& cell, const Edges& edges, const Tile& tile,
                                           Quad (&state)[rows]) {
    const EdgeRows traded = trade_rows(tile, 0, state);
    Quad above = traded.above(tile.warp);
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i) {
        const Quad old = state[i];
        const Quad below = i + 1 < rows ? state[i + 1 < rows ? i + 1 : 0] : traded.below(tile.warp);
        state[i] = step_quad<form, edge>(cell, edges, tile.top + tile.row_of(i), tile.x, above, old, below);
        above = old;
    }
}

/// The same from the last row to the first, with the registers moving back.
template <Form form, Edge edge, int rows, class C>
__device__ __forceinline__ void sweep_up(const C& cell, const Edges& edges, const Tile& tile,
                                         Quad (&state)[rows]) {
    const EdgeRows traded = trade_rows(tile, 1, state);
    Quad below = traded.below(tile.warp);
    GS_UNROLL(32)
    for (int i = rows - 1; i >= 0; --i) {
        const Quad old = state[i];
        const Quad above = i > 0 ? state[i > 0 ? i - 1 : 0] : traded.above(tile.warp);
        state[i] = step_quad<form, edge>(cell, edges, tile.top + tile.row_of(i), tile.x, above, old, below);
        below = old;
    }
}

}  // namespace gs
