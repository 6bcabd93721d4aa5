// Replaces interop in a build without CUDA.
#include "app/render/interop.h"
#include "kernels/cuda/info.h"

namespace gs {

struct Interop::Link {};

Interop::Drawing Interop::drawing_devices(const gl::Device&) {
    return {{}, cuda_info().why_not};
}

std::string Interop::choose_device(const gl::Device&) {
    return cuda_info().why_not;
}

std::string Interop::why_not_from_device(const Drawing& drawing) {
    return drawing.why_none;
}

Interop::Interop(std::unique_ptr<Link> link) : link_(std::move(link)) {}
Interop::~Interop() = default;

std::unique_ptr<Interop> Interop::make(unsigned, unsigned, int, int, std::string& why_not) {
    why_not = cuda_info().why_not;
    return nullptr;
}

Status Interop::present(const DeviceFrame&) {
    return Status::failure(cuda_info().why_not);
}

double Interop::last_ms() const {
    return 0;
}

}  // namespace gs
