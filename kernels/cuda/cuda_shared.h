// The row of cuda-shared: what can be said of it without a CUDA toolkit.
// cuda_shared.cu adds the functions.
#pragma once

#include "kernels/cuda/row.h"

namespace gs {

/// All but the functions.
inline gs_kernel cuda_shared_row() {
    gs_kernel k =
        cuda_row("cuda-shared", "CUDA, tiles in shared memory",
                 "A block's tile and its halo are loaded into shared memory once; textbook arithmetic.");
    k.rank = 120;
    k.fallback = "cuda-vector";
    return k;
}

}  // namespace gs
