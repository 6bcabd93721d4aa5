// Stands in for storage.cpp and device_frame.cpp in a program that is built without CUDA.
#include "kernels/cuda/device_frame.h"
#include "kernels/cuda/unavailable.h"
#include "kernels/engine/storage.h"

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

Status make_cuda_storage(gs_scalar, int, int, const RatePlanes&, std::unique_ptr<Storage>&) {
    return Status::failure(cuda_unavailable());
}

}  // namespace gs
