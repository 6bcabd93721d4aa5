#include "app/render/interop.h"

#include <cuda_gl_interop.h>
#include <cuda_runtime_api.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "app/core/text/strings.h"
#include "kernels/cuda/info.h"
#include "kernels/cuda/range.h"

namespace gs {

namespace {

std::string reason(cudaError_t error) {
    cudaGetLastError();
    return cudaGetErrorString(error);
}

/// Copies one plane of the frame into the mapped texture's first level. The copy stays on the
/// device and is only queued; nothing but the planes and the texture has to outlive this call.
cudaError_t copy_plane(cudaGraphicsResource_t texture, const float* plane, const DeviceFrame& frame,
                       cudaStream_t stream) {
    cudaArray_t level = nullptr;
    const cudaError_t error = cudaGraphicsSubResourceGetMappedArray(&level, texture, 0, 0);
    if (error != cudaSuccess) return error;
    const std::size_t width = static_cast<std::size_t>(frame.cols()) * sizeof(float);
    return cudaMemcpy2DToArrayAsync(level, 0, 0, plane,
                                    static_cast<std::size_t>(frame.pitch()) * sizeof(float), width,
                                    static_cast<std::size_t>(frame.rows()), cudaMemcpyDeviceToDevice, stream);
}

/// A stream whose work goes ahead of the simulation's, which may have milliseconds of work queued.
cudaError_t make_urgent_stream(cudaStream_t& stream) {
    int least = 0, greatest = 0;
    const cudaError_t error = cudaDeviceGetStreamPriorityRange(&least, &greatest);
    return error == cudaSuccess ? cudaStreamCreateWithPriority(&stream, cudaStreamNonBlocking, greatest)
                                : error;
}

/// Two textures that are registered, and the events around the last presented frame.
class Link final : public Interop {
  public:
    Link(int rows, int cols) : rows_(rows), cols_(cols) {}
    ~Link() override;
    cudaError_t register_textures(const std::array<unsigned, 2>& names);
    Status present(const DeviceFrame& frame) override;
    double last_ms() override;

  private:
    int rows_, cols_;
    std::array<cudaGraphicsResource_t, 2> textures_{};
    cudaStream_t stream_ = nullptr;
    cudaEvent_t begin_ = nullptr, end_ = nullptr;
    bool timing_ = false;  // both events are queued, and their time has not been read
    double ms_ = 0;
};

Link::~Link() {
    if (stream_ != nullptr) cudaStreamSynchronize(stream_);
    for (cudaGraphicsResource_t texture : textures_)
        if (texture != nullptr) cudaGraphicsUnregisterResource(texture);
    if (begin_ != nullptr) cudaEventDestroy(begin_);
    if (end_ != nullptr) cudaEventDestroy(end_);
    if (stream_ != nullptr) cudaStreamDestroy(stream_);
    cudaGetLastError();
}

cudaError_t Link::register_textures(const std::array<unsigned, 2>& names) {
    cudaError_t error = make_urgent_stream(stream_);
    if (error == cudaSuccess) error = cudaEventCreate(&begin_);
    if (error == cudaSuccess) error = cudaEventCreate(&end_);
    for (std::size_t i = 0; i < names.size() && error == cudaSuccess; ++i)
        error = cudaGraphicsGLRegisterImage(&textures_[i], names[i], GL_TEXTURE_2D,
                                            cudaGraphicsRegisterFlagsWriteDiscard);
    return error;
}

Status Link::present(const DeviceFrame& frame) {
    const CudaRange range("frame into the textures");
    assert(frame.rows() == rows_ && frame.cols() == cols_);
    last_ms();
    cudaError_t error = cudaStreamWaitEvent(stream_, static_cast<cudaEvent_t>(frame.event()), 0);
    if (error == cudaSuccess && !timing_) error = cudaEventRecord(begin_, stream_);
    if (error == cudaSuccess) error = cudaGraphicsMapResources(2, textures_.data(), stream_);
    if (error == cudaSuccess) {
        if (frame.u() != nullptr) error = copy_plane(textures_[0], frame.u(), frame, stream_);
        if (error == cudaSuccess && frame.v() != nullptr)
            error = copy_plane(textures_[1], frame.v(), frame, stream_);
        const cudaError_t unmapped = cudaGraphicsUnmapResources(2, textures_.data(), stream_);
        if (error == cudaSuccess) error = unmapped;
    }
    if (error == cudaSuccess) error = cudaEventRecord(static_cast<cudaEvent_t>(frame.shown()), stream_);
    if (error == cudaSuccess && !timing_) {
        error = cudaEventRecord(end_, stream_);
        timing_ = true;
    }
    return error == cudaSuccess ? Status() : Status::failure(say(Text::UiFrameNotShown, reason(error)));
}

double Link::last_ms() {
    if (timing_ && cudaEventQuery(end_) == cudaSuccess) {
        float ms = 0;
        if (cudaEventElapsedTime(&ms, begin_, end_) == cudaSuccess) ms_ = static_cast<double>(ms);
        timing_ = false;
    }
    cudaGetLastError();
    return ms_;
}

}  // namespace

Interop::Drawing Interop::drawing_devices(const gl::Device& gl) {
    if (gl.wsl) return {{}, Status::failure(std::string(text(Text::UiInteropWsl)))};
    if (gl.vendor != "NVIDIA Corporation")
        return {{}, Status::failure(say(Text::UiInteropForeign, gl.renderer))};
    std::array<int, 16> devices{};  // no window is drawn by more GPUs
    unsigned count = 0;
    const cudaError_t error =
        cudaGLGetDevices(&count, devices.data(), static_cast<unsigned>(devices.size()), cudaGLDeviceListAll);
    if (error != cudaSuccess || count == 0)
        return {{}, Status::failure(say(Text::UiInteropNoDevice, gl.renderer, reason(error)))};
    return {{devices.begin(), devices.begin() + std::min<std::size_t>(count, devices.size())}, {}};
}

Status Interop::check_device(const Drawing& drawing) {
    const CudaInfo& used = cuda_info();
    if (!used.available()) return Status::failure(used.why_not);
    if (!drawing.asked) return drawing.asked;
    const auto& devices = drawing.devices;
    if (std::find(devices.begin(), devices.end(), used.device) != devices.end()) return {};
    return Status::failure(say(Text::UiInteropOtherGpu, used.name));
}

Status Interop::make(unsigned u_tex, unsigned v_tex, int rows, int cols, std::shared_ptr<Interop>& made) {
    if (Status s = check_device(drawing_devices(gl::device_of_context())); !s) return s;
    cuda_enter_device();
    auto link = std::make_shared<Link>(rows, cols);
    if (const cudaError_t error = link->register_textures({u_tex, v_tex}); error != cudaSuccess)
        return Status::failure(say(Text::UiInteropRefused, reason(error)));
    made = std::move(link);
    return {};
}

}  // namespace gs
