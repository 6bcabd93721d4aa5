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

/// The registered textures, and the events around the last presented frame.
struct Interop::Link {
    int rows = 0, cols = 0;
    std::array<cudaGraphicsResource_t, 2> textures{};
    cudaStream_t stream = nullptr;
    cudaEvent_t begin = nullptr, end = nullptr;
    /// Both events are queued, and their time has not been read.
    bool timing = false;
    double ms = 0;

    ~Link() {
        if (stream != nullptr) cudaStreamSynchronize(stream);
        for (cudaGraphicsResource_t texture : textures)
            if (texture != nullptr) cudaGraphicsUnregisterResource(texture);
        if (begin != nullptr) cudaEventDestroy(begin);
        if (end != nullptr) cudaEventDestroy(end);
        if (stream != nullptr) cudaStreamDestroy(stream);
        cudaGetLastError();
    }
};

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

}  // namespace

Interop::Drawing Interop::drawing_devices(const gl::Device& gl) {
    if (gl.wsl) return {{}, std::string(text(Text::UiInteropWsl))};
    if (gl.vendor != "NVIDIA Corporation") return {{}, say(Text::UiInteropForeign, gl.renderer)};
    std::array<int, 16> devices{};  // no window is drawn by more GPUs
    unsigned count = 0;
    const cudaError_t error =
        cudaGLGetDevices(&count, devices.data(), static_cast<unsigned>(devices.size()), cudaGLDeviceListAll);
    if (error != cudaSuccess || count == 0)
        return {{}, say(Text::UiInteropNoDevice, gl.renderer, reason(error))};
    return {{devices.begin(), devices.begin() + std::min<std::size_t>(count, devices.size())}, ""};
}

std::string Interop::choose_device(const gl::Device& gl) {
    const Drawing drawing = drawing_devices(gl);
    cuda_choose_device(drawing.devices);
    return why_not_from_device(drawing);
}

std::string Interop::why_not_from_device(const Drawing& drawing) {
    const CudaInfo& used = cuda_info();
    if (!used.available()) return used.why_not;
    if (drawing.devices.empty()) return drawing.why_none;
    if (std::count(drawing.devices.begin(), drawing.devices.end(), used.device) != 0) return {};
    return say(Text::UiInteropOtherGpu, used.name);
}

Interop::Interop(std::unique_ptr<Link> link) : link_(std::move(link)) {}
Interop::~Interop() = default;

std::unique_ptr<Interop> Interop::make(unsigned u_tex, unsigned v_tex, int rows, int cols,
                                       std::string& why_not) {
    why_not = why_not_from_device(drawing_devices(gl::device_of_context()));
    if (!why_not.empty()) return nullptr;
    cuda_enter_device();
    auto link = std::make_unique<Link>();
    link->rows = rows;
    link->cols = cols;
    cudaError_t error = make_urgent_stream(link->stream);
    if (error == cudaSuccess) error = cudaEventCreate(&link->begin);
    if (error == cudaSuccess) error = cudaEventCreate(&link->end);
    const std::array<unsigned, 2> names{u_tex, v_tex};
    for (std::size_t i = 0; i < names.size() && error == cudaSuccess; ++i)
        error = cudaGraphicsGLRegisterImage(&link->textures[i], names[i], GL_TEXTURE_2D,
                                            cudaGraphicsRegisterFlagsWriteDiscard);
    if (error != cudaSuccess) {
        why_not = say(Text::UiInteropRefused, reason(error));
        return nullptr;
    }
    return std::unique_ptr<Interop>(new Interop(std::move(link)));
}

Status Interop::present(const DeviceFrame& frame) {
    const CudaRange range("frame into the textures");
    Link& l = *link_;
    assert(frame.rows() == l.rows && frame.cols() == l.cols);
    last_ms();
    cudaError_t error = cudaStreamWaitEvent(l.stream, static_cast<cudaEvent_t>(frame.event()), 0);
    if (error == cudaSuccess && !l.timing) error = cudaEventRecord(l.begin, l.stream);
    if (error == cudaSuccess) error = cudaGraphicsMapResources(2, l.textures.data(), l.stream);
    if (error == cudaSuccess) {
        if (frame.u() != nullptr) error = copy_plane(l.textures[0], frame.u(), frame, l.stream);
        if (error == cudaSuccess && frame.v() != nullptr)
            error = copy_plane(l.textures[1], frame.v(), frame, l.stream);
        const cudaError_t unmapped = cudaGraphicsUnmapResources(2, l.textures.data(), l.stream);
        if (error == cudaSuccess) error = unmapped;
    }
    if (error == cudaSuccess) error = cudaEventRecord(static_cast<cudaEvent_t>(frame.shown()), l.stream);
    if (error == cudaSuccess && !l.timing) {
        error = cudaEventRecord(l.end, l.stream);
        l.timing = true;
    }
    return error == cudaSuccess ? Status() : Status::failure(say(Text::UiFrameNotShown, reason(error)));
}

double Interop::last_ms() const {
    Link& l = *link_;
    if (l.timing && cudaEventQuery(l.end) == cudaSuccess) {
        float ms = 0;
        if (cudaEventElapsedTime(&ms, l.begin, l.end) == cudaSuccess) l.ms = static_cast<double>(ms);
        l.timing = false;
    }
    cudaGetLastError();
    return l.ms;
}

}  // namespace gs
