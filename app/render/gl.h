// OpenGL objects that free themselves, and the abilities of the context. Every function is called
// on the thread that has the context (the UI thread).
#pragma once

#include <glad/gl.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "kernels/engine/status.h"

namespace gs::gl {

/// Owns one OpenGL name. Free and Make: where glad keeps the function that deletes names of this
/// kind, either one or an array of them, and the one that makes an array of them, if there is one.
template <auto* Free, auto Make = nullptr>
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
        if (id_ == 0) return;
        if constexpr (std::is_invocable_v<decltype(*Free), GLuint>)
            (*Free)(id_);
        else
            (*Free)(1, &id_);
    }
    static Name make() {
        Name name;
        (*Make)(1, &name.id_);
        return name;
    }
    GLuint get() const { return id_; }
    explicit operator bool() const { return id_ != 0; }

  private:
    GLuint id_ = 0;
};

using Texture = Name<&glDeleteTextures, &glGenTextures>;
using Buffer = Name<&glDeleteBuffers, &glGenBuffers>;
using VertexArray = Name<&glDeleteVertexArrays, &glGenVertexArrays>;
using Sampler = Name<&glDeleteSamplers, &glGenSamplers>;
using Framebuffer = Name<&glDeleteFramebuffers, &glGenFramebuffers>;
using Program = Name<&glDeleteProgram>;
using Shader = Name<&glDeleteShader>;

/// A sampler that does not look beyond a texture's edge. filter: GL_LINEAR or GL_NEAREST.
Sampler make_sampler(GLint filter);
/// A texture of rows x cols colours, three bytes each (red, green, blue), top row first; blended
/// between the middles of its pixels if no sampler says otherwise.
Texture make_picture(int rows, int cols, const std::uint8_t* rgb);

/// Compiles and links a program; `defines` comes between the #version line and each source. A
/// failure holds the driver's message.
Status link_program(std::string_view vertex, std::string_view fragment, std::string_view defines,
                    Program& out);

/// The renderer of a context.
struct Device {
    std::string vendor, renderer;
    bool software = false;  // llvmpipe and its like: each pixel costs CPU time that the kernels need
    bool wsl = false;       // the Windows Subsystem for Linux, where CUDA can't share with OpenGL
};
/// The renderer of the current context, whose functions must be loaded.
Device device_of_context();
/// Loads the functions of the current context; `load` is the window library's loader.
Status load(GLADloadfunc load, Device& out);

}  // namespace gs::gl
