// cuda-naive: one thread computes one cell, and reads its 18 neighbours from global memory through
// pointers that have ghost cells around them. It is faster than any loop because tens of thousands
// of threads wait for memory at the same time, so that the memory never waits for them. What limits
// it now: 18 loads of 4 bytes per cell, and two launches per step, one of them for the ghost cells
// of both fields.
#include "kernels/cuda/kernel_rows.h"
#include "kernels/cuda/launch.h"
#include "kernels/cuda/textbook.h"

namespace {

__global__ void naive_step(gs::Rates<float> rates, gs_field in, gs_field out) {
    const int x = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    const int y = static_cast<int>(blockIdx.y * blockDim.y + threadIdx.y);
    if (x < in.cols && y < in.rows) gs::step_cell(rates, in, out, y, x);
}

const char* step(void*, const gs_params* params, const gs_field* in, const gs_field* out, void* stream) {
    const dim3 block(32, 8);
    const dim3 grid(gs::blocks_for(in->cols, 32), gs::blocks_for(in->rows, 8));
    return gs::launch({grid, block, 0, static_cast<cudaStream_t>(stream)}, naive_step,
                      gs::rates_of<float>(*params), *in, *out);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_naive(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_naive_row();
        k.refuse = gs::refuse_rows;
        k.step = step;
        return k;
    }();
    return &kernel;
}
