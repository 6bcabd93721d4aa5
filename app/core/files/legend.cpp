#include "app/core/files/legend.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/core/document/colouring.h"
#include "app/core/document/palettes.h"
#include "app/core/document/ticks.h"
#include "app/core/files/plot_canvas.h"

namespace gs {

namespace {

constexpr int kNarrowest = 64, kWidest = 4000;  // pixels; the canvas takes no more
constexpr Colour kGround{19, 21, 24}, kInk{236, 238, 241}, kDim{194, 200, 208};

PaletteTable inks_of(const std::array<float, 3>& ink) {
    PaletteTable table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        for (std::size_t c = 0; c < 3; ++c)
            table[i][c] = static_cast<std::uint8_t>(ink[c] * static_cast<float>(i) / 255);
    return table;
}

/// Where a bar stands, in pixels.
struct Place {
    double left, right, size;
};

void draw_bar(PlotCanvas& canvas, const Place& at, const std::string& name, const PaletteTable& colours,
              const Range& range) {
    const double size = at.size, left = at.left + PlotCanvas::text_width(size, name) + size;
    const double top = 0.7 * size, foot = 1.7 * size, width = at.right - left;
    canvas.text({at.left, foot - 0.15 * size}, size, name, kInk);
    // Whole columns of pixels, since the smooth edges of narrower ones would show.
    for (int x = static_cast<int>(left); x < static_cast<int>(at.right); ++x) {
        const double place = std::clamp((x + 0.5 - left) / width, 0.0, 1.0);
        const Rgb& c = colours[static_cast<std::size_t>(std::lround(place * 255))];
        canvas.rectangle({static_cast<double>(x), top}, 1, foot - top, {c[0], c[1], c[2]});
    }
    const int most = std::clamp(static_cast<int>(width / (5 * size)), 2, 9);
    for (const Tick& tick : ticks_of(range, most)) {
        const double x = left + tick.place * width;
        canvas.line({x, foot}, {x, foot + 0.35 * size}, std::max(1.0, 0.08 * size), kDim);
        const double half = PlotCanvas::text_width(0.9 * size, tick.label) / 2;
        canvas.text({std::min(x, at.right + 0.9 * size - half), foot + 1.4 * size}, 0.9 * size, tick.label,
                    kInk, Align::Centre);
    }
}

}  // namespace

Picture with_legend(Picture picture, const Document& d) {
    if (!d.colour_bar || picture.width < kNarrowest) return picture;
    const int width = std::min(picture.width, kWidest);
    const double size = std::clamp(width / 45.0, 10.0, 48.0);
    const int height = static_cast<int>(3.7 * size);
    PlotCanvas canvas(width, height, kGround);
    const bool both = d.colouring == Colouring::TwoChannels;
    const double most = 44 * size, wide = std::min(width - 2 * size, most), left = (width - wide) / 2;
    const double middle = left + wide / 2;
    draw_bar(canvas, {left, both ? middle - size : left + wide, size}, shown_name(d),
             both ? inks_of(kInkOfV) : shown_colours(d), shown_range(d));
    if (both)
        draw_bar(canvas, {middle + size, left + wide, size}, "u", inks_of(kInkOfU),
                 d.ranges[static_cast<std::size_t>(Channel::U)]);
    // A picture that is wider than the canvas has the bar in its middle.
    const Picture& bar = canvas.picture();
    const auto row = static_cast<std::size_t>(picture.width) * 3, part = static_cast<std::size_t>(width) * 3;
    const std::size_t before = row * static_cast<std::size_t>(picture.height);
    picture.rgb.resize(before + row * static_cast<std::size_t>(height));
    for (std::size_t i = before; i < picture.rgb.size(); i += 3) {
        picture.rgb[i] = kGround.red;
        picture.rgb[i + 1] = kGround.green;
        picture.rgb[i + 2] = kGround.blue;
    }
    const std::size_t indent = 3 * static_cast<std::size_t>((picture.width - width) / 2);
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
        std::copy_n(bar.rgb.begin() + static_cast<std::ptrdiff_t>(y * part), part,
                    picture.rgb.begin() + static_cast<std::ptrdiff_t>(before + y * row + indent));
    picture.height += height;
    return picture;
}

}  // namespace gs
