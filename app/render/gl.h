// OpenGL objects that free themselves, and the abilities of the context. Every function is called
// on the thread that has the context (the UI thread).
#pragma once

#include <glad/gl.h>

#include <string>
#include <string_view>
#include <utility>

#include "kernels/engine/status.h"

namespace gs::gl {

/// Owns one OpenGL name. Free: void(GLuint).
template <class Free>
class Name {
  public:
    Name() = default;
    explicit Name(GLuint id) : id_(id) {}
    Name(Name&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
    Name& operator=(Name&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Name() {
        if (id_) Free{}(id_);
    }
    GLuint get() const { return id_; }
    explicit operator bool() const { return id_ != 0; }

  private:
    GLuint id_ = 0;
};

/// How each kind of OpenGL name is deleted.
struct FreeTexture {
    void operator()(GLuint id) const { glDeleteTextures(1, &id); }
};
struct FreeBuffer {
    void operator()(GLuint id) const { glDeleteBuffers(1, &id); }
};
struct FreeVertexArray {
    void operator()(GLuint id) const { glDeleteVertexArrays(1, &id); }
};
struct FreeProgram {
    void operator()(GLuint id) const { glDeleteProgram(id); }
};
struct FreeShader {
    void operator()(GLuint id) const { glDeleteShader(id); }
};
struct FreeSampler {
    void operator()(GLuint id) const { glDeleteSamplers(1, &id); }
};
struct FreeFramebuffer {
    void operator()(GLuint id) const { glDeleteFramebuffers(1, &id); }
};
struct FreeSync {
    void operator()(GLsync sync) const { glDeleteSync(sync); }
};

using Texture = Name<FreeTexture>;
using Buffer = Name<FreeBuffer>;
using VertexArray = Name<FreeVertexArray>;
using Program = Name<FreeProgram>;
using Shader = Name<FreeShader>;
using Sampler = Name<FreeSampler>;
using Framebuffer = Name<FreeFramebuffer>;

/// Make a new name of each kind.
Texture make_texture();
Buffer make_buffer();
VertexArray make_vertex_array();
Sampler make_sampler(GLint filter, GLint wrap);
Framebuffer make_framebuffer();

/// Compiles and links a program; `defines` comes between the #version line and each source. A
/// failure holds the driver's message.
Status link_program(std::string_view vertex, std::string_view fragment, std::string_view defines,
                    Program& out);

/// The renderer of a context.
struct Device {
    std::string vendor, renderer, version;
    bool software = false;  // llvmpipe and its like: each pixel costs CPU time that the kernels need
    bool wsl = false;       // the Windows Subsystem for Linux, where CUDA can't share with OpenGL
    int largest_texture = 0;
};
/// The renderer of the current context, whose functions must be loaded.
Device device_of_context();
/// Loads the functions of the current context; `load` is the window library's loader.
Status load(GLADloadfunc load, Device& out);

}  // namespace gs::gl
