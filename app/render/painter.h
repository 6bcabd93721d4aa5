// Paints the field on the CPU: each pixel of the window gets the same level of the palette as
// shaders/field.frag gives it.
//
// It is used if the renderer is the CPU itself. A software renderer runs the shader in tiles, so
// that each fetch of a cell is a memory access that the prefetcher can't predict, and it filters
// for the general case. These loops go along rows instead, and the kernels get the time that is
// saved.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "app/core/document/pixel_axis.h"
#include "app/core/run/frame.h"
#include "app/render/field_view.h"
#include "app/render/look.h"

namespace gs {

/// Paints frames; used by one thread at a time.
class Painter {
  public:
    /// The pixels of a window that show the field, one byte each, or two if the way of colouring
    /// has a second one (colouring.h), in rows of `width`: columns count from the left, rows from
    /// the bottom, the bottom row first. Valid until the next call.
    struct Picture {
        int left = 0, bottom = 0, width = 0, height = 0;
        const std::uint8_t* levels = nullptr;
    };
    /// Paints a window of width x height pixels. The frame must be on the host.
    Picture paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height);

  private:
    void blend_rows(const Frame& frame, const Look& look, int row, float next);
    void level_row(const Look& look, std::uint8_t* levels) const;

    // painter_tones.cpp
    struct Pair {
        float value, second;
    };
    /// cell: its side in pixels.
    void paint_tones(const Frame& frame, const Look& look, double cell, int across, int down);
    const float* cells_of(const Frame& frame, const Look& look, int row, std::vector<float>& made) const;
    void pair_slopes(const Frame& frame, const Look& look, int row, float next, const SlopeWeights& weights);
    void pair_channels(const Frame& frame, int row, float next);
    void place_row(float per_spacing, std::vector<float>& places) const;
    void contour_row(const Look& look, float per_spacing, float cell, std::uint8_t* bytes);
    void relief_row(const Look& look, const LightTable& lights, std::uint8_t* bytes) const;
    void channels_row(const Look& look, std::uint8_t* bytes) const;

    PixelAxis across_, down_;
    std::vector<float> row_;  // values of the cells along a row of pixels; the last one twice
    std::vector<std::uint8_t> levels_;
    std::vector<Pair> pairs_;                   // of the cells along a row of pixels; the last one twice
    std::vector<float> pixels_, pixels_below_;  // places of two rows of pixels, in spacings
    std::vector<std::uint8_t> covers_;          // of a row of pixels
    std::array<std::vector<float>, 4> made_;    // rows of u - v
};

}  // namespace gs
