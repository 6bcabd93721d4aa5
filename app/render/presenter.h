// Draws the field into the window as one full-screen triangle.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "app/render/field_textures.h"
#include "app/render/field_view.h"
#include "app/render/look.h"
#include "app/render/painter.h"

namespace gs {

/// Owns the field's textures and the programs that draw them. UI thread, context current.
class Presenter {
  public:
    /// Compiles the programs of the plain way of colouring. A failure is one sentence with the
    /// driver's message.
    Status start();
    /// Compiles what draws this look, if that has not been done: to be called before it is drawn.
    /// painted: what draws it if the CPU paints. A failure is one sentence.
    Status prepare(const Look& look, bool painted);
    void set_palette(Colours colours);
    /// Clears the window and draws the field, if there is one, at the place that the view gives it.
    void draw(const FieldView& view, const Look& look, int width, int height);
    /// Draws the same picture of a frame on the host, painted by the CPU: for a renderer that is
    /// the CPU itself. An unchanged picture is not painted again.
    void draw_painted(const Frame& frame, const FieldView& view, const Look& look, int width, int height);
    /// Milliseconds that painting a picture and handing it to OpenGL takes, smoothed.
    double paint_ms() const { return paint_ms_; }
    /// The pixels that were drawn last (red, green, blue), top row first, read from the bound
    /// framebuffer.
    static std::vector<std::uint8_t> read_pixels(int width, int height);

    /// The planes that this look needs.
    static PlaneSet planes_for(const Look& look) {
        if (look.channel == 3) return {false, false, true};
        const bool both = look.shading.way == Colouring::TwoChannels;
        return {both || look.channel != 1, both || look.channel != 0};
    }
    FieldTextures& textures() { return textures_; }

  private:
    /// A way of colouring a channel.
    struct Drawing {
        gl::Program program;
        GLint window_height = -1, origin = -1, per_pixel = -1, range = -1, outside = -1;
        GLint per_cell = -1, slope_weights = -1, light = -1, spacing = -1, range_u = -1;
    };
    static constexpr std::size_t kChannels = 4, kWays = 4;
    static std::size_t way_of(const Look& look);
    Drawing& drawing(const Look& look);
    static Status link(std::size_t way, std::size_t channel, Drawing& made);
    static Status link_painted(std::size_t way, gl::Program& made);
    void set_shading(const Drawing& drawing, const Look& look) const;
    static void clear(const Look& look);
    void draw_and_unbind(std::initializer_list<GLuint> units);
    void make_levels(int width, int height, bool tones);
    void paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height);

    std::array<Drawing, kChannels * kWays> drawings_;
    gl::VertexArray no_vertices_;
    gl::Sampler smooth_, nearest_;
    gl::Texture palette_;
    FieldTextures textures_;

    /// What `levels_` shows.
    struct Painted {
        std::uint64_t frame = 0;
        Look look;
        Place origin;
        double scale = 0;
        int width = 0, height = 0;
        bool operator==(const Painted&) const = default;
    };
    Painter painter_;
    Painted painted_;
    Painter::Picture picture_;
    std::array<gl::Program, kWays> levels_programs_;
    gl::Texture levels_;  // of the window's size; one byte a pixel, or two
    double paint_ms_ = 0;
};

}  // namespace gs
