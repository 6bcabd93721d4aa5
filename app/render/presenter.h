// Draws the field into the window: textures, palette, view, in one full-screen triangle.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "app/render/field_textures.h"
#include "app/render/field_view.h"

namespace gs {

/// How the field is coloured.
struct Look {
    int channel = 1;             // 0: u, 1: v, 2: u - v
    double low = 0, high = 0.5;  // values at the palette's two ends; low < high or low > high
    bool smooth = true;          // between cells: blended, or each cell a square
    std::array<float, 3> outside{0.05F, 0.055F, 0.065F};  // beside the field
    bool operator==(const Look&) const = default;
};

/// Owns the field's textures and the programs that draw them. UI thread, context current.
class Presenter {
  public:
    /// Compiles the programs; a driver that refuses is told in one sentence.
    Status start();
    /// 256 colours, red, green, blue, from the low end to the high one.
    void set_palette(std::span<const std::array<std::uint8_t, 3>, 256> colours);
    /// Clears the window and draws the field, if there is one, at the view's place.
    void draw(const FieldView& view, const Look& look, int width, int height);
    /// The last drawing's pixels, red, green, blue, top row first; reads the framebuffer that is bound.
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

    std::array<Channel, 3> channels_;
    gl::VertexArray no_vertices_;
    gl::Sampler smooth_, nearest_;
    gl::Texture palette_;
    FieldTextures textures_;
};

}  // namespace gs
