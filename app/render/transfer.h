// A frame's way into the textures: straight from the CUDA device where that can
// be, else through pixel buffers.
#pragma once

#include <memory>
#include <string>

#include "app/core/run/frame.h"
#include "app/render/field_textures.h"
#include "app/render/gpu_timer.h"
#include "app/render/interop.h"

namespace gs {

/// How the last frame came here.
enum class Path { None, PixelBuffers, Interop };

/// Brings frames into the field's textures. UI thread, context current.
class Transfer {
  public:
    /// Shows a new frame: of a device frame all of it, of a host frame the planes that the picture
    /// needs. A failure is one sentence; the picture then stays as it was.
    Status show(FieldTextures& textures, const Frame& frame, PlaneSet wanted);
    /// The picture needs other planes of the frame that was shown last; host frames only.
    void show_more(FieldTextures& textures, const Frame& frame, PlaneSet wanted);

    Path path() const { return path_; }
    /// False if frames must come through the host: always (refuse_device_frames), or
    /// because CUDA could not write into these textures; then until textures of another
    /// size are made, or retry_device_frames.
    bool device_frames_work() const { return why_no_interop().empty(); }
    /// Why not, or empty.
    const std::string& why_no_interop() const { return why_never_.empty() ? why_not_now_ : why_never_; }
    /// CUDA and this window's OpenGL don't go together, for this reason; empty: they do.
    void refuse_device_frames(std::string why) { why_never_ = std::move(why); }
    /// CUDA may try these textures again.
    void retry_device_frames() { why_not_now_.clear(); }
    /// Milliseconds that the last frames took: the call on this thread, and on
    /// the graphics card; 0: not known.
    double upload_ms() const { return upload_ms_; }
    double device_ms() const;

  private:
    Status show_device(FieldTextures& textures, const Frame& frame);

    Path path_ = Path::None;
    PlaneSet have_;  // planes of the present frame that are in the textures
    double upload_ms_ = 0;
    GpuTimer timer_;
    std::weak_ptr<Interop> interop_;  // lives with the textures that it is registered with
    std::string why_never_, why_not_now_;
};

}  // namespace gs
