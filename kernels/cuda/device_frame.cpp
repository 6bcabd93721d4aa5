#include "kernels/cuda/device_frame.h"

#include <cuda_runtime_api.h>
#include <fmt/core.h>

#include "kernels/cuda/info.h"
#include "kernels/cuda/range.h"

namespace gs {

struct DeviceFrame::Slot {
    int rows = 0, cols = 0;
    std::ptrdiff_t pitch = 0;
    float *u = nullptr, *v = nullptr;
    cudaEvent_t ready = nullptr, shown = nullptr;

    cudaError_t take(float*& plane) const {
        if (plane != nullptr) return cudaSuccess;
        const std::size_t bytes =
            static_cast<std::size_t>(pitch) * static_cast<std::size_t>(rows) * sizeof(float);
        return cudaMalloc(reinterpret_cast<void**>(&plane), bytes);
    }
    static void let_go(float*& plane) {
        cudaFree(plane);  // waits for the device, and so for the thread that may still show the old frame
        plane = nullptr;
    }
};

namespace {

Status failed(cudaError_t error) {
    cudaGetLastError();
    return Status::failure(fmt::format("a frame on the GPU: {}", cudaGetErrorString(error)));
}

}  // namespace

DeviceFrame::DeviceFrame() : slot_(std::make_unique<Slot>()) {}

std::unique_ptr<DeviceFrame> DeviceFrame::make() {
    if (!cuda_info().available()) return nullptr;
    cuda_enter_device();
    std::unique_ptr<DeviceFrame> frame(new DeviceFrame);
    Slot& s = *frame->slot_;
    if (cudaEventCreateWithFlags(&s.ready, cudaEventDisableTiming) != cudaSuccess ||
        cudaEventCreateWithFlags(&s.shown, cudaEventDisableTiming) != cudaSuccess) {
        cudaGetLastError();
        return nullptr;
    }
    return frame;
}

DeviceFrame::~DeviceFrame() {
    cudaFree(slot_->u);
    cudaFree(slot_->v);
    cudaEventDestroy(slot_->ready);
    cudaEventDestroy(slot_->shown);
    cudaGetLastError();
}

Status DeviceFrame::capture(Engine& engine, bool want_u, bool want_v) {
    const CudaRange range("copy of a frame");
    if (engine.kernel().memory != GS_CUDA || engine.kernel().scalar != GS_F32)
        return Status::failure(fmt::format("{} does not compute on the GPU", engine.kernel().id));
    gs_field field{};
    if (Status looked = engine.present(field); !looked) return looked;
    const auto stream = static_cast<cudaStream_t>(engine.stream());
    Slot& s = *slot_;
    const bool fits = s.rows == field.rows && s.cols == field.cols;
    if (!fits || !want_u) s.let_go(s.u);
    if (!fits || !want_v) s.let_go(s.v);
    s.rows = field.rows;
    s.cols = field.cols;
    s.pitch = (field.cols + 31) / 32 * 32;
    cudaError_t error = cudaSuccess;
    if (want_u) error = s.take(s.u);
    if (error == cudaSuccess && want_v) error = s.take(s.v);
    if (error != cudaSuccess) {  // half a frame is none, and others need the memory
        s.let_go(s.u);
        s.let_go(s.v);
        return failed(error);
    }
    error = cudaStreamWaitEvent(stream, s.shown, 0);
    const auto copy = [&](float* to, const void* from) {
        if (error == cudaSuccess && to != nullptr)
            error = cudaMemcpy2DAsync(to, static_cast<std::size_t>(s.pitch) * sizeof(float), from,
                                      static_cast<std::size_t>(field.pitch) * sizeof(float),
                                      static_cast<std::size_t>(s.cols) * sizeof(float),
                                      static_cast<std::size_t>(s.rows), cudaMemcpyDeviceToDevice, stream);
    };
    copy(s.u, field.u);
    copy(s.v, field.v);
    if (error == cudaSuccess) error = cudaEventRecord(s.ready, stream);
    return error == cudaSuccess ? Status() : failed(error);
}

Status DeviceFrame::read(float* u, float* v) const {
    const Slot& s = *slot_;
    cudaError_t error = cudaEventSynchronize(s.ready);
    const std::size_t width = static_cast<std::size_t>(s.cols) * sizeof(float);
    const auto copy = [&](float* to, const float* from) {
        if (error == cudaSuccess)
            error =
                cudaMemcpy2DAsync(to, width, from, static_cast<std::size_t>(s.pitch) * sizeof(float), width,
                                  static_cast<std::size_t>(s.rows), cudaMemcpyDeviceToHost, nullptr);
    };
    copy(u, s.u);
    copy(v, s.v);
    if (error == cudaSuccess) error = cudaStreamSynchronize(nullptr);
    return error == cudaSuccess ? Status() : failed(error);
}

int DeviceFrame::rows() const {
    return slot_->rows;
}
int DeviceFrame::cols() const {
    return slot_->cols;
}
std::ptrdiff_t DeviceFrame::pitch() const {
    return slot_->pitch;
}
const float* DeviceFrame::u() const {
    return slot_->u;
}
const float* DeviceFrame::v() const {
    return slot_->v;
}
void* DeviceFrame::event() const {
    return slot_->ready;
}
void* DeviceFrame::shown() const {
    return slot_->shown;
}

}  // namespace gs
