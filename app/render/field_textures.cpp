#include "app/render/field_textures.h"

#include <cassert>
#include <cstring>

#include "app/core/text/strings.h"

namespace gs {

Status FieldTextures::resize(int rows, int cols) {
    assert(rows >= 1 && cols >= 1);
    if (rows == rows_ && cols == cols_) return {};
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (rows > largest || cols > largest)
        return Status::failure(say(Text::UiTextureTooLarge, cols, rows, largest));
    std::array<gl::Texture, 2> planes{gl::Texture::make(), gl::Texture::make()};
    while (glGetError() != GL_NO_ERROR) {
    }
    for (const gl::Texture& plane : planes) make_plane(plane, rows, cols);
    if (glGetError() != GL_NO_ERROR) return Status::failure(say(Text::UiNoGraphicsMemory, cols, rows));
    registered_.reset();
    planes_ = std::move(planes);
    derived_ = {};
    buffers_ = {};
    rows_ = rows;
    cols_ = cols;
    return {};
}

void FieldTextures::make_plane(const gl::Texture& plane, int rows, int cols) {
    glBindTexture(GL_TEXTURE_2D, plane.get());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, cols, rows, 0, GL_RED, GL_FLOAT, nullptr);
}

void FieldTextures::upload(const float* u, const float* v, const float* derived) {
    if (u) upload_plane(planes_[0].get(), u);
    if (v) upload_plane(planes_[1].get(), v);
    if (!derived) return;
    if (derived_.get() == 0) {
        derived_ = gl::Texture::make();
        make_plane(derived_, rows_, cols_);
    }
    upload_plane(derived_.get(), derived);
}

void FieldTextures::upload_plane(GLuint texture, const float* cells) {
    const GLsizeiptr bytes = static_cast<GLsizeiptr>(sizeof(float)) * rows_ * cols_;
    gl::Buffer& buffer = buffers_[next_buffer_];
    next_buffer_ = (next_buffer_ + 1) % kBuffers;
    const bool fresh = !buffer;  // made at first use: frames that stay on the device need none
    if (fresh) buffer = gl::Buffer::make();
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, buffer.get());
    if (fresh) glBufferData(GL_PIXEL_UNPACK_BUFFER, bytes, nullptr, GL_STREAM_DRAW);
    // The old content is given up: if the card still reads it, the driver supplies other memory,
    // and nothing waits.
    void* mapped =
        glMapBufferRange(GL_PIXEL_UNPACK_BUFFER, 0, bytes, GL_MAP_WRITE_BIT | GL_MAP_INVALIDATE_BUFFER_BIT);
    if (mapped) {
        std::memcpy(mapped, cells, static_cast<std::size_t>(bytes));
        glUnmapBuffer(GL_PIXEL_UNPACK_BUFFER);
    } else {
        glBufferSubData(GL_PIXEL_UNPACK_BUFFER, 0, bytes, cells);
    }
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, cols_, rows_, GL_RED, GL_FLOAT, nullptr);
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
}

}  // namespace gs
