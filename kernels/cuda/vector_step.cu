#include "kernels/cuda/vector_step.h"

#include <algorithm>
#include <cstring>

#include "kernels/cuda/boundary.h"
#include "kernels/cuda/minimal.h"

namespace {

using gs::Column;
using gs::Form;
using gs::kLaneCells;
using gs::Quad;

/// A lane's four columns of one row, and the column beside the warp's
/// that its first or last lane needs.
struct Row {
    Quad cells;
    float outer_u, outer_v;
};

/// Where a lane reads.
struct Lane {
    std::ptrdiff_t pitch;
    const float *u, *v;
    /// Its first column; beyond the field for the last lanes of a row.
    int x;
    /// What it reads instead of x if that is too far: neighbours want no more than cell `cols`.
    int from;
    /// The column beside the warp.
    int outer;
    /// Whether it is the warp's first or last lane.
    bool first, last;
};

__device__ Lane lane_of(const gs_field& in) {
    Lane lane{};
    lane.pitch = in.pitch;
    lane.u = static_cast<const float*>(in.u);
    lane.v = static_cast<const float*>(in.v);
    lane.x = static_cast<int>(blockIdx.x * 32 + threadIdx.x) * kLaneCells;
    const int furthest = in.cols / kLaneCells * kLaneCells;
    lane.from = lane.x < furthest ? lane.x : furthest;
    lane.first = threadIdx.x == 0;
    lane.last = threadIdx.x == 31;
    lane.outer = lane.first ? lane.from - 1 : lane.x < in.cols ? lane.x + kLaneCells : lane.from;
    return lane;
}

__device__ Row load(const Lane& lane, int y) {
    Row row;
    const std::ptrdiff_t start = y * lane.pitch;
    gs::unpack(*reinterpret_cast<const float4*>(lane.u + start + lane.from), row.cells.u);
    gs::unpack(*reinterpret_cast<const float4*>(lane.v + start + lane.from), row.cells.v);
    row.outer_u = row.outer_v = 0;
    if (lane.first || lane.last) {
        row.outer_u = lane.u[start + lane.outer];
        row.outer_v = lane.v[start + lane.outer];
    }
    return row;
}

/// The columns of one field with those beside them: [0] and [5] come from the neighbouring lanes,
/// or, at the warp's ends, from the outer column.
template <Form form, class C>
__device__ void gather(const C& cell, const float (&north)[kLaneCells], const float (&centre)[kLaneCells],
                       const float (&south)[kLaneCells], const Column<float>& outer, const Lane& lane,
                       Column<float> (&columns)[kLaneCells + 2]) {
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) columns[i + 1] = cell.column(north[i], centre[i], south[i]);
    const Column<float> west = gs::from_lane_before<form>(columns[kLaneCells]);
    const Column<float> east = gs::from_lane_behind<form>(columns[1]);
    columns[0] = lane.first ? outer : west;
    columns[kLaneCells + 1] = lane.last ? outer : east;
}

template <Form form, class C>
__device__ Quad compute(const C& cell, const Row& north, const Row& centre, const Row& south,
                        const Lane& lane, const gs_field& in, int y) {
    Column<float> u[kLaneCells + 2], v[kLaneCells + 2];
    gather<form>(cell, north.cells.u, centre.cells.u, south.cells.u,
                 cell.column(north.outer_u, centre.outer_u, south.outer_u), lane, u);
    gather<form>(cell, north.cells.v, centre.cells.v, south.cells.v,
                 cell.column(north.outer_v, centre.outer_v, south.outer_v), lane, v);
    Quad next;
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) {
        float f = cell.f, weight_u = cell.gu, weight_v = cell.gv;
        if (in.feed != nullptr) {
            const std::ptrdiff_t at = y * in.pitch + lane.from + i;
            cell.vary(static_cast<const float*>(in.feed)[at], static_cast<const float*>(in.kill)[at], f,
                      weight_u, weight_v);
        }
        cell.react(centre.cells.u[i], centre.cells.v[i], cell.diffuse_u(u[i], u[i + 1], u[i + 2], f),
                   cell.diffuse_v(v[i], v[i + 1], v[i + 2]), weight_u, weight_v, next.u[i], next.v[i]);
    }
    return next;
}

/// The three places along one axis that hold the value of cell i of n: itself, and ghosts if it
/// lies at an edge (else itself again, so that nothing is indexed at run time).
struct Places {
    int itself, beyond_first, beyond_last;
};

__device__ Places places_of(int i, int n, int boundary) {
    if (boundary == GS_FIXED) return {i, i, i};
    const bool periodic = boundary == GS_PERIODIC;
    return {i, i == 0 ? (periodic ? n : -1) : i, i == n - 1 ? (periodic ? -1 : n) : i};
}

/// Writes a cell at the field's edge, and the ghosts that copy it.
__device__ void store_edge_cell(const gs_field& out, int y, int x, int boundary, float u, float v) {
    const Places rows = places_of(y, out.rows, boundary), cols = places_of(x, out.cols, boundary);
    const auto put = [&](int row, int col) {
        const std::ptrdiff_t at = row * out.pitch + col;
        static_cast<float*>(out.u)[at] = u;
        static_cast<float*>(out.v)[at] = v;
    };
    const auto put_row = [&](int row) {
        put(row, cols.itself);
        put(row, cols.beyond_first);
        put(row, cols.beyond_last);
    };
    put_row(rows.itself);
    put_row(rows.beyond_first);
    put_row(rows.beyond_last);
}

__device__ void store(const gs_field& out, int y, int x, int boundary, const Quad& next) {
    const bool inside = y > 0 && y < out.rows - 1 && x > 0 && x + kLaneCells < out.cols;
    if (inside) {
        const std::ptrdiff_t at = y * out.pitch + x;
        *reinterpret_cast<float4*>(static_cast<float*>(out.u) + at) = gs::pack(next.u);
        *reinterpret_cast<float4*>(static_cast<float*>(out.v) + at) = gs::pack(next.v);
        return;
    }
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i)
        if (x + i < out.cols) store_edge_cell(out, y, x + i, boundary, next.u[i], next.v[i]);
}

template <Form form>
__global__ void __launch_bounds__(32 * gs::VectorTile::kMostWarps)
    minimal_step(const gs::Minimal* coefficients, int boundary, gs_field in, gs_field out,
                 int rows_a_thread) {
    const gs::Cell<form, false> cell(*coefficients, in.feed != nullptr);
    const int top = static_cast<int>(blockIdx.y * blockDim.y + threadIdx.y) * rows_a_thread;
    if (top >= in.rows) return;  // whole warps only: the others shuffle
    const int bottom = top + rows_a_thread < in.rows ? top + rows_a_thread : in.rows;
    const Lane lane = lane_of(in);
    Row north = load(lane, top - 1), centre = load(lane, top);
    for (int y = top; y < bottom; ++y) {
        const Row south = load(lane, y + 1);
        store(out, y, lane.x, boundary, compute<form>(cell, north, centre, south, lane, in, y));
        north = centre;
        centre = south;
    }
}

__global__ void store_one(gs::Minimal value, gs::Minimal* to) {
    *to = value;
}

}  // namespace

namespace gs {

/// They travel as a kernel's argument, by value: a copy from the host's memory may read it later
/// than the call returns.
const char* CudaCoefficients::update(const gs_params& p, void* stream) {
    const Minimal wanted = minimal_of(p);
    if (changes_ > 0 && std::memcmp(&wanted, &host_, sizeof wanted) == 0) return nullptr;
    host_ = wanted;
    ++changes_;
    return launch({dim3(1), dim3(1), 0, static_cast<cudaStream_t>(stream)}, store_one, host_, device_);
}

const char* prepare_ghosts(const gs_params& p, const gs_field fields[2], int current, void* stream) {
    for (int i = 0; i < 2; ++i) {
        if (i != current && p.boundary != GS_FIXED) continue;
        if (const char* why = fill_ghosts_cuda<float>(fields[i], p, stream)) return why;
    }
    return nullptr;
}

const char* vector_steps(const CudaCoefficients& coefficients, int boundary, const gs_field fields[2],
                         int& current, std::int64_t steps, const VectorTile& tile, const Queue& queue) {
    const dim3 block(32, static_cast<unsigned>(tile.warps_a_block));
    // Grids have up to 65535 blocks from top to bottom.
    const int rows = std::max(tile.rows_a_thread, fields[0].rows / (65535 * tile.warps_a_block) + 1);
    const dim3 grid(blocks_for(fields[0].cols, kWarpCells),
                    blocks_for(fields[0].rows, rows * tile.warps_a_block));
    const Form form = coefficients.on_host().form;
    const auto kernel = form == Form::Separable   ? minimal_step<Form::Separable>
                        : form == Form::FivePoint ? minimal_step<Form::FivePoint>
                                                  : minimal_step<Form::General>;
    for (; steps > 0; --steps) {
        if (const char* why =
                launch({grid, block, 0, queue.stream, queue.chain}, kernel, coefficients.on_device(),
                       boundary, fields[current], fields[1 - current], rows))
            return why;
        current = 1 - current;
    }
    return nullptr;
}

}  // namespace gs
