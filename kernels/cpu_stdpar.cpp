// cpu-stdpar: the same rows as cpu-openmp, dealt out by a C++17 parallel algorithm instead of a pragma.
// It is no faster: the standard library gives each row to a pool of worker threads (TBB) and balances them,
// which is worth something where cores are unequal or busy. What limits it is memory, as before, and the
// bookkeeping of a thousand small tasks a step.
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstdio>
#include <execution>
#include <memory>
#include <new>
#include <numeric>
#include <vector>

#include "kernels/denormals.h"
#include "kernels/rows.h"

namespace {

struct State {
    std::vector<int> rows;
    int threads;
    char text[48];
};

// ThreadSanitizer does not see how TBB, which is not compiled with it, hands work to its threads.
#if defined(GS_SANITIZE_thread)
constexpr auto kPolicy = std::execution::seq;
#else
constexpr auto kPolicy = std::execution::par;
#endif

const char* step(void* self, const gs_params* params, const gs_field* in, const gs_field* out, void*) {
    const auto& rows = static_cast<State*>(self)->rows;
    std::for_each(kPolicy, rows.begin(), rows.end(), [=](int y) {
        const gs::FlushDenormals flush;
        gs::step_row(*params, *in, *out, y);
    });
    return nullptr;
}

void* open(const gs_problem* problem, const std::int64_t*, void*, char* why, std::size_t why_size) try {
    auto state = std::make_unique<State>();
    state->rows.resize(static_cast<std::size_t>(problem->rows));
    std::iota(state->rows.begin(), state->rows.end(), 0);
    state->threads = tbb::this_task_arena::max_concurrency();
    std::snprintf(state->text, sizeof state->text, "TBB, %d thread%s", state->threads,
                  state->threads == 1 ? "" : "s");
    return state.release();
} catch (const std::bad_alloc&) {
    std::snprintf(why, why_size, "no memory for the list of rows");
    return nullptr;
}

void close(void* self) {
    delete static_cast<State*>(self);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_stdpar(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k{};
        k.abi = GS_KERNEL_ABI;
        k.size = sizeof k;
        k.id = "cpu-stdpar";
        k.label = "C++17 parallel algorithm";
        k.summary = "std::for_each with a parallel execution policy over the rows of cpu-autovec.";
        k.instead = "cpu-openmp";
        k.scalar = GS_F32;
        k.ghost = 1;
        k.open = open;
        k.close = close;
        k.step = step;
        k.describe = [](void* self) -> const char* { return static_cast<State*>(self)->text; };
        k.threads = [](void* self) -> std::int32_t { return static_cast<State*>(self)->threads; };
        return k;
    }();
    return &kernel;
}
