// An OpenGL context without a window system: on a node that has a driver and no screen.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/render/gl.h"

namespace gs::test {

/// OpenGL 3.3 core through EGL's devices, current on the thread that made it until it is destroyed.
/// libEGL.so.1 is loaded at first use; building needs neither a header nor a library of EGL.
class EglContext {
  public:
    /// Takes the device that CUDA numbers `cuda_device`, if EGL knows it; else (or for -1) the
    /// first with which it works.
    static Status make(int cuda_device, std::unique_ptr<EglContext>& made);
    ~EglContext();
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

    const gl::Device& device() const { return device_; }
    bool on_cuda_device() const { return on_cuda_device_; }

  private:
    EglContext() = default;
    Status open(void* egl_device);

    void *display_ = nullptr, *surface_ = nullptr, *context_ = nullptr;
    bool on_cuda_device_ = false;
    gl::Device device_;
};

}  // namespace gs::test
