// A tile of the field in the registers of one block: how it is stepped, how it meets its
// neighbours, and the kernel of cuda-persistent that is made of that.
#pragma once

#include <type_traits>

#include "kernels/cuda/flag.h"
#include "kernels/cuda/plan.h"
#include "kernels/cuda/strip_step.h"

namespace gs {

static_assert(kTileBorder == kLaneCells, "one lane on each side holds the border");

/// How tiles hand each other their borders. Only Full computes the field; the others leave out a
/// part of it, so that a measurement can price that part (GS_ABLATIONS).
enum class Exchange {
    Full,
    /// Borders are written, flags are posted, and no tile waits.
    NoWait,
    /// Nothing is written, posted or read: arithmetic alone.
    None,
    /// Waits without acquiring what the neighbours have written.
    RelaxedPoll
};

/// What a thread knows of its tile. Row i of warp w is the tile's row w * rows_a_warp + i; the
/// tile's rows [4, 4 + height) and columns are its own, four more on each side are the halo, and
/// what lies beyond is computed and not used.
struct Tile {
    /// The tile's number, row by row.
    int index;
    int warp, lane;
    /// Rows that a warp holds, and how many of them lie in shared memory.
    int rows_a_warp, in_shared;
    /// The number of own rows.
    int height;
    /// The field's row that is the tile's row 0.
    int top;
    /// The lane's first column.
    int x;
    /// Own columns [left, right).
    int left, right;

    __device__ Tile(const Edges& edges, const Tiling& t, const TileRows& rows) {
        index = static_cast<int>(blockIdx.x);
        // By a shuffle, so that the compiler knows that the warp's lanes agree on it.
        warp = __shfl_sync(kAllLanes, static_cast<int>(threadIdx.x) / 32, 0);
        lane = static_cast<int>(threadIdx.x) % 32;
        rows_a_warp = rows.all();
        in_shared = rows.shared;
        const int column = index % t.across, row = index / t.across, first = split(row, t.rows, t.down);
        height = split(row + 1, t.rows, t.down) - first;
        top = first - kTileBorder;
        left = split(column, t.groups, t.across) * kLaneCells;
        right = split(column + 1, t.groups, t.across) * kLaneCells;
        if (right > edges.cols) right = edges.cols;
        x = left + (lane - 1) * kLaneCells;
    }

    /// The tile's row that is row i of this warp.
    __device__ int row_of(int i) const { return warp * rows_a_warp + i; }
    __device__ bool own_columns() const { return x >= left && x < right; }
    __device__ bool own_row(int i) const {
        return row_of(i) >= kTileBorder && row_of(i) < kTileBorder + height;
    }
    /// Columns that a neighbour needs, or that are a neighbour's.
    __device__ bool border_columns() const {
        return own_columns() && (x < left + kTileBorder || x + kLaneCells > right - kTileBorder);
    }
    __device__ bool halo_columns() const {
        return x < left || (x + kLaneCells > right && x < right + kTileBorder);
    }
    __device__ bool border_row(int i) const {
        return own_row(i) && (row_of(i) < 2 * kTileBorder || row_of(i) >= height);
    }
    __device__ bool halo_row(int i) const {
        return row_of(i) < kTileBorder ||
               (row_of(i) >= kTileBorder + height && row_of(i) < 2 * kTileBorder + height);
    }

  private:
    static __device__ int split(int i, int n, int parts) {
        return static_cast<int>(static_cast<long long>(i) * n / parts);
    }
};

/// The beginning of the block's dynamic shared memory, 16-byte aligned.
__device__ inline float4* shared_memory() {
#if defined(GS_CUDA_EMULATION)
    return static_cast<float4*>(emulation::shared_memory());
#else
    extern __shared__ float4 gs_shared_bytes[];
    return gs_shared_bytes;
#endif
}

/// A row of one lane's cells in shared memory, both fields.
struct SharedRow {
    float4 *u, *v;

    __device__ Quad get() const {
        Quad row;
        unpack(*u, row.u);
        unpack(*v, row.v);
        return row;
    }
    __device__ void put(const Quad& row) const {
        *u = pack(row.u);
        *v = pack(row.v);
    }
};

/// The block's shared memory: edge rows that warps hand each other, rows that find no
/// place in registers, and where each row and column of the tile lies in the field, found
/// once instead of at every exchange.
struct TileMemory {
    float4 *edges, *rows;
    /// The field's column for each column of the tile, counted from the first lane's.
    unsigned* column;
    /// The field's row for each row of the tile.
    int* row;
    /// The tiles around this one, row by row, itself in the middle; -1: none.
    int* neighbour;

    /// buffers: how many there are for edge rows, 1 or 2.
    __device__ TileMemory(const TileRows& heights, int buffers) {
        edges = shared_memory();
        rows = edges + buffers * kTileWarps * 2 * 2 * 32;
        column = reinterpret_cast<unsigned*>(rows + heights.shared * kTileWarps * 2 * 32);
        row = reinterpret_cast<int*>(column + kWarpCells);
        neighbour = row + kTileWarps * heights.all();
    }

    /// Row i of the warp's rows in shared memory.
    __device__ SharedRow own(const Tile& tile, int i) const {
        float4* at = rows + (tile.warp * tile.in_shared + i) * 2 * 32 + tile.lane;
        return {at, at + 32};
    }
};

/// Fills in where the tile lies; all threads, before a barrier.
__device__ inline void map_tile(const Tile& tile, const Tiling& t, const Edges& edges,
                                const TileMemory& memory) {
    const bool periodic = edges.boundary == GS_PERIODIC;
    const int thread = static_cast<int>(threadIdx.x);
    const int first = tile.left - kLaneCells;
    for (int i = thread; i < kWarpCells; i += kTileThreads)
        memory.column[i] = static_cast<unsigned>(source_index(first + i, edges.cols, periodic));
    for (int i = thread; i < kTileWarps * tile.rows_a_warp; i += kTileThreads)
        memory.row[i] = source_index(tile.top + i, edges.rows, periodic);
    if (thread >= 9) return;
    const int column = tile.index % t.across + thread % 3 - 1, row = tile.index / t.across + thread / 3 - 1;
    const bool there = column >= 0 && column < t.across && row >= 0 && row < t.down;
    memory.neighbour[thread] =
        there || periodic ? source_index(row, t.down, true) * t.across + source_index(column, t.across, true)
                          : -1;
}

/// Where this lane reads, from what map_tile found.
__device__ inline QuadSource mapped_source(const gs_field& field, const Tile& tile,
                                           const TileMemory& memory) {
    return quad_source(field, tile.x, [&](int i) { return memory.column[tile.lane * kLaneCells + i]; });
}

/// Calls visit(i, row) for all rows of the warp. Those in shared memory are copied to registers,
/// and back if visit may change them.
template <int rows, class Visit>
__device__ __forceinline__ void visit_rows(const Tile& tile, const TileMemory& memory, Quad (&state)[rows],
                                           const Visit& visit) {
    for (int i = 0; i < tile.in_shared; ++i) {
        Quad row = memory.own(tile, i).get();
        visit(i, row);
        if constexpr (!std::is_invocable_v<Visit, int, const Quad&>) memory.own(tile, i).put(row);
    }
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i) visit(tile.in_shared + i, state[i]);
}

/// The cells of all lanes, of the field or of what lies beyond its edges.
template <int rows, Edge edge>
__device__ void load_tile(const Tile& tile, const TileMemory& memory, const Beyond<edge>& beyond,
                          const gs_field& from, Quad (&state)[rows]) {
    const QuadSource source = mapped_source(from, tile, memory);
    visit_rows(tile, memory, state, [&](int i, Quad& row) {
        row = load_quad(source, memory.row[tile.row_of(i)]);
        beyond.hold(tile.top + tile.row_of(i), row);
    });
}

/// The cells around the tile's own, which its neighbours have written (or this tile,
/// if it is its own neighbour).
template <int rows, Edge edge>
__device__ void load_halo(const Tile& tile, const TileMemory& memory, const Beyond<edge>& beyond,
                          const gs_field& from, Quad (&state)[rows]) {
    const QuadSource source = mapped_source(from, tile, memory);
    const bool columns = tile.halo_columns();
    visit_rows(tile, memory, state, [&](int i, Quad& row) {
        if (!tile.halo_row(i) && !(columns && tile.own_row(i))) return;
        row = load_quad(source, memory.row[tile.row_of(i)]);
        beyond.hold(tile.top + tile.row_of(i), row);
    });
}

/// The lane's four columns of the field's row y, past the L1 cache.
__device__ __forceinline__ void store_quad(const Tile& tile, const gs_field& to, int y, const Quad& quad) {
    const std::ptrdiff_t at = y * to.pitch + tile.x;
    __stcg(reinterpret_cast<float4*>(static_cast<float*>(to.u) + at), pack(quad.u));
    __stcg(reinterpret_cast<float4*>(static_cast<float*>(to.v) + at), pack(quad.v));
}

/// The own cells that neighbours need.
template <int rows>
__device__ void store_border(const Tile& tile, const TileMemory& memory, const gs_field& to,
                             Quad (&state)[rows]) {
    const bool own = tile.own_columns(), columns = tile.border_columns();
    visit_rows(tile, memory, state, [&](int i, const Quad& row) {
        if ((own && tile.border_row(i)) || (columns && tile.own_row(i)))
            store_quad(tile, to, tile.top + tile.row_of(i), row);
    });
}

/// All own cells: the end of a launch.
template <int rows>
__device__ void store_tile(const Tile& tile, const TileMemory& memory, const gs_field& to,
                           Quad (&state)[rows]) {
    const bool own = tile.own_columns();
    visit_rows(tile, memory, state, [&](int i, const Quad& row) {
        if (own && tile.own_row(i)) store_quad(tile, to, tile.top + tile.row_of(i), row);
    });
}

/// Tells that this tile's border number `number` is written, and waits until those of the up to
/// eight tiles around it are. Borders are written to two fields in turn: a tile writes its next
/// one only after all around it have written this one, and so have read the one before. Waits make
/// no circle: the tile that has posted the lowest number waits for no other.
template <Exchange exchange>
__device__ void meet_neighbours(const Tile& tile, const TileMemory& memory, unsigned* flags,
                                unsigned number) {
    __syncthreads();
    const int thread = static_cast<int>(threadIdx.x);
    if (thread == 0) post(flags[tile.index], number);
    if (exchange != Exchange::NoWait && thread < 9) {
        const int neighbour = memory.neighbour[thread];
        if (neighbour >= 0) {
            if constexpr (exchange == Exchange::RelaxedPoll)
                wait_relaxed(flags[neighbour], number);
            else
                wait(flags[neighbour], number);
        }
    }
    __syncthreads();
}

/// The warps' first and last rows in shared memory.
struct EdgeRows {
    float4* base;
    int lane;

    __device__ SharedRow at(int warp, int which) const {
        float4* u = base + (warp * 2 + which) * 2 * 32 + lane;
        return {u, u + 32};
    }
    /// The row above the warp's own, and the one below. The first and the last warp get some
    /// row of the tile: what they compute from it lies in the halo, and is loaded again
    /// before it reaches an own cell.
    __device__ Quad above(int warp) const { return at((warp + kTileWarps - 1) % kTileWarps, 1).get(); }
    __device__ Quad below(int warp) const { return at((warp + 1) % kTileWarps, 0).get(); }
};

/// All warps hand out their edge rows. Two buffers in turn: one barrier is enough. If rows lie in
/// shared memory, there is no room for a second buffer, and one more barrier.
template <bool tall, int rows>
__device__ __forceinline__ EdgeRows trade_rows(const Tile& tile, const TileMemory& memory, int buffer,
                                               const Quad (&state)[rows]) {
    const EdgeRows edge_rows{memory.edges + (tall ? 0 : buffer * kTileWarps * 2 * 2 * 32), tile.lane};
    if constexpr (tall) __syncthreads();
    edge_rows.at(tile.warp, 0).put(tall ? memory.own(tile, 0).get() : state[0]);
    edge_rows.at(tile.warp, 1).put(state[rows - 1]);
    __syncthreads();
    return edge_rows;
}

/// The step of the rows in shared memory from first to last, three at a time. above: the row above
/// them; it becomes the old last one, which is above the first row in registers (`after`).
template <Form form, Edge edge, class C>
__device__ __forceinline__ void sweep_shared_down(const C& cell, const Beyond<edge>& beyond, const Tile& tile,
                                                  const TileMemory& memory, Quad& above, const Quad& after) {
    Quad a = above, b = memory.own(tile, 0).get(), c{};
    const auto step = [&](int i, const Quad& north, const Quad& centre, Quad& south) {
        south = i + 1 < tile.in_shared ? memory.own(tile, i + 1).get() : after;
        memory.own(tile, i).put(
            step_quad<form>(cell, beyond, tile.top + tile.row_of(i), north, centre, south));
    };
    GS_UNROLL(1)
    for (int i = 0; i < tile.in_shared; i += 3) {
        step(i, a, b, c);
        step(i + 1, b, c, a);
        step(i + 2, c, a, b);
    }
    above = a;
}

/// The same from last to first. below: the row below them, which is the first row in registers as
/// it was; first: the row above all of them.
template <Form form, Edge edge, class C>
__device__ __forceinline__ void sweep_shared_up(const C& cell, const Beyond<edge>& beyond, const Tile& tile,
                                                const TileMemory& memory, const Quad& below,
                                                const Quad& first) {
    Quad a = below, b = memory.own(tile, tile.in_shared - 1).get(), c{};
    const auto step = [&](int i, const Quad& south, const Quad& centre, Quad& north) {
        north = i > 0 ? memory.own(tile, i - 1).get() : first;
        memory.own(tile, i).put(
            step_quad<form>(cell, beyond, tile.top + tile.row_of(i), north, centre, south));
    };
    GS_UNROLL(1)
    for (int i = tile.in_shared - 1; i >= 0; i -= 3) {
        step(i, a, b, c);
        step(i - 1, b, c, a);
        step(i - 2, c, a, b);
    }
}

/// One step in place, from the first row to the last. A row's new state takes the registers of the
/// row above, which has just been used for the last time.
template <Form form, bool tall, Edge edge, int rows, class C>
__device__ __forceinline__ void sweep_down(const C& cell, const Beyond<edge>& beyond, const Tile& tile,
                                           const TileMemory& memory, Quad (&state)[rows]) {
    const EdgeRows traded = trade_rows<tall>(tile, memory, 0, state);
    Quad above = traded.above(tile.warp);
    if constexpr (tall) sweep_shared_down<form>(cell, beyond, tile, memory, above, state[0]);
    const int y = tile.top + tile.row_of(tall ? tile.in_shared : 0);
    GS_UNROLL(32)
    for (int i = 0; i < rows; ++i) {
        const Quad old = state[i];
        const Quad below = i + 1 < rows ? state[i + 1 < rows ? i + 1 : 0] : traded.below(tile.warp);
        state[i] = step_quad<form>(cell, beyond, y + i, above, old, below);
        above = old;
    }
}

/// The same from the last row to the first, with the registers moving back.
template <Form form, bool tall, Edge edge, int rows, class C>
__device__ __forceinline__ void sweep_up(const C& cell, const Beyond<edge>& beyond, const Tile& tile,
                                         const TileMemory& memory, Quad (&state)[rows]) {
    const EdgeRows traded = trade_rows<tall>(tile, memory, 1, state);
    Quad below = traded.below(tile.warp);
    const int y = tile.top + tile.row_of(tall ? tile.in_shared : 0);
    GS_UNROLL(32)
    for (int i = rows - 1; i >= 0; --i) {
        const Quad old = state[i];
        const Quad above = i > 0  ? state[i > 0 ? i - 1 : 0]
                           : tall ? memory.own(tile, tile.in_shared - 1).get()
                                  : traded.above(tile.warp);
        state[i] = step_quad<form>(cell, beyond, y + i, above, old, below);
        below = old;
    }
    if constexpr (tall) sweep_shared_up<form>(cell, beyond, tile, memory, below, traded.above(tile.warp));
}

/// The field in the registers of the whole device, for 2 * pairs steps. Between two exchanges lie
/// four steps, the last stretch may be shorter. The sweeps' directions alternate, so that a row's
/// new state lies where the old one lay. rows: in registers; tall: others lie in shared memory.
template <Form form, bool unit_dt, Edge edge, int rows, bool tall, Exchange exchange>
__global__ void __launch_bounds__(kTileThreads, rows <= 6 ? 2 : 1)
    persist(Minimal coefficients, Edges edges, gs_field from, gs_field other, Tiling tiling, TileRows heights,
            int pairs, unsigned* flags) {
    const Cell<form, unit_dt> cell(coefficients, false);
    const TileRows held{rows, tall ? heights.shared : 0};
    const Tile tile(edges, tiling, held);
    const TileMemory memory(held, tall ? 1 : 2);
    const Beyond<edge> beyond(edges, tile.x);
    map_tile(tile, tiling, edges, memory);
    __syncthreads();
    Quad state[rows];
    load_tile(tile, memory, beyond, from, state);
    for (unsigned number = 1;; ++number) {
        const int stretch = pairs < kTileBorder / 2 ? pairs : kTileBorder / 2;
        GS_UNROLL(1)
        for (int i = 0; i < stretch; ++i) {
            sweep_down<form, tall>(cell, beyond, tile, memory, state);
            // Never so. The compiler moves no row across a branch; without one it mixes both
            // sweeps' rows and runs out of registers.
            if (i > edges.rows) return;
            sweep_up<form, tall>(cell, beyond, tile, memory, state);
        }
        pairs -= stretch;
        const gs_field to = number % 2 != 0 ? other : from;
        if (pairs == 0) {
            store_tile(tile, memory, to, state);
            return;
        }
        if constexpr (exchange != Exchange::None) {
            store_border(tile, memory, to, state);
            meet_neighbours<exchange>(tile, memory, flags, number);
            load_halo(tile, memory, beyond, to, state);
        }
    }
}

}  // namespace gs
