// cpu-openmp: cpu-autovec's rows, dealt out in bands to all cores by one OpenMP pragma. It
// is faster because rows of one step don't depend on each other, so that n cores take an
// n-th of the time. What limits it now is memory: each step reads and writes the whole
// field, and the cores share the path to it.
#include <omp.h>

#include <algorithm>

#include "kernels/cpu/textbook_rows.h"
#include "kernels/cpu/threads.h"
#include "kernels/host/cores.h"
#include "kernels/host/denormals.h"
#include "kernels/host/tsan.h"

namespace {

/// One thread's share of a step.
void band(const gs_params& params, const gs_field& in, const gs_field& out, int thread, int threads) {
    const gs::FlushDenormals flush;
    const auto first = [&](int i) { return static_cast<int>(std::int64_t{in.rows} * i / threads); };
    for (int y = first(thread); y < first(thread + 1); ++y) gs::step_row(params, in, out, y);
}

/// The threads' shares are joined at the end of the region.
GS_NO_TSAN void all_bands(int threads, const gs_params& params, const gs_field& in, const gs_field& out) {
    char start = 0, end = 0;
    GS_HAPPENS_BEFORE(&start);
#pragma omp parallel num_threads(threads)
    {
        GS_HAPPENS_AFTER(&start);
        band(params, in, out, omp_get_thread_num(), omp_get_num_threads());
        GS_HAPPENS_BEFORE(&end);
    }
    GS_HAPPENS_AFTER(&end);
}

const char* step(void* self, const gs_params* params, const gs_field* in, const gs_field* out, void*) {
    all_bands(static_cast<gs::ThreadCount*>(self)->threads, *params, *in, *out);
    return nullptr;
}

/// How many threads a region gets that asks for so many: OMP_THREAD_LIMIT and
/// OMP_DYNAMIC may give it fewer.
GS_NO_TSAN int threads_given(int wanted) {
    int given = 1;
    char start = 0, end = 0;
    GS_HAPPENS_BEFORE(&start);
#pragma omp parallel num_threads(wanted)
    {
        GS_HAPPENS_AFTER(&start);
        if (omp_get_thread_num() == 0) given = omp_get_num_threads();
        GS_HAPPENS_BEFORE(&end);
    }
    GS_HAPPENS_AFTER(&end);
    return given;
}

void* open(const gs_problem* problem, const std::int64_t* knobs, void*, char*, std::size_t) {
    const int wanted = knobs[0] != 0 ? static_cast<int>(knobs[0]) : gs::thread_default().threads;
    return gs::opened_with_threads("", threads_given(std::min(wanted, problem->rows)));
}

constexpr gs_knob kKnobs[] = {
    {"threads", "Threads",
     "Threads that share the rows; 0 takes all cores, or as many as OMP_NUM_THREADS says.", 0, 1024, 0, 1,
     nullptr}};

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_openmp(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k =
            gs::threaded_row("cpu-openmp", "OpenMP threads",
                             "The rows of cpu-autovec, dealt out to all cores by one OpenMP pragma.");
        k.rank = 30;
        gs::give_knobs(k, kKnobs);
        k.knobs_in_use = [](void* self, std::int64_t* values) {
            values[0] = static_cast<gs::ThreadCount*>(self)->threads;
        };
        k.open = open;
        k.step = step;
        return k;
    }();
    return &kernel;
}
