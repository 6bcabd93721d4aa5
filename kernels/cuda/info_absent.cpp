// Stands in for info.cpp in a program that is built without CUDA.
#include "kernels/cuda/info.h"

namespace gs {

const char* cuda_unavailable() {
    return GS_CUDA_REASON;
}

const CudaInfo& cuda_info() {
    static const CudaInfo info = [] {
        CudaInfo none;
        none.why_not = GS_CUDA_REASON;
        return none;
    }();
    return info;
}

const CudaInfo& cuda_choose_device(const std::vector<int>&) {
    return cuda_info();
}
void cuda_choose_later() {}
bool cuda_undecided() {
    return false;
}
void cuda_start_driver() {}
bool cuda_lost() {
    return false;
}
void cuda_enter_device() {}
std::optional<CudaMemory> cuda_memory() {
    return std::nullopt;
}

}  // namespace gs
