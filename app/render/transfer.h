// A frame's way into the textures: straight from the CUDA device where that can be, else through pixel
// buffers.
#pragma once

#include <memory>
#include <string>

#include "app/core/frame.h"
#include "app/render/field_textures.h"
#include "app/render/gpu_timer.h"
#include "app/render/interop.h"

namespace gs {

/// How the last frame came here.
enum class Path { None, PixelBuffers, Interop };

/// Brings frames into the field's textures. UI thread, context current.
class Transfer {
  public:
    /// Shows a new frame: all of it, or of a host frame the planes that the picture needs. A failure is one
    /// sentence; the picture then stays as it was.
    Status show(FieldTextures& textures, const Frame& frame, PlaneSet wanted);
    /// The picture needs other planes of the frame that was shown last; host frames only.
    void show_more(FieldTextures& textures, const Frame& frame, PlaneSet wanted);

    Path path() const { return path_; }
    /// False once CUDA could not write into a texture: frames must then come through the host.
    bool device_frames_work() const { return why_no_interop_.empty(); }
    /// Why not, or empty.
    const std::string& why_no_interop() const { return why_no_interop_; }
    /// Milliseconds that the last frames took: the call on this thread, and on the graphics card; 0: not
    /// known.
    double upload_ms() const { return upload_ms_; }
    double device_ms() const;

  private:
    Status show_device(FieldTextures& textures, const Frame& frame);

    Path path_ = Path::None;
    PlaneSet have_;  // planes of the present frame that are in the textures
    double upload_ms_ = 0;
    GpuTimer timer_;
    std::unique_ptr<Interop> interop_;
    unsigned registered_ = 0;  // the texture that interop_ was made for
    std::string why_no_interop_;
};

}  // namespace gs
