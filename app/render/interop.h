// The field's way from a CUDA kernel into an OpenGL texture without touching the host.
#pragma once

#include <memory>
#include <string>
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
    /// The CUDA devices that draw a context, or the reason why none does.
    struct Drawing {
        std::vector<int> devices;
        std::string why_none;
    };
    /// Asks which devices draw the current context, which is drawn by `gl`. Makes no CUDA context.
    static Drawing drawing_devices(const gl::Device& gl);

    /// Chooses the device to compute on (cuda_choose_device): one that draws the current context,
    /// if one of them can run the kernels, else the first that can. Returns an empty string, or why
    /// frames can't stay on it. Waits for the driver; call before a CUDA kernel is opened.
    static std::string choose_device(const gl::Device& gl);
    /// Empty, or why frames can't be handed from the device in use to the context that `drawing`
    /// describes.
    static std::string why_not_from_device(const Drawing& drawing);

    /// u_tex, v_tex: names of two GL_TEXTURE_2D of format GL_R32F, rows x cols, one level. Returns
    /// nullptr if they can't be registered; why_not then says why in one sentence, and no CUDA
    /// error is left pending.
    static std::unique_ptr<Interop> make(unsigned u_tex, unsigned v_tex, int rows, int cols,
                                         std::string& why_not);
    ~Interop();
    Interop(const Interop&) = delete;
    Interop& operator=(const Interop&) = delete;

    /// Queues the copies of the frame's planes into the textures; what OpenGL draws afterwards
    /// shows them. The frame must have the textures' size. Does not wait.
    Status present(const DeviceFrame& frame);

    /// Milliseconds that the device took for the newest presented frame that it has finished; 0
    /// before the first.
    double last_ms() const;

  private:
    struct Link;
    explicit Interop(std::unique_ptr<Link> link);
    std::unique_ptr<Link> link_;
};

}  // namespace gs
