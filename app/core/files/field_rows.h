// Colours a field row by row, at any size, so that a picture of it needs no more memory than the
// rows that are wanted.
#pragma once

#include <cstdint>
#include <vector>

#include "app/core/document/colouring.h"
#include "app/core/document/document.h"
#include "app/core/document/palettes.h"
#include "app/core/document/pixel_axis.h"
#include "kernels/engine/field.h"

namespace gs {

/// What the document shows of a field, one value per cell, rows of field.cols(), row 0 at the top:
/// a channel, or what is derived of both.
std::vector<float> shown_plane(const Field& field, const Document& document);

/// Where the cells of one axis lie on a picture: its pixels, where the first cell begins among
/// them, and the pixels per cell.
struct CellLayout {
    int pixels = 0;
    double origin = 0, scale = 1;
};

/// A field in the document's palette, channel, range and way of colouring, as the window's shader
/// shows it; between cells by the document's filter. Where a pixel covers more than a cell, it
/// shows the mean of their values, so that the palette and the colour bar keep their meaning. One
/// thread at a time.
class FieldRows {
  public:
    /// The whole field. width, height: of the picture in pixels, at least 1. The field is not
    /// needed afterwards.
    FieldRows(const Field& field, const Document& document, int width, int height);
    /// As much of it as lies on a picture.
    FieldRows(const Field& field, const Document& document, const CellLayout& across, const CellLayout& down);

    /// The pixels of the picture that show the field: the first column and row, and how many.
    int left() const { return left_; }
    int top() const { return top_; }
    int width() const { return width_; }
    int height() const { return height_; }
    /// Puts rows [first, first + count) of those pixels into `rgb`, 3 * width() bytes each.
    void paint(int first, int count, std::uint8_t* rgb);
    /// True if each pixel's colour is one of colours().
    bool is_plain() const { return !has_tones(shading_.way); }
    const PaletteTable& colours() const { return colours_; }

  private:
    const float* cells(const std::vector<float>& plane, int row) const;
    void blend_rows(const std::vector<float>& plane, int y, std::vector<float>& row) const;
    void spread(const std::vector<float>& row, std::vector<float>& pixels) const;
    void slopes_of(int y);
    void seconds_of(int y);
    void shrink(const CellLayout& across, const CellLayout& down);

    int rows_, cols_, left_ = 0, top_ = 0, width_ = 0, height_ = 0;
    float per_cell_;  // pixels
    PixelAxis across_, down_;
    std::vector<float> plane_, plane_u_;  // what is shown; u beside it, if both are
    PaletteTable colours_;
    Shading shading_;
    float low_, scale_, low_u_, scale_u_;
    SlopeWeights slope_weights_;
    LightTable lights_;
    // Of the row that is being painted: its cells, its pixels and one more, and the pixels below
    // it.
    std::vector<float> row_, slopes_, values_, second_values_, below_;
    std::vector<std::uint8_t> seconds_;
};

}  // namespace gs
