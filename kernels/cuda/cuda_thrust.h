// The row of cuda-thrust: what can be said of it without a CUDA toolkit.
// cuda_thrust.cu adds the functions.
#pragma once

#include "kernels/cuda/row.h"

namespace gs {

/// All but the functions.
inline gs_kernel cuda_thrust_row() {
    gs_kernel k = cuda_row("cuda-thrust", "CUDA through Thrust",
                           "for_each over all cells with a function object: the library starts the threads.");
    k.fallback = "cuda-naive";
    k.wants_ghosts = 1;
    return k;
}

}  // namespace gs
