// An OpenGL context without a window system: on a node that has a driver and no screen.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/render/gl.h"

namespace gs::test {

/// OpenGL 3.3 core through EGL's devices, current in the thread that made it until
/// the end. libEGL.so.1 is loaded when it is first wanted; no header and no library
/// of EGL is needed to build this.
class EglContext {
  public:
    /// Takes the device that CUDA numbers `cuda_device`, where EGL knows one; else (or for -1) the
    /// first with which it works. nullptr with the reason in one sentence where there is none.
    static std::unique_ptr<EglContext> make(int cuda_device, std::string& why);
    ~EglContext();
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

    const gl::Device& device() const { return device_; }
    bool on_cuda_device() const { return on_cuda_device_; }

  private:
    EglContext() = default;
    std::string open(void* egl_device);

    void *display_ = nullptr, *surface_ = nullptr, *context_ = nullptr;
    bool on_cuda_device_ = false;
    gl::Device device_;
};

}  // namespace gs::test
