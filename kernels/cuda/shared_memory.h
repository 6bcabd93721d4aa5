// A block's dynamic shared memory.
#pragma once

#include <cuda_runtime.h>

namespace gs {

/// Its beginning, 16-byte aligned.
template <class T>
__device__ T* shared_memory() {
#if defined(GS_CUDA_EMULATION)
    return static_cast<T*>(emulation::shared_memory());
#else
    extern __shared__ float4 gs_shared_bytes[];
    return reinterpret_cast<T*>(gs_shared_bytes);
#endif
}

}  // namespace gs
