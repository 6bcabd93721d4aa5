// The field's way from a CUDA kernel into an OpenGL texture without touching the host.
#pragma once

#include <memory>
#include <vector>

#include "app/render/gl.h"
#include "kernels/cuda/device_frame.h"
#include "kernels/engine/status.h"

namespace gs {

/// Two GL_R32F textures registered with CUDA. Belongs to the thread of the OpenGL context, which
/// must be current in every call and in the destructor. CUDA is asked about OpenGL only if both are
/// NVIDIA's: with another vendor's OpenGL, and in WSL, such a call may end the program inside the
/// driver.
class Interop {
  public:
    /// The CUDA devices that draw a context, and what asking for them came to.
    struct Drawing {
        std::vector<int> devices;
        Status asked;
    };
    /// Asks which devices draw the current context, which is drawn by `gl`. Makes no CUDA context.
    static Drawing drawing_devices(const gl::Device& gl);
    /// Fails if frames can't be handed from the device in use to the context that `drawing`
    /// describes.
    static Status check_device(const Drawing& drawing);

    /// u_tex, v_tex: names of two GL_TEXTURE_2D of format GL_R32F, rows x cols, one level. Fails if
    /// they can't be registered; no CUDA error is then left pending.
    static Status make(unsigned u_tex, unsigned v_tex, int rows, int cols, std::shared_ptr<Interop>& made);
    virtual ~Interop() = default;
    Interop(const Interop&) = delete;
    Interop& operator=(const Interop&) = delete;

    /// Queues the copies of the frame's planes into the textures; what OpenGL draws afterwards
    /// shows them. The frame must have the textures' size. Does not wait.
    virtual Status present(const DeviceFrame& frame) = 0;

    /// Milliseconds that the device took for the newest presented frame that it has finished; 0
    /// before the first.
    virtual double last_ms() = 0;

  protected:
    Interop() = default;
};

}  // namespace gs
