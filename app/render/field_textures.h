// The field on the graphics card: float textures, filled from
// host memory through pixel buffers.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "app/core/run/frame.h"
#include "app/render/gl.h"

namespace gs {

/// Owns the R32F textures of u, v and the plane that is made of them (row 0 of the field is texel
/// row 0) and the buffers through which they are filled. UI thread, context current.
class FieldTextures {
  public:
    /// Makes textures of this size; the old content is lost. A failure (out of memory, larger than
    /// the card allows) is one sentence, and the old textures stay.
    Status resize(int rows, int cols);
    /// Queues the copy of the wanted planes, rows x cols floats each; returns when the host memory
    /// may be overwritten. A null plane is left as it is.
    void upload(const float* u, const float* v, const float* derived = nullptr);
    /// Keeps an object that is registered with the textures, and releases it before they are
    /// deleted.
    void keep_registered(std::shared_ptr<void> registered) { registered_ = std::move(registered); }

    int rows() const { return rows_; }
    int cols() const { return cols_; }
    GLuint u() const { return planes_[0].get(); }
    GLuint v() const { return planes_[1].get(); }
    /// 0 until it is uploaded for the first time.
    GLuint derived() const { return derived_.get(); }

  private:
    static void make_plane(const gl::Texture& plane, int rows, int cols);
    void upload_plane(GLuint texture, const float* cells);

    // Three: the card reads one, one is queued, and one is written.
    static constexpr std::size_t kBuffers = 3;
    int rows_ = 0, cols_ = 0;
    std::array<gl::Texture, 2> planes_;
    gl::Texture derived_;  // made at first use
    std::array<gl::Buffer, kBuffers> buffers_;
    std::size_t next_buffer_ = 0;
    std::shared_ptr<void> registered_;  // last: released before the textures
};

}  // namespace gs
