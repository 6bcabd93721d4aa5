// What the rows of all CUDA kernels begin with. No CUDA toolkit is needed to read them.
#pragma once

#include "kernels/cuda/unavailable.h"
#include "kernels/kernel_row.h"

namespace gs {

/// A row with what is the same in each of them; the kernel fills in the rest.
inline gs_kernel cuda_row(const char* id, const char* label, const char* summary) {
    gs_kernel k = kernel_row(id, label, summary);
    k.memory = GS_CUDA;
    k.unavailable = cuda_unavailable;
    return k;
}

}  // namespace gs
