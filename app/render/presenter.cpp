#include "app/render/presenter.h"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>

#include "app/core/document/palettes.h"
#include "embedded/shaders.h"

namespace gs {
namespace {

enum Unit { kPlaneU, kPlaneV, kPalette, kLevels };

void bind(Unit unit, GLuint texture, GLuint sampler) {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, texture);
    glBindSampler(static_cast<GLuint>(unit), sampler);
}

}  // namespace

Status Presenter::start() {
    for (std::size_t channel = 0; channel < channels_.size(); ++channel)
        if (Status s = link(channel); !s) return s;
    if (Status s = gl::link_program(embedded::shaders("shaders/field.vert"),
                                    embedded::shaders("shaders/painted.frag"), "", levels_program_);
        !s)
        return s;
    glUseProgram(levels_program_.get());
    glUniform1i(glGetUniformLocation(levels_program_.get(), "levels"), kLevels);
    glUniform1i(glGetUniformLocation(levels_program_.get(), "palette"), kPalette);
    no_vertices_ = gl::VertexArray::make();
    smooth_ = gl::make_sampler(GL_LINEAR);
    nearest_ = gl::make_sampler(GL_NEAREST);
    return {};
}

Status Presenter::link(std::size_t channel) {
    Channel& c = channels_[channel];
    if (Status s =
            gl::link_program(embedded::shaders("shaders/field.vert"), embedded::shaders("shaders/field.frag"),
                             fmt::format("#define GS_CHANNEL {}\n", channel), c.program);
        !s)
        return s;
    const GLuint id = c.program.get();
    c.window_height = glGetUniformLocation(id, "window_height");
    c.origin = glGetUniformLocation(id, "origin");
    c.per_pixel = glGetUniformLocation(id, "per_pixel");
    c.range = glGetUniformLocation(id, "range");
    c.outside = glGetUniformLocation(id, "outside");
    glUseProgram(id);
    glUniform1i(glGetUniformLocation(id, "plane_u"), kPlaneU);
    glUniform1i(glGetUniformLocation(id, "plane_v"), kPlaneV);
    glUniform1i(glGetUniformLocation(id, "palette"), kPalette);
    return {};
}

void Presenter::set_palette(Colours colours) {
    palette_ = gl::make_picture(1, static_cast<int>(colours.size()), colours.front().data());
}

void Presenter::clear(const Look& look) {
    glDisable(GL_SCISSOR_TEST);
    glClearColor(look.outside[0], look.outside[1], look.outside[2], 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

/// Draws one triangle over the window, then unbinds the samplers: the interface's textures are
/// drawn without any.
void Presenter::draw_and_unbind(std::initializer_list<GLuint> units) {
    glBindVertexArray(no_vertices_.get());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    for (const GLuint unit : units) glBindSampler(unit, 0);
    glActiveTexture(GL_TEXTURE0);
}

void Presenter::draw(const FieldView& view, const Look& look, int width, int height) {
    glViewport(0, 0, width, height);
    if (textures_.rows() == 0) return clear(look);
    assert(look.channel >= 0 && look.channel < 3);
    const Channel& c = channels_[static_cast<std::size_t>(look.channel)];
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
    glUseProgram(c.program.get());
    glUniform1f(c.window_height, static_cast<float>(height));
    glUniform2f(c.origin, static_cast<float>(view.origin().x), static_cast<float>(view.origin().y));
    glUniform2f(c.per_pixel, static_cast<float>(1 / (view.scale() * textures_.cols())),
                static_cast<float>(1 / (view.scale() * textures_.rows())));
    glUniform2f(c.range, static_cast<float>(look.low), 1 / palette_width(look.low, look.high));
    glUniform3f(c.outside, look.outside[0], look.outside[1], look.outside[2]);
    const GLuint sampler = look.smooth ? smooth_.get() : nearest_.get();
    bind(kPlaneU, textures_.u(), sampler);
    bind(kPlaneV, textures_.v(), sampler);
    bind(kPalette, palette_.get(), nearest_.get());
    draw_and_unbind({kPlaneU, kPlaneV, kPalette});
}

void Presenter::make_levels(int width, int height) {
    levels_ = gl::Texture::make();
    glBindTexture(GL_TEXTURE_2D, levels_.get());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8UI, width, height, 0, GL_RED_INTEGER, GL_UNSIGNED_BYTE, nullptr);
}

void Presenter::paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height) {
    const Painted now{frame.number, look, view.origin(), view.scale(), width, height};
    if (now == painted_) return;
    const auto start = std::chrono::steady_clock::now();
    glActiveTexture(GL_TEXTURE0);
    if (width != painted_.width || height != painted_.height) make_levels(width, height);
    painted_ = now;
    picture_ = painter_.paint(frame, view, look, width, height);
    if (!picture_.levels) return;
    glBindTexture(GL_TEXTURE_2D, levels_.get());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, picture_.left, picture_.bottom, picture_.width, picture_.height,
                    GL_RED_INTEGER, GL_UNSIGNED_BYTE, picture_.levels);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    paint_ms_ += 0.1 * (took.count() - paint_ms_);
}

void Presenter::draw_painted(const Frame& frame, const FieldView& view, const Look& look, int width,
                             int height) {
    paint(frame, view, look, width, height);
    glViewport(0, 0, width, height);
    if (picture_.width < width || picture_.height < height) clear(look);
    if (!picture_.levels) return;
    glDisable(GL_BLEND);
    glEnable(GL_SCISSOR_TEST);
    glScissor(picture_.left, picture_.bottom, picture_.width, picture_.height);
    glUseProgram(levels_program_.get());
    bind(kLevels, levels_.get(), nearest_.get());
    bind(kPalette, palette_.get(), nearest_.get());
    draw_and_unbind({kLevels, kPalette});
    glDisable(GL_SCISSOR_TEST);
}

std::vector<std::uint8_t> Presenter::read_pixels(int width, int height) {
    const auto row = static_cast<std::size_t>(width) * 3;
    std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    // OpenGL's first row is the bottom one.
    for (int y = 0; y < height / 2; ++y) {
        const auto top = pixels.begin() + static_cast<std::ptrdiff_t>(row) * y;
        std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row),
                         pixels.begin() + static_cast<std::ptrdiff_t>(row) * (height - 1 - y));
    }
    return pixels;
}

}  // namespace gs
