#include "app/render/presenter.h"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "app/core/document/palettes.h"
#include "embedded/shaders.h"

namespace gs {
namespace {

enum Unit { kPlaneU, kPlaneV, kPalette, kLevels, kDerived };

void bind(Unit unit, GLuint texture, GLuint sampler) {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, texture);
    glBindSampler(static_cast<GLuint>(unit), sampler);
}

}  // namespace

Status Presenter::start() {
    for (std::size_t channel = 0; channel < 3; ++channel)
        if (Status s = link(0, channel, drawings_[channel]); !s) return s;
    if (Status s = link_painted(0, levels_programs_[0]); !s) return s;
    no_vertices_ = gl::VertexArray::make();
    smooth_ = gl::make_sampler(GL_LINEAR);
    nearest_ = gl::make_sampler(GL_NEAREST);
    return {};
}

std::size_t Presenter::way_of(const Look& look) {
    return has_tones(look.shading.way) ? static_cast<std::size_t>(look.shading.way) : 0;
}

Presenter::Drawing& Presenter::drawing(const Look& look) {
    assert(look.channel >= 0 && look.channel < static_cast<int>(kChannels));
    return drawings_[way_of(look) * kChannels + static_cast<std::size_t>(look.channel)];
}

Status Presenter::prepare(const Look& look, bool painted) {
    gl::Program& painting = levels_programs_[way_of(look)];
    if (painted) return painting ? Status() : link_painted(way_of(look), painting);
    Drawing& made = drawing(look);
    return made.program ? Status() : link(way_of(look), static_cast<std::size_t>(look.channel), made);
}

Status Presenter::link_painted(std::size_t way, gl::Program& made) {
    const std::string before =
        fmt::format("#define GS_WAY {}\n{}", way, embedded::shaders("shaders/tones.glsl"));
    if (Status s = gl::link_program(embedded::shaders("shaders/field.vert"),
                                    embedded::shaders("shaders/painted.frag"), before, made);
        !s)
        return s;
    glUseProgram(made.get());
    glUniform1i(glGetUniformLocation(made.get(), "levels"), kLevels);
    glUniform1i(glGetUniformLocation(made.get(), "palette"), kPalette);
    return {};
}

Status Presenter::link(std::size_t way, std::size_t channel, Drawing& d) {
    const std::string before = fmt::format("#define GS_CHANNEL {}\n#define GS_WAY {}\n{}", channel, way,
                                           embedded::shaders("shaders/tones.glsl"));
    if (Status s = gl::link_program(embedded::shaders("shaders/field.vert"),
                                    embedded::shaders("shaders/field.frag"), before, d.program);
        !s)
        return s;
    const GLuint id = d.program.get();
    for (const auto& [place, name] : {std::pair{&d.window_height, "window_height"},
                                      {&d.origin, "origin"},
                                      {&d.per_pixel, "per_pixel"},
                                      {&d.range, "range"},
                                      {&d.outside, "outside"},
                                      {&d.per_cell, "per_cell"},
                                      {&d.slope_weights, "slope_weights"},
                                      {&d.light, "light"},
                                      {&d.spacing, "spacing"},
                                      {&d.range_u, "range_u"}})
        *place = glGetUniformLocation(id, name);
    glUseProgram(id);
    glUniform1i(glGetUniformLocation(id, "plane_u"), kPlaneU);
    glUniform1i(glGetUniformLocation(id, "plane_v"), kPlaneV);
    glUniform1i(glGetUniformLocation(id, "plane_derived"), kDerived);
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

/// What a way of colouring other than plain needs; a name that its program lacks is passed over.
void Presenter::set_shading(const Drawing& d, const Look& look) const {
    const Shading& shading = look.shading;
    const SlopeWeights weights = slope_weights(shading, look.low, look.high);
    const double height = shading.light_height * std::numbers::pi / 180;
    glUniform2f(d.per_cell, 1 / static_cast<float>(textures_.cols()),
                1 / static_cast<float>(textures_.rows()));
    glUniform2f(d.slope_weights, weights.across, weights.down);
    glUniform2f(d.light, static_cast<float>(std::sin(height)), static_cast<float>(std::cos(height)));
    glUniform1f(d.spacing, static_cast<float>(shading.contour_spacing));
    glUniform2f(d.range_u, static_cast<float>(shading.range_u.low),
                1 / palette_width(shading.range_u.low, shading.range_u.high));
}

void Presenter::draw(const FieldView& view, const Look& look, int width, int height) {
    glViewport(0, 0, width, height);
    if (textures_.rows() == 0) return clear(look);
    const Drawing& d = drawing(look);
    assert(d.program);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
    glUseProgram(d.program.get());
    glUniform1f(d.window_height, static_cast<float>(height));
    glUniform2f(d.origin, static_cast<float>(view.origin().x), static_cast<float>(view.origin().y));
    glUniform2f(d.per_pixel, static_cast<float>(1 / (view.scale() * textures_.cols())),
                static_cast<float>(1 / (view.scale() * textures_.rows())));
    glUniform2f(d.range, static_cast<float>(look.low), 1 / palette_width(look.low, look.high));
    glUniform3f(d.outside, look.outside[0], look.outside[1], look.outside[2]);
    if (way_of(look) != 0) set_shading(d, look);
    const GLuint sampler = look.smooth ? smooth_.get() : nearest_.get();
    bind(kPlaneU, textures_.u(), sampler);
    bind(kPlaneV, textures_.v(), sampler);
    bind(kDerived, textures_.derived(), sampler);
    bind(kPalette, palette_.get(), nearest_.get());
    draw_and_unbind({kPlaneU, kPlaneV, kDerived, kPalette});
}

void Presenter::make_levels(int width, int height, bool tones) {
    levels_ = gl::Texture::make();
    glBindTexture(GL_TEXTURE_2D, levels_.get());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, tones ? GL_RG8UI : GL_R8UI, width, height, 0,
                 tones ? GL_RG_INTEGER : GL_RED_INTEGER, GL_UNSIGNED_BYTE, nullptr);
}

void Presenter::paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height) {
    const Painted now{frame.number, look, view.origin(), view.scale(), width, height};
    if (now == painted_) return;
    const auto start = std::chrono::steady_clock::now();
    const bool tones = way_of(look) != 0;
    glActiveTexture(GL_TEXTURE0);
    if (width != painted_.width || height != painted_.height || tones != (way_of(painted_.look) != 0))
        make_levels(width, height, tones);
    painted_ = now;
    picture_ = painter_.paint(frame, view, look, width, height);
    if (!picture_.levels) return;
    glBindTexture(GL_TEXTURE_2D, levels_.get());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, picture_.left, picture_.bottom, picture_.width, picture_.height,
                    tones ? GL_RG_INTEGER : GL_RED_INTEGER, GL_UNSIGNED_BYTE, picture_.levels);
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
    assert(levels_programs_[way_of(look)]);
    glUseProgram(levels_programs_[way_of(look)].get());
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
