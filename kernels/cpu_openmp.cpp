// cpu-openmp: cpu-autovec's rows, dealt out in bands to all cores by one OpenMP pragma. It is faster because
// rows of one step don't depend on each other, so that n cores take an n-th of the time. What limits it now
// is memory: each step reads and writes the whole field, and the cores share the path to it.
#include <omp.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "kernels/denormals.h"
#include "kernels/rows.h"
#include "kernels/tsan.h"

namespace {

struct State {
    int threads;
    char text[32];
};

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
    all_bands(std::min(static_cast<State*>(self)->threads, in->rows), *params, *in, *out);
    return nullptr;
}

void* open(const gs_problem*, const std::int64_t* knobs, void*, char*, std::size_t) {
    auto state = std::make_unique<State>();
    state->threads = knobs[0] != 0 ? static_cast<int>(knobs[0]) : omp_get_num_procs();
    std::snprintf(state->text, sizeof state->text, "%d thread%s", state->threads,
                  state->threads == 1 ? "" : "s");
    return state.release();
}

void close(void* self) {
    delete static_cast<State*>(self);
}

constexpr gs_knob kKnobs[] = {
    {"threads", "Threads", "Threads that share the rows; 0 takes all cores.", 0, 1024, 0, 1}};

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_openmp(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k{};
        k.abi = GS_KERNEL_ABI;
        k.size = sizeof k;
        k.id = "cpu-openmp";
        k.label = "OpenMP threads";
        k.summary = "The rows of cpu-autovec, dealt out to all cores by one OpenMP pragma.";
        k.scalar = GS_F32;
        k.ghost = 1;
        k.knobs = kKnobs;
        k.knob_count = 1;
        k.open = open;
        k.close = close;
        k.step = step;
        k.describe = [](void* self) -> const char* { return static_cast<State*>(self)->text; };
        k.threads = [](void* self) -> std::int32_t { return static_cast<State*>(self)->threads; };
        return k;
    }();
    return &kernel;
}
