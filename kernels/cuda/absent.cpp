// Stands in for storage.cpp, info.cpp and device_frame.cpp in a program that is built without CUDA.
#include "kernels/cuda/device_frame.h"
#include "kernels/cuda/info.h"
#include "kernels/cuda/unavailable.h"

namespace gs {

struct DeviceFrame::Slot {};

DeviceFrame::DeviceFrame() = default;
DeviceFrame::~DeviceFrame() = default;

std::unique_ptr<DeviceFrame> DeviceFrame::make() {
    return nullptr;
}
Status DeviceFrame::capture(Engine&, bool, bool) {
    return Status::failure(cuda_unavailable());
}
Status DeviceFrame::read(float*, float*) const {
    return Status::failure(cuda_unavailable());
}
int DeviceFrame::rows() const {
    return 0;
}
int DeviceFrame::cols() const {
    return 0;
}
std::ptrdiff_t DeviceFrame::pitch() const {
    return 0;
}
const float* DeviceFrame::u() const {
    return nullptr;
}
const float* DeviceFrame::v() const {
    return nullptr;
}
void* DeviceFrame::event() const {
    return nullptr;
}
void* DeviceFrame::shown() const {
    return nullptr;
}

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

Status make_cuda_storage(gs_scalar, int, int, const RatePlanes&, std::unique_ptr<Storage>&) {
    return Status::failure(GS_CUDA_REASON);
}

}  // namespace gs
