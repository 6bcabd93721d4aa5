// The field's way from a CUDA kernel into an OpenGL texture without touching the host.
#pragma once

#include <memory>
#include <string>

#include "kernels/device_frame.h"
#include "kernels/engine.h"

namespace gs {

/// Two GL_R32F textures registered with CUDA. Belongs to the thread of the OpenGL context, which must be
/// current in every call and in the destructor.
class Interop {
  public:
    /// Lets the program compute on the device that draws the current OpenGL context, where CUDA knows one;
    /// call once before a CUDA kernel is opened. Returns an empty string, or why there is no such device
    /// (another GPU draws, a software renderer, no CUDA); CUDA kernels then run on the first device all the
    /// same.
    static std::string choose_device();

    /// u_tex, v_tex: names of two GL_TEXTURE_2D of format GL_R32F, rows x cols, one level. nullptr where they
    /// can't be registered; why_not then says why in one sentence, and no error stays behind.
    static std::unique_ptr<Interop> make(unsigned u_tex, unsigned v_tex, int rows, int cols,
                                         std::string& why_not);
    ~Interop();
    Interop(const Interop&) = delete;
    Interop& operator=(const Interop&) = delete;

    /// Queues the frame's way into the textures; what OpenGL draws afterwards shows it. The frame has the
    /// textures' size. Does not wait.
    Status present(const DeviceFrame& frame);

    /// Milliseconds that the device took for the last presented frame that it has finished; 0 before that.
    double last_ms() const;

  private:
    struct Link;
    explicit Interop(std::unique_ptr<Link> link);
    std::unique_ptr<Link> link_;
};

}  // namespace gs
