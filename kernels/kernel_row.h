// What each row of the list of kernels begins with, and what kernels that keep a state share.
#pragma once

#include <cstdio>
#include <memory>

#include "kernels/kernel_api.h"

namespace gs {

/// The row of a kernel of this name. All other members are zero, which is the generous default:
/// float32 on the host, one thread, textbook algebra, every problem, no knobs.
inline gs_kernel kernel_row(const char* id, const char* label, const char* summary) {
    gs_kernel k{};
    k.abi = GS_KERNEL_ABI;
    k.size = sizeof k;
    k.id = id;
    k.label = label;
    k.summary = summary;
    return k;
}

/// Gives the row a table of knobs, which lives as long as the program.
template <int count>
void give_knobs(gs_kernel& row, const gs_knob (&knobs)[count]) {
    row.knobs = knobs;
    row.knob_count = count;
}

/// Completes the row of a kernel that has a State in whose `words` stands what it runs with.
template <class State>
void keep_state(gs_kernel& row) {
    row.close = [](void* self) { delete static_cast<State*>(self); };
    row.describe = [](void* self) -> const char* { return static_cast<State*>(self)->words; };
}

/// What `open` returns: the state; if it `failed`, NULL and the reason in `why`.
template <class State>
void* opened(std::unique_ptr<State> state, const char* failed, char* why, std::size_t why_size) {
    if (failed == nullptr) return state.release();
    std::snprintf(why, why_size, "%s", failed);
    return nullptr;
}

}  // namespace gs
