// cuda-shared: a block loads its tile and one ring of halo cells into shared memory once, and
// its threads read their neighbours there. It is faster if the cache is small, because a
// cell is fetched from global memory about once instead of nine times, and because the halo's
// load treats the boundary, so that a step is one launch. What limits it now: a barrier
// between loading and computing, 18 loads from shared memory per cell, and 16 bytes of global
// memory traffic per cell and step.
#include "kernels/cuda/boundary.h"
#include "kernels/cuda/kernel_rows.h"
#include "kernels/cuda/launch.h"
#include "kernels/cuda/textbook.h"

namespace {

constexpr int kTileCols = 32, kTileRows = 8;
constexpr int kHaloCols = kTileCols + 2, kHaloRows = kTileRows + 2;

struct Edges {
    int boundary;
    /// What ghost cells hold when the boundary is fixed.
    float u, v;
};

/// The tile with its halo, from global memory; all threads of the block take part.
__device__ void load_tile(const gs_field& in, const Edges& edges, float (*u)[kHaloCols],
                          float (*v)[kHaloCols]) {
    const int top = static_cast<int>(blockIdx.y) * kTileRows - 1;
    const int left = static_cast<int>(blockIdx.x) * kTileCols - 1;
    const int thread = static_cast<int>(threadIdx.y) * kTileCols + static_cast<int>(threadIdx.x);
    for (int i = thread; i < kHaloRows * kHaloCols; i += kTileRows * kTileCols) {
        const int row = i / kHaloCols, col = i % kHaloCols;
        int y = top + row, x = left + col;
        const bool outside = x < 0 || y < 0 || x >= in.cols || y >= in.rows;
        if (outside && edges.boundary == GS_FIXED) {
            u[row][col] = edges.u;
            v[row][col] = edges.v;
            continue;
        }
        y = gs::source_index(y, in.rows, edges.boundary == GS_PERIODIC);
        x = gs::source_index(x, in.cols, edges.boundary == GS_PERIODIC);
        u[row][col] = static_cast<const float*>(in.u)[y * in.pitch + x];
        v[row][col] = static_cast<const float*>(in.v)[y * in.pitch + x];
    }
}

__global__ void shared_step(gs::Rates<float> rates, Edges edges, gs_field in, gs_field out) {
    __shared__ float u[kHaloRows][kHaloCols];
    __shared__ float v[kHaloRows][kHaloCols];
    load_tile(in, edges, u, v);
    __syncthreads();

    const int x = static_cast<int>(blockIdx.x) * kTileCols + static_cast<int>(threadIdx.x);
    const int y = static_cast<int>(blockIdx.y) * kTileRows + static_cast<int>(threadIdx.y);
    if (x >= in.cols || y >= in.rows) return;
    const unsigned row = threadIdx.y + 1, col = threadIdx.x + 1;
    gs::react(gs::around(u[row - 1], u[row], u[row + 1], col),
              gs::around(v[row - 1], v[row], v[row + 1], col), gs::rates_at(rates, in, y, x),
              static_cast<float*>(out.u)[y * out.pitch + x], static_cast<float*>(out.v)[y * out.pitch + x]);
}

const char* step(void*, const gs_params* params, const gs_field* in, const gs_field* out, void* stream) {
    const dim3 block(kTileCols, kTileRows);
    const dim3 grid(gs::blocks_for(in->cols, kTileCols), gs::blocks_for(in->rows, kTileRows));
    const Edges edges{params->boundary, static_cast<float>(params->boundary_u),
                      static_cast<float>(params->boundary_v)};
    return gs::launch({grid, block, 0, static_cast<cudaStream_t>(stream)}, shared_step,
                      gs::rates_of<float>(*params), edges, *in, *out);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_shared(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_shared_row();
        k.refuse = gs::refuse_rows;
        k.step = step;
        return k;
    }();
    return &kernel;
}
