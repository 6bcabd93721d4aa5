#include "kernels/cuda/device_frame.h"

#include <cuda_runtime_api.h>
#include <fmt/core.h>

#include "kernels/cuda/info.h"
#include "kernels/cuda/range.h"

namespace gs {

namespace {

Status failed(cudaError_t error) {
    cudaGetLastError();
    return Status::failure(fmt::format("a frame on the GPU: {}", cudaGetErrorString(error)));
}

bool make_event(void*& event) {
    cudaEvent_t made = nullptr;
    if (cudaEventCreateWithFlags(&made, cudaEventDisableTiming) != cudaSuccess) cudaGetLastError();
    event = made;
    return made != nullptr;
}

void let_go(float*& plane) {
    cudaFree(plane);  // waits for the device, and so for the thread that may still show the old frame
    plane = nullptr;
}

}  // namespace

std::unique_ptr<DeviceFrame> DeviceFrame::make() {
    if (!cuda_info().available()) return nullptr;
    cuda_enter_device();
    std::unique_ptr<DeviceFrame> frame(new DeviceFrame());
    return make_event(frame->ready_) && make_event(frame->shown_) ? std::move(frame) : nullptr;
}

DeviceFrame::~DeviceFrame() {
    cudaFree(u_);
    cudaFree(v_);
    cudaEventDestroy(static_cast<cudaEvent_t>(ready_));
    cudaEventDestroy(static_cast<cudaEvent_t>(shown_));
    cudaGetLastError();
}

Status DeviceFrame::capture(Engine& engine, bool want_u, bool want_v) {
    const CudaRange range("copy of a frame");
    if (engine.kernel().memory != GS_CUDA || engine.kernel().scalar != GS_F32)
        return Status::failure(fmt::format("{} does not compute on the GPU", engine.kernel().id));
    gs_field field{};
    if (Status looked = engine.present(field); !looked) return looked;
    const auto stream = static_cast<cudaStream_t>(engine.stream());
    const bool fits = rows_ == field.rows && cols_ == field.cols;
    if (!fits || !want_u) let_go(u_);
    if (!fits || !want_v) let_go(v_);
    rows_ = field.rows;
    cols_ = field.cols;
    pitch_ = (field.cols + 31) / 32 * 32;
    const std::size_t line = static_cast<std::size_t>(pitch_) * sizeof(float);
    const auto height = static_cast<std::size_t>(rows_);
    cudaError_t error = cudaSuccess;
    const auto take = [&](float*& plane) {
        if (error == cudaSuccess && plane == nullptr)
            error = cudaMalloc(reinterpret_cast<void**>(&plane), line * height);
    };
    if (want_u) take(u_);
    if (want_v) take(v_);
    if (error != cudaSuccess) {  // half a frame is none, and others need the memory
        let_go(u_);
        let_go(v_);
        return failed(error);
    }
    error = cudaStreamWaitEvent(stream, static_cast<cudaEvent_t>(shown_), 0);
    const auto copy = [&](float* to, const void* from) {
        if (error == cudaSuccess && to != nullptr)
            error = cudaMemcpy2DAsync(to, line, from, static_cast<std::size_t>(field.pitch) * sizeof(float),
                                      static_cast<std::size_t>(cols_) * sizeof(float), height,
                                      cudaMemcpyDeviceToDevice, stream);
    };
    copy(u_, field.u);
    copy(v_, field.v);
    if (error == cudaSuccess) error = cudaEventRecord(static_cast<cudaEvent_t>(ready_), stream);
    return error == cudaSuccess ? Status() : failed(error);
}

Status DeviceFrame::read(float* u, float* v) const {
    cudaError_t error = cudaEventSynchronize(static_cast<cudaEvent_t>(ready_));
    const std::size_t width = static_cast<std::size_t>(cols_) * sizeof(float);
    const auto copy = [&](float* to, const float* from) {
        if (error == cudaSuccess)
            error =
                cudaMemcpy2DAsync(to, width, from, static_cast<std::size_t>(pitch_) * sizeof(float), width,
                                  static_cast<std::size_t>(rows_), cudaMemcpyDeviceToHost, nullptr);
    };
    copy(u, u_);
    copy(v, v_);
    if (error == cudaSuccess) error = cudaStreamSynchronize(nullptr);
    return error == cudaSuccess ? Status() : failed(error);
}

}  // namespace gs
