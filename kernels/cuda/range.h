// Names a phase for Nsight Systems.
#pragma once

#if __has_include(<nvtx3/nvToolsExt.h>) && !defined(GS_CUDA_EMULATION)
#include <nvtx3/nvToolsExt.h>
#define GS_NVTX 1
#endif

namespace gs {

/// A range with this name on the calling thread until the end of the scope;
/// free unless a profiler records.
class CudaRange {
  public:
#if defined(GS_NVTX)
    explicit CudaRange(const char* name) {
        nvtxRangePushA(name);
    }
    ~CudaRange() {
        nvtxRangePop();
    }
#else
    explicit CudaRange(const char*) {}
#endif
    CudaRange(const CudaRange&) = delete;
    CudaRange& operator=(const CudaRange&) = delete;
};

}  // namespace gs
