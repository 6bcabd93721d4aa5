#include "app/render/painter.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "app/core/document/palettes.h"

namespace gs {

/// Blends the shown channel of a row of cells with that of the next row, for the columns in sight.
void Painter::blend_rows(const Frame& frame, const Look& look, int row, float next) {
    const int first = across_.cell.front();
    const int last = std::min(across_.cell.back() + 1, frame.cols - 1);
    const auto at = [&](const std::vector<float>& plane, int y) {
        return plane.data() + std::ptrdiff_t{std::min(y, frame.rows - 1)} * frame.cols + first;
    };
    const std::vector<float>& plane = look.channel == 1   ? frame.v
                                      : look.channel == 3 ? frame.derived
                                                          : frame.u;
    const int count = last + 1 - first;
    float* const to = row_.data() + first;
    const float *north = at(plane, row), *south = at(plane, row + 1);
    for (int i = 0; i < count; ++i) to[i] = blend(north[i], south[i], next);
    if (look.channel == 2) {
        north = at(frame.v, row);
        south = at(frame.v, row + 1);
        for (int i = 0; i < count; ++i) to[i] -= blend(north[i], south[i], next);
    }
    row_[static_cast<std::size_t>(last) + 1] = row_[static_cast<std::size_t>(last)];
}

void Painter::level_row(const Look& look, std::uint8_t* levels) const {
    const float scale = 255 / palette_width(look.low, look.high);
    const auto low = static_cast<float>(look.low);
    const float* const row = row_.data();
    const int* const cells = across_.cell.data();
    const float* const next = across_.next.data();
    const int count = across_.size();
    for (int i = 0; i < count; ++i) {
        const float* cell = row + cells[i];
        const float value = blend(cell[0], cell[1], next[i]);
        levels[i] = static_cast<std::uint8_t>(palette_index(value, low, scale));
    }
}

Painter::Picture Painter::paint(const Frame& frame, const FieldView& view, const Look& look, int width,
                                int height) {
    assert(!frame.device && look.channel >= 0 && look.channel < 4);
    // A contour line lies between a pixel and its neighbours to the right and below.
    const bool tones = has_tones(look.shading.way);
    const int more = look.shading.way == Colouring::Contours ? 1 : 0;
    lay_out(across_, width, view.origin().x, view.scale(), frame.cols, look.smooth, more);
    lay_out(down_, height, view.origin().y, view.scale(), frame.rows, look.smooth, more);
    const int across = across_.size() - more, down = down_.size() - more;
    if (across <= 0 || down <= 0) return {};
    row_.resize(static_cast<std::size_t>(frame.cols) + 1);
    if (tones) {
        paint_tones(frame, look, view.scale(), across, down);
        return {across_.begin, height - down_.begin - down, across, down, levels_.data()};
    }
    levels_.resize(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
    for (int i = 0; i < down; ++i) {
        const auto y = static_cast<std::size_t>(i);
        blend_rows(frame, look, down_.cell[y], down_.next[y]);
        level_row(look, levels_.data() + std::ptrdiff_t{down - 1 - i} * across);
    }
    return {across_.begin, height - down_.begin - down, across, down, levels_.data()};
}

}  // namespace gs
