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

/// The strip as wide as the picture; one that is wider than the canvas has it in its middle.
Picture centred(const Picture& strip, int width) {
    if (strip.width == width) return strip;
    Picture wide{width, strip.height, {}};
    for (std::size_t i = 0; i < static_cast<std::size_t>(width) * static_cast<std::size_t>(strip.height); ++i)
        wide.rgb.insert(wide.rgb.end(), {kGround.red, kGround.green, kGround.blue});
    const auto row = static_cast<std::ptrdiff_t>(width) * 3,
               part = static_cast<std::ptrdiff_t>(strip.width) * 3;
    const std::ptrdiff_t indent = 3 * static_cast<std::ptrdiff_t>((width - strip.width) / 2);
    for (std::ptrdiff_t y = 0; y < strip.height; ++y)
        std::copy_n(strip.rgb.begin() + y * part, part, wide.rgb.begin() + y * row + indent);
    return wide;
}

/// Of letters on a strip, in pixels.
double letter_size(int width) {
    return std::clamp(width / 45.0, 10.0, 48.0);
}

}  // namespace

Picture legend_of(int whole_width, const Document& d) {
    if (!d.colour_bar || whole_width < kNarrowest) return {whole_width, 0, {}};
    const int width = std::min(whole_width, kWidest);
    const double size = letter_size(width);
    PlotCanvas canvas(width, static_cast<int>(3.7 * size), kGround);
    const bool both = d.colouring == Colouring::TwoChannels;
    const double most = 44 * size, wide = std::min(width - 2 * size, most), left = (width - wide) / 2;
    const double middle = left + wide / 2;
    draw_bar(canvas, {left, both ? middle - size : left + wide, size}, shown_name(d),
             both ? inks_of(kInkOfV) : shown_colours(d), shown_range(d));
    if (both)
        draw_bar(canvas, {middle + size, left + wide, size}, "u", inks_of(kInkOfU),
                 d.ranges[static_cast<std::size_t>(Channel::U)]);
    return centred(canvas.picture(), whole_width);
}

Picture caption_strip(int whole_width, std::string_view words) {
    const int width = std::min(whole_width, kWidest);
    double size = letter_size(width);
    const int height = static_cast<int>(2 * size);
    const double room = width - size, needed = PlotCanvas::text_width(size, words);
    if (needed > room) size = std::max(size * room / needed, 1.0);
    PlotCanvas canvas(width, height, kGround);
    canvas.text({width / 2.0, height / 2.0 + 0.35 * size}, size, words, kInk, Align::Centre);
    return centred(canvas.picture(), whole_width);
}

void append_below(Picture& picture, const Picture& strip) {
    picture.rgb.insert(picture.rgb.end(), strip.rgb.begin(), strip.rgb.end());
    picture.height += strip.height;
}

Picture with_legend(Picture picture, const Document& d) {
    append_below(picture, legend_of(picture.width, d));
    return picture;
}

}  // namespace gs
