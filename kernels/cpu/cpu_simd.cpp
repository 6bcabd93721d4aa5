// cpu-simd: the minimal algebra, 14 operations per cell instead of some 40, written as vectors by
// hand; threads stay alive between steps. It is faster because sums of columns are shared by
// three outputs, products and sums are fused, and three rows are computed at once from
// registers. What limits it now is memory alone: 16 bytes per cell and step must come and go, and
// the arithmetic waits for them.
#include "kernels/cpu/simd_kernel.h"

namespace {

void* open(const gs_problem* problem, const std::int64_t* knobs, void*, char* why, std::size_t why_size) {
    return gs::open_simd(*problem, knobs, {}, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_simd(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k =
            gs::simd_row("cpu-simd", "Explicit SIMD",
                         "The fewest operations that were found, in vectors written by hand, on all cores.");
        k.rank = 40;
        k.fallback = "cpu-openmp";
        gs::give_knobs(k, gs::kTeamKnobs);
        k.open = open;
        return k;
    }();
    return &kernel;
}
