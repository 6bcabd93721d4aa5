// Paints the field on the CPU: for each pixel of the window a level of the palette, the one that
// shaders/field.frag finds.
//
// For a renderer that is the CPU itself. It runs a shader in tiles, where each fetch of a cell is a
// walk to memory that nobody foresees, and filters as if any picture might come; these loops go
// along rows. The kernels get the time that is saved.
#pragma once

#include <cstdint>
#include <vector>

#include "app/core/run/frame.h"
#include "app/render/field_view.h"
#include "app/render/look.h"

namespace gs {

/// One thread at a time.
class Painter {
  public:
    /// The pixels of a window that show the field: columns from left, and rows from bottom, the
    /// bottom one first. One byte each, rows of `width`; valid until the next call.
    struct Picture {
        int left = 0, bottom = 0, width = 0, height = 0;
        const std::uint8_t* levels = nullptr;
    };
    /// Paints a window of width x height pixels. The frame is on the host.
    Picture paint(const Frame& frame, const FieldView& view, const Look& look, int width, int height);

  private:
    /// What the pixels from `begin` on take along one axis: a cell,
    /// and so much of the one after it.
    struct Axis {
        int begin = 0;
        std::vector<int> cell;
        std::vector<float> next;
        int size() const { return static_cast<int>(cell.size()); }
    };
    static void lay_out(Axis& axis, int pixels, double origin, double scale, int cells, bool smooth);
    void blend_rows(const Frame& frame, const Look& look, int row, float next);
    void level_row(const Look& look, std::uint8_t* levels) const;

    Axis across_, down_;
    std::vector<float> row_;  // values along a row of pixels, at the cells; its last one twice
    std::vector<std::uint8_t> levels_;
};

}  // namespace gs
