// Draws the field into the window: textures, palette, view, in one full-screen triangle.
#pragma once

#include <array>
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
    /// Compiles the programs; a driver that refuses is told in one sentence.
    Status start();
    void set_palette(Colours colours);
    /// Clears the window and draws the field, if there is one, at the view's place.
    void draw(const FieldView& view, const Look& look, int width, int height);
    /// The same picture of a frame on the host, painted by the CPU: for a renderer that is the CPU.
    /// What is the same as before is not painted again.
    void draw_painted(const Frame& frame, const FieldView& view, const Look& look, int width, int height);
    /// Milliseconds that the last pictures took to be painted and handed to OpenGL.
    double paint_ms() const { return paint_ms_; }
    /// The last drawing's pixels, red, green, blue, top row first; reads
    /// the framebuffer that is bound.
    static std::vector<std::uint8_t> read_pixels(int width, int height);

    /// The planes that the look needs.
    static PlaneSet planes_for(int channel) { return {channel != 1, channel != 0}; }
    FieldTextures& textures() { return textures_; }

  private:
    struct Channel {
        gl::Program program;
        GLint window_height = -1, origin = -1, per_pixel = -1, range = -1, outside = -1;
    };
    Status compile(int channel);
    static void clear(const Look& look);
    void draw_and_unbind(std::initializer_list<GLuint> units);
    void make_levels(int width, int height);
    void paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height);

    std::array<Channel, 3> channels_;
    gl::VertexArray no_vertices_;
    gl::Sampler smooth_, nearest_;
    gl::Texture palette_;
    FieldTextures textures_;

    /// What the levels show.
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
    gl::Texture levels_;  // as large as the window
    double paint_ms_ = 0;
};

}  // namespace gs
