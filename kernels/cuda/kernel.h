// What the functions of the CUDA kernels share.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>

#include "kernels/kernel_api.h"

namespace gs {

/// Completes the row of a kernel that has a State in whose `words` stands what it runs with.
template <class State>
void keep_state(gs_kernel& k) {
    k.close = [](void* self) { delete static_cast<State*>(self); };
    k.describe = [](void* self) -> const char* { return static_cast<State*>(self)->words; };
}

/// What `open` returns: the state; if it `failed`, NULL and the reason in `why`.
template <class State>
void* opened(std::unique_ptr<State> state, const char* failed, char* why, std::size_t why_size) {
    if (failed == nullptr) return state.release();
    std::snprintf(why, why_size, "%s", failed);
    return nullptr;
}

}  // namespace gs
