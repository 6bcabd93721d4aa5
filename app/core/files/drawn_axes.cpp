#include "app/core/files/drawn_axes.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "app/core/document/presets.h"
#include "app/core/document/ticks.h"
#include "app/core/files/legend.h"
#include "app/core/files/plot_canvas.h"

namespace gs {

namespace {

constexpr int kSmallest = 128, kTile = 4000;  // pixels; the canvas takes no more
constexpr Colour kInk{236, 238, 241}, kShade{12, 13, 15};

/// Draws on a tile of a picture, whose first pixel is (left, top) of the whole.
class AxesPainter {
  public:
    AxesPainter(PlotCanvas& canvas, const PictureRows& whole, int left, int top)
        : canvas_(canvas),
          size_(letter_size(whole.width)),
          width_(whole.width),
          height_(whole.height),
          left_(left),
          top_(top) {}

    void feed(const Range& range) {
        for (const Tick& tick : ticks_of(range, most(height_, 4))) {
            const double y = height_ * (1 - tick.place);
            if (y < 2.5 * size_ || y > height_ - 2.5 * size_) continue;  // the corners are the names'
            canvas_.line(at({width_ - 0.5 * size_, y}), at({width_, y}), line(), kInk);
            write({width_ - 0.8 * size_, y + 0.35 * size_}, tick.label, Align::Right);
        }
        write({width_ - 0.8 * size_, 1.4 * size_}, "F", Align::Right);
    }

    void kill(const Range& range) {
        for (const Tick& tick : ticks_of(range, most(width_, 7))) {
            const double x = width_ * tick.place;
            if (x < 2.5 * size_ || x > width_ - 6 * size_) continue;
            canvas_.line(at({x, height_ - 0.5 * size_}), at({x, height_}), line(), kInk);
            write({x, height_ - 0.8 * size_}, tick.label, Align::Centre);
        }
        write({width_ - 0.8 * size_, height_ - 0.8 * size_}, "k", Align::Right);
    }

    void preset(double right, double up, const std::string& letters) {
        if (right < 0 || right > 1 || up < 0 || up > 1) return;
        const Point place{width_ * right, height_ * (1 - up)};
        canvas_.disc(at(place), 0.33 * size_, kShade);
        canvas_.disc(at(place), 0.25 * size_, kInk);
        write({place.x + 0.5 * size_, place.y - 0.4 * size_}, letters, Align::Left);
    }

  private:
    /// A place of the whole picture, on the tile.
    Point at(Point place) const { return {place.x - left_, place.y - top_}; }
    double line() const { return std::max(1.0, 0.1 * size_); }
    int most(double length, double each) const {
        return std::clamp(static_cast<int>(length / (each * size_)), 2, 12);
    }
    /// A text with an edge, which is legible on any colour.
    void write(Point place, const std::string& words, Align align) {
        const Point on = at(place);
        if (on.y < -2 * size_ || on.y > canvas_.picture().height + 2 * size_) return;
        const double by = std::max(1.0, 0.08 * size_);
        for (const Point d : {Point{by, 0}, Point{-by, 0}, Point{0, by}, Point{0, -by}})
            canvas_.text({on.x + d.x, on.y + d.y}, size_, words, kShade, align);
        canvas_.text(on, size_, words, kInk, align);
    }

    PlotCanvas& canvas_;
    double size_, width_, height_, left_, top_;
};

}  // namespace

namespace {

void draw_tile(const PictureRows& rows, const RateAxes& axes, int left, int top) {
    Picture tile{std::min(kTile, rows.width - left), std::min(kTile, rows.first + rows.count - top), {}};
    const std::size_t bytes = 3 * static_cast<std::size_t>(tile.width);
    const auto row_at = [&](int y) {
        return rows.rgb + rows.row_bytes * static_cast<std::size_t>(top - rows.first + y) +
               3 * static_cast<std::size_t>(left);
    };
    for (int y = 0; y < tile.height; ++y) tile.rgb.insert(tile.rgb.end(), row_at(y), row_at(y) + bytes);
    const int height = tile.height;
    PlotCanvas canvas(std::move(tile));
    AxesPainter painter(canvas, rows, left, top);
    for (const Preset& preset : presets())
        painter.preset(axes.right(preset.kill), axes.up(preset.feed), letters_of(preset.pattern));
    painter.feed(axes.feed);
    painter.kill(axes.kill);
    for (int y = 0; y < height; ++y)
        std::copy_n(canvas.picture().rgb.begin() + static_cast<std::ptrdiff_t>(bytes) * y, bytes, row_at(y));
}

}  // namespace

void draw_axes(const PictureRows& rows, const RateAxes& axes) {
    if (std::min(rows.width, rows.height) < kSmallest) return;
    for (int top = rows.first; top < rows.first + rows.count; top += kTile)
        for (int left = 0; left < rows.width; left += kTile) draw_tile(rows, axes, left, top);
}

Picture with_axes(Picture picture, const std::optional<RateAxes>& axes) {
    if (axes)
        draw_axes({picture.rgb.data(), 3 * static_cast<std::size_t>(picture.width), 0, picture.height,
                   picture.width, picture.height},
                  *axes);
    return picture;
}

}  // namespace gs
