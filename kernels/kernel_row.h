// What each row of the list of kernels begins with.
#pragma once

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

}  // namespace gs
