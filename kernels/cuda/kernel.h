// What the tables and the states of all CUDA kernels share.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>

#include "kernels/cuda/unavailable.h"
#include "kernels/kernel_api.h"

namespace gs {

/// A table with what is the same in each of them; the kernel fills in the rest.
inline gs_kernel cuda_kernel() {
    gs_kernel k{};
    k.abi = GS_KERNEL_ABI;
    k.size = sizeof k;
    k.memory = GS_CUDA;
    k.scalar = GS_F32;
    k.unavailable = cuda_unavailable;
    return k;
}

/// The same for a kernel with knobs, and with a State in whose `words` stands what it runs with.
template <class State, int count>
gs_kernel cuda_kernel(const gs_knob (&knobs)[count]) {
    gs_kernel k = cuda_kernel();
    k.knobs = knobs;
    k.knob_count = count;
    k.close = [](void* self) { delete static_cast<State*>(self); };
    k.describe = [](void* self) -> const char* { return static_cast<State*>(self)->words; };
    return k;
}

/// What `open` returns: the state, or where it `failed` NULL and the reason in `why`.
template <class State>
void* opened(std::unique_ptr<State> state, const char* failed, char* why, std::size_t why_size) {
    if (failed == nullptr) return state.release();
    std::snprintf(why, why_size, "%s", failed);
    return nullptr;
}

}  // namespace gs
