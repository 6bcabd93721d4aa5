// Stands in for storage.cpp and device_frame.cpp in a program that is built without CUDA.
#include "kernels/cuda/device_frame.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/storage.h"

namespace gs {

DeviceFrame::~DeviceFrame() {}  // no frame is ever made

std::unique_ptr<DeviceFrame> DeviceFrame::make() {
    return nullptr;
}
Status DeviceFrame::capture(Engine&, bool, bool) {
    return Status::failure(cuda_unavailable());
}
Status DeviceFrame::read(float*, float*) const {
    return Status::failure(cuda_unavailable());
}
Status make_cuda_storage(gs_scalar, int, int, const RatePlanes&, std::unique_ptr<Storage>&) {
    return Status::failure(cuda_unavailable());
}

}  // namespace gs
