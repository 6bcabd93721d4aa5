#include "app/core/files/drawn_axes.h"

#include <algorithm>
#include <string>

#include "app/core/document/presets.h"
#include "app/core/document/ticks.h"
#include "app/core/files/plot_canvas.h"

namespace gs {

namespace {

constexpr int kSmallest = 128, kWidest = 4000;  // pixels; the canvas takes no more
constexpr Colour kInk{236, 238, 241}, kShade{12, 13, 15};

/// Draws on a picture with letters of this height in pixels.
class AxesPainter {
  public:
    AxesPainter(PlotCanvas& canvas, double size)
        : canvas_(canvas), size_(size), width_(canvas.picture().width), height_(canvas.picture().height) {}

    void feed(const Range& range) {
        for (const Tick& tick : ticks_of(range, most(height_, 4))) {
            const double y = height_ * (1 - tick.place);
            if (y < 2.5 * size_ || y > height_ - 2.5 * size_) continue;  // the corners are the names'
            canvas_.line({width_ - 0.5 * size_, y}, {width_, y}, line(), kInk);
            write({width_ - 0.8 * size_, y + 0.35 * size_}, tick.label, Align::Right);
        }
        write({width_ - 0.8 * size_, 1.4 * size_}, "F", Align::Right);
    }

    void kill(const Range& range) {
        for (const Tick& tick : ticks_of(range, most(width_, 7))) {
            const double x = width_ * tick.place;
            if (x < 2.5 * size_ || x > width_ - 6 * size_) continue;
            canvas_.line({x, height_ - 0.5 * size_}, {x, height_}, line(), kInk);
            write({x, height_ - 0.8 * size_}, tick.label, Align::Centre);
        }
        write({width_ - 0.8 * size_, height_ - 0.8 * size_}, "k", Align::Right);
    }

    void preset(double right, double up, const std::string& letters) {
        if (right < 0 || right > 1 || up < 0 || up > 1) return;
        const Point at{width_ * right, height_ * (1 - up)};
        canvas_.disc(at, 0.33 * size_, kShade);
        canvas_.disc(at, 0.25 * size_, kInk);
        write({at.x + 0.5 * size_, at.y - 0.4 * size_}, letters, Align::Left);
    }

  private:
    double line() const { return std::max(1.0, 0.1 * size_); }
    int most(double length, double each) const {
        return std::clamp(static_cast<int>(length / (each * size_)), 2, 12);
    }
    /// A text with an edge, which is legible on any colour.
    void write(Point at, const std::string& words, Align align) {
        const double by = std::max(1.0, 0.08 * size_);
        for (const Point d : {Point{by, 0}, Point{-by, 0}, Point{0, by}, Point{0, -by}})
            canvas_.text({at.x + d.x, at.y + d.y}, size_, words, kShade, align);
        canvas_.text(at, size_, words, kInk, align);
    }

    PlotCanvas& canvas_;
    double size_, width_, height_;
};

}  // namespace

Picture with_axes(Picture picture, const std::optional<RateAxes>& axes) {
    if (!axes || std::min(picture.width, picture.height) < kSmallest ||
        std::max(picture.width, picture.height) > kWidest)
        return picture;
    const double size = std::clamp(picture.width / 45.0, 10.0, 48.0);
    PlotCanvas canvas(std::move(picture));
    AxesPainter painter(canvas, size);
    for (const Preset& preset : presets())
        painter.preset(axes->right(preset.kill), axes->up(preset.feed), letters_of(preset.pattern));
    painter.feed(axes->feed);
    painter.kill(axes->kill);
    return canvas.picture();
}

}  // namespace gs
