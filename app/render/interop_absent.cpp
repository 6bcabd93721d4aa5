// Replaces interop in a build without CUDA.
#include "app/render/interop.h"
#include "kernels/cuda/info.h"

namespace gs {

Interop::Drawing Interop::drawing_devices(const gl::Device&) {
    return {{}, Status::failure(cuda_info().why_not)};
}

Status Interop::check_device(const Drawing& drawing) {
    return drawing.asked;
}

Status Interop::make(unsigned, unsigned, int, int, std::shared_ptr<Interop>&) {
    return Status::failure(cuda_info().why_not);
}

}  // namespace gs
