#include "kernels/device_frame.h"

#include <cuda_runtime_api.h>
#include <fmt/format.h>

#include "kernels/cuda_info.h"
#include "kernels/cuda_range.h"

namespace gs {

struct DeviceFrame::Slot {
    int rows = 0, cols = 0;
    std::ptrdiff_t pitch = 0;
    float *u = nullptr, *v = nullptr;
    cudaEvent_t ready = nullptr, shown = nullptr;
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
    cudaEventDestroy(slot_->ready);
    cudaEventDestroy(slot_->shown);
    cudaGetLastError();
}

Status DeviceFrame::capture(Engine& engine) {
    const CudaRange range("copy of a frame");
    if (engine.kernel().memory != GS_CUDA || engine.kernel().scalar != GS_F32)
        return Status::failure(fmt::format("{} does not compute on the GPU", engine.kernel().id));
    const gs_field field = engine.present();
    const auto stream = static_cast<cudaStream_t>(engine.stream());
    Slot& s = *slot_;
    if (s.rows != field.rows || s.cols != field.cols) {
        cudaFree(s.u);  // waits for the device, and so for whoever still shows the old frame
        s = Slot{0, 0, 0, nullptr, nullptr, s.ready, s.shown};
        const std::ptrdiff_t pitch = (field.cols + 31) / 32 * 32;
        const auto plane = static_cast<std::size_t>(pitch) * static_cast<std::size_t>(field.rows);
        if (const cudaError_t error = cudaMalloc(reinterpret_cast<void**>(&s.u), 2 * plane * sizeof(float)))
            return failed(error);
        s = Slot{field.rows, field.cols, pitch, s.u, s.u + plane, s.ready, s.shown};
    }
    cudaError_t error = cudaStreamWaitEvent(stream, s.shown, 0);
    const auto copy = [&](float* to, const void* from) {
        if (error == cudaSuccess)
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
