// The row of cuda-naive: what can be said of it without a CUDA toolkit.
// cuda_naive.cu adds the functions.
#pragma once

#include "kernels/cuda/row.h"

namespace gs {

/// All but the functions.
inline gs_kernel cuda_naive_row() {
    gs_kernel k =
        cuda_row("cuda-naive", "CUDA, one thread per cell",
                 "One GPU thread per cell, all neighbours read from global memory, textbook arithmetic.");
    k.rank = 110;
    k.wants_ghosts = 1;
    return k;
}

}  // namespace gs
