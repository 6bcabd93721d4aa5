// cuda-thrust: the step of one cell is a function object, and the library's for_each decides how
// threads and blocks call it. It is not faster than cuda-naive, but shorter: no index arithmetic of
// threads, no launch, and the same source runs on other back ends. What limits it now is what
// limits cuda-naive, and a division that turns a cell's number into its row and column, since
// for_each knows one dimension only.
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/system/cuda/execution_policy.h>

#include <exception>

#include "kernels/cuda/kernel_rows.h"
#include "kernels/cuda/launch.h"
#include "kernels/cuda/textbook.h"

namespace {

/// Steps the cell with this number, counted row by row.
struct StepCell {
    gs::Rates<float> rates;
    gs_field in, out;

    GS_HD void operator()(int cell) const { gs::step_cell(rates, in, out, cell / in.cols, cell % in.cols); }
};

const char* step(void*, const gs_params* params, const gs_field* in, const gs_field* out, void* stream) {
    const auto queued = thrust::cuda::par_nosync.on(static_cast<cudaStream_t>(stream));
    try {
        thrust::for_each_n(queued, thrust::counting_iterator<int>(0), in->rows * in->cols,
                           StepCell{gs::rates_of<float>(*params), *in, *out});
    } catch (const std::exception&) {
        const char* why = gs::message_of(cudaGetLastError());
        return why != nullptr ? why : "Thrust could not start the step";
    }
    return nullptr;
}

/// Cells are numbered with 31 bits.
const char* refuse(const gs_problem* problem) {
    return static_cast<long long>(problem->rows) * problem->cols > 2147483647LL
               ? "it takes at most 2147483647 cells"
               : nullptr;
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_thrust(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_thrust_row();
        k.refuse = refuse;
        k.step = step;
        return k;
    }();
    return &kernel;
}
