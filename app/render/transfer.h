// Brings a frame into the textures: straight from the CUDA device if that is possible, else through
// pixel buffers.
#pragma once

#include <memory>

#include "app/core/run/frame.h"
#include "app/render/field_textures.h"
#include "app/render/gpu_timer.h"
#include "app/render/interop.h"

namespace gs {

/// The way by which the last frame came.
enum class Path { None, PixelBuffers, Interop };

/// Brings frames into the field's textures. UI thread, context current.
class Transfer {
  public:
    /// Brings in a new frame: all of a device frame, but of a host frame only the planes that the
    /// picture needs. A failure is one sentence; the picture then stays as it was.
    Status show(FieldTextures& textures, const Frame& frame, PlaneSet wanted);
    /// Brings in other planes of the frame that was shown last, which the picture now needs; host
    /// frames only.
    void show_more(FieldTextures& textures, const Frame& frame, PlaneSet wanted);

    Path path() const { return path_; }
    /// Fails if frames must come through the host: always, if the window does not allow device
    /// frames, or because CUDA could not write into these textures; then until textures of another
    /// size are made or retry_device_frames() is called.
    const Status& device_frames() const { return ever_ ? now_ : ever_; }
    /// Says whether CUDA and this window's OpenGL can share textures.
    void allow_device_frames(Status shared) { ever_ = std::move(shared); }
    /// Lets CUDA try these textures again.
    void retry_device_frames() { now_ = {}; }
    /// Milliseconds that the last frames took, in the call on this thread and on the graphics card;
    /// 0 if not known.
    double upload_ms() const { return upload_ms_; }
    double device_ms() const;

  private:
    Status show_device(FieldTextures& textures, const Frame& frame);

    Path path_ = Path::None;
    PlaneSet have_;  // planes of the current frame that are in the textures
    double upload_ms_ = 0;
    GpuTimer timer_;
    std::weak_ptr<Interop> interop_;  // owned by the textures that it is registered with
    Status ever_, now_;               // whether device frames work in this window, and in these textures
};

}  // namespace gs
