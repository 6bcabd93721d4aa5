#include "app/render/gl.h"

#include <array>
#include <filesystem>
#include <system_error>

#include "app/core/text/strings.h"

namespace gs::gl {
namespace {

/// Success if the driver has built it, else `refusal` with the driver's message.
Status built(GLuint id, GLenum what, PFNGLGETSHADERIVPROC ask, PFNGLGETSHADERINFOLOGPROC tell, Text refusal) {
    GLint good = 0;
    ask(id, what, &good);
    if (good) return {};
    std::array<char, 2048> log{};
    tell(id, log.size(), nullptr, log.data());
    return Status::failure(say(refusal, log.data()));
}

}  // namespace

Sampler make_sampler(GLint filter) {
    Sampler sampler = Sampler::make();
    glSamplerParameteri(sampler.get(), GL_TEXTURE_MIN_FILTER, filter);
    glSamplerParameteri(sampler.get(), GL_TEXTURE_MAG_FILTER, filter);
    glSamplerParameteri(sampler.get(), GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glSamplerParameteri(sampler.get(), GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return sampler;
}

Texture make_picture(int rows, int cols, const std::uint8_t* rgb) {
    Texture texture = Texture::make();
    glBindTexture(GL_TEXTURE_2D, texture.get());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, cols, rows, 0, GL_RGB, GL_UNSIGNED_BYTE, rgb);
    return texture;
}

Status link_program(std::string_view vertex, std::string_view fragment, std::string_view defines,
                    Program& out) {
    Program program(glCreateProgram());
    for (const auto& [kind, source] : {std::pair{GL_VERTEX_SHADER, vertex}, {GL_FRAGMENT_SHADER, fragment}}) {
        const Shader shader(glCreateShader(static_cast<GLenum>(kind)));
        const std::string whole = std::string("#version 330 core\n").append(defines).append(source);
        const char* text = whole.c_str();
        glShaderSource(shader.get(), 1, &text, nullptr);
        glCompileShader(shader.get());
        if (Status s = built(shader.get(), GL_COMPILE_STATUS, glGetShaderiv, glGetShaderInfoLog,
                             Text::UiShaderRefused);
            !s)
            return s;
        glAttachShader(program.get(), shader.get());  // which keeps it until the program goes
    }
    glLinkProgram(program.get());
    if (Status s =
            built(program.get(), GL_LINK_STATUS, glGetProgramiv, glGetProgramInfoLog, Text::UiShaderUnlinked);
        !s)
        return s;
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
    for (const char* name : {"llvmpipe", "softpipe", "SWR", "Software Rasterizer", "SwiftShader"})
        device.software = device.software || device.renderer.find(name) != std::string::npos;
    std::error_code failed;
    device.wsl = std::filesystem::exists("/dev/dxg", failed);
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
