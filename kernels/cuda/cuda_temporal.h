// The row of cuda-temporal: what can be said of it without a CUDA toolkit.
// cuda_temporal.cu adds the functions.
#pragma once

#include "kernels/cuda/row.h"

namespace gs {

/// The places of its knobs.
enum TemporalKnob { kTemporalDepth, kTemporalBand, kTemporalWarps };

inline constexpr gs_knob kTemporalKnobs[] = {
    {"depth", "Depth",
     "Steps that a row passes through between reading and writing it: 4 or 8; 0: by the size.", 0, 8, 0, 1},
    {"band", "Rows per band",
     "Rows that a warp streams through, and then as many again for the depth; 0: by the size.", 0, 4096, 0,
     1},
    {"block", "Warps per block", "Warps of 32 threads in a block; they share nothing.", 1, 8, 4, 0}};

/// All but the functions.
inline gs_kernel cuda_temporal_row() {
    gs_kernel k = cuda_row(
        "cuda-temporal", "CUDA, time levels in registers",
        "Each warp streams a strip through 4 or 8 time levels in registers before it writes it back.");
    k.algebra = GS_MINIMAL;
    k.fused = 1;
    k.rank = 140;
    give_knobs(k, kTemporalKnobs);
    k.fallback = "cuda-vector";
    return k;
}

}  // namespace gs
