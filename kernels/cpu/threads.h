// What a kernel keeps between calls that shares rows out to threads
// and knows nothing else: how many.
#pragma once

#include <cstdint>
#include "kernels/kernel_row.h"

namespace gs {

struct ThreadCount {
    int threads;
    /// What the overlay says.
    char words[48];
};

/// What `open` returns. pool: who runs the threads, "TBB, " or nothing.
inline void* opened_with_threads(const char* pool, int threads) {
    auto state = std::make_unique<ThreadCount>();
    state->threads = threads;
    std::snprintf(state->words, sizeof state->words, "%s%d thread%s", pool, threads, threads == 1 ? "" : "s");
    return state.release();
}

/// A row with what such kernels share; the kernel fills in the rest.
inline gs_kernel threaded_row(const char* id, const char* label, const char* summary) {
    gs_kernel k = kernel_row(id, label, summary);
    k.wants_ghosts = 1;
    keep_state<ThreadCount>(k);
    k.threads = [](void* self) -> std::int32_t { return static_cast<ThreadCount*>(self)->threads; };
    return k;
}

}  // namespace gs
