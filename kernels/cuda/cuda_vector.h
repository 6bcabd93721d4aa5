// The row of cuda-vector: what can be said of it without a CUDA toolkit.
// cuda_vector.cu adds the functions.
#pragma once

#include "kernels/cuda/plan.h"
#include "kernels/cuda/row.h"

namespace gs {

/// The places of its knobs.
enum VectorKnob { kVectorRows, kVectorWarps, kVectorGraph };

inline constexpr gs_knob kVectorKnobs[] = {
    {"rows", "Rows per thread",
     "Rows that a thread walks down; more reuse loads, fewer keep more threads busy.", 1, 32, 4, 0},
    {"block", "Warps per block", "Warps of 32 threads in a block.", 1, VectorTile::kMostWarps, 4, 0},
    {"graph", "Steps per graph", "Steps that are started as one CUDA graph; 0 starts each by itself.", 0, 256,
     32, 0}};

/// All but the functions.
inline gs_kernel cuda_vector_row() {
    gs_kernel k =
        cuda_row("cuda-vector", "CUDA, 16-byte loads and graphs",
                 "16-byte loads, neighbours by shuffle, the minimal algebra, many steps in one CUDA graph.");
    k.algebra = GS_MINIMAL;
    k.rank = 130;
    give_knobs(k, kVectorKnobs);
    k.fallback = "cuda-naive";
    return k;
}

}  // namespace gs
