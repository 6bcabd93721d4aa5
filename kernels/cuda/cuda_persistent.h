// The row of cuda-persistent: what can be said of it without a CUDA toolkit.
// cuda_persistent.cu adds the functions.
#pragma once

#include "kernels/cuda/plan.h"
#include "kernels/cuda/row.h"

namespace gs {

/// The places of its knobs.
enum PersistentKnob { kPersistentRows, kPersistentSteps };

inline constexpr gs_knob kPersistentKnobs[] = {
    {"rows", "Rows per warp",
     "Rows that a warp holds: 6, 10, 12, 15, 18 in registers, up to 42 with shared memory; 0: by the size.",
     0, kTallestRegisters + kMostSharedRows, 0, 1},
    {"launch", "Steps per launch", "Steps that the field stays on the chip before it is written to memory.",
     2, 16384, 1024, 0}};

/// All but the functions.
inline gs_kernel cuda_persistent_row() {
    gs_kernel k = cuda_row(
        "cuda-persistent", "CUDA, the field stays on the chip",
        "The field lives in registers for hundreds of steps; tiles trade borders through L2, with flags.");
    k.algebra = GS_MINIMAL;
    k.fused = 1;
    give_knobs(k, kPersistentKnobs);
    k.fallback = "cuda-temporal";
    k.limits = GS_NO_VARYING;
    return k;
}

}  // namespace gs
