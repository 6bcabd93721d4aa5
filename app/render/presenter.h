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
    /// Compiles the programs. A failure is one sentence with the driver's message.
    Status start();
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

    /// The planes that this channel of Look needs.
    static PlaneSet planes_for(int channel) { return {channel != 1, channel != 0}; }
    FieldTextures& textures() { return textures_; }

  private:
    struct Channel {
        gl::Program program;
        GLint window_height = -1, origin = -1, per_pixel = -1, range = -1, outside = -1;
    };
    Status link(std::size_t channel);
    static void clear(const Look& look);
    void draw_and_unbind(std::initializer_list<GLuint> units);
    void make_levels(int width, int height);
    void paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height);

    std::array<Channel, 3> channels_;
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
    gl::Program levels_program_;
    gl::Texture levels_;  // of the window's size
    double paint_ms_ = 0;
};

}  // namespace gs
