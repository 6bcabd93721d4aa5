#include "app/render/gl.h"

#include <array>
#include <filesystem>
#include <system_error>

#include "app/core/text/strings.h"

namespace gs::gl {
namespace {

constexpr std::string_view kVersionLine = "#version 330 core\n";

std::string log_of(GLuint shader_or_program, bool program) {
    std::array<char, 2048> log{};
    if (program)
        glGetProgramInfoLog(shader_or_program, log.size(), nullptr, log.data());
    else
        glGetShaderInfoLog(shader_or_program, log.size(), nullptr, log.data());
    return log.data();
}

Status compile(GLenum kind, std::string_view source, std::string_view defines, Shader& out) {
    Shader shader(glCreateShader(kind));
    const std::array<const char*, 3> parts{kVersionLine.data(), defines.data(), source.data()};
    const std::array<GLint, 3> lengths{static_cast<GLint>(kVersionLine.size()),
                                       static_cast<GLint>(defines.size()), static_cast<GLint>(source.size())};
    glShaderSource(shader.get(), parts.size(), parts.data(), lengths.data());
    glCompileShader(shader.get());
    GLint good = 0;
    glGetShaderiv(shader.get(), GL_COMPILE_STATUS, &good);
    if (!good) return Status::failure(say(Text::UiShaderRefused, log_of(shader.get(), false)));
    out = std::move(shader);
    return {};
}

}  // namespace

Texture make_texture() {
    GLuint id = 0;
    glGenTextures(1, &id);
    return Texture(id);
}

Buffer make_buffer() {
    GLuint id = 0;
    glGenBuffers(1, &id);
    return Buffer(id);
}

VertexArray make_vertex_array() {
    GLuint id = 0;
    glGenVertexArrays(1, &id);
    return VertexArray(id);
}

Sampler make_sampler(GLint filter, GLint wrap) {
    GLuint id = 0;
    glGenSamplers(1, &id);
    glSamplerParameteri(id, GL_TEXTURE_MIN_FILTER, filter);
    glSamplerParameteri(id, GL_TEXTURE_MAG_FILTER, filter);
    glSamplerParameteri(id, GL_TEXTURE_WRAP_S, wrap);
    glSamplerParameteri(id, GL_TEXTURE_WRAP_T, wrap);
    return Sampler(id);
}

Framebuffer make_framebuffer() {
    GLuint id = 0;
    glGenFramebuffers(1, &id);
    return Framebuffer(id);
}

Status link_program(std::string_view vertex, std::string_view fragment, std::string_view defines,
                    Program& out) {
    Shader stages[2];
    if (Status s = compile(GL_VERTEX_SHADER, vertex, defines, stages[0]); !s) return s;
    if (Status s = compile(GL_FRAGMENT_SHADER, fragment, defines, stages[1]); !s) return s;
    Program program(glCreateProgram());
    for (const Shader& stage : stages) glAttachShader(program.get(), stage.get());
    glLinkProgram(program.get());
    GLint good = 0;
    glGetProgramiv(program.get(), GL_LINK_STATUS, &good);
    if (!good) return Status::failure(say(Text::UiShaderUnlinked, log_of(program.get(), true)));
    out = std::move(program);
    return {};
}

Device device_of_context() {
    const auto text = [](GLenum what) {
        const auto* s = reinterpret_cast<const char*>(glGetString(what));
        return std::string(s ? s : "");
    };
    Device device;
    device.vendor = text(GL_VENDOR);
    device.renderer = text(GL_RENDERER);
    device.version = text(GL_VERSION);
    for (const char* name : {"llvmpipe", "softpipe", "SWR", "Software Rasterizer", "SwiftShader"})
        device.software = device.software || device.renderer.find(name) != std::string::npos;
    std::error_code failed;
    device.wsl = std::filesystem::exists("/dev/dxg", failed);
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &device.largest_texture);
    return device;
}

Status load(GLADloadfunc load_function, Device& out) {
    const int version = gladLoadGL(load_function);
    const int major = GLAD_VERSION_MAJOR(version), minor = GLAD_VERSION_MINOR(version);
    if (version == 0 || major < 3 || (major == 3 && minor < 3))
        return Status::failure(say(Text::UiOpenGlTooOld, major, minor));
    out = device_of_context();
    return {};
}

}  // namespace gs::gl
