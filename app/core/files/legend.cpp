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

double letter_size(int width) {
    const int drawn = strip_width(width);
    return std::clamp(drawn / 45.0, 10.0, 48.0) * width / drawn;
}

int strip_width(int width) {
    return width <= kWidest ? width : width / ((width + kWidest - 1) / kWidest);
}

Picture legend_of(int width, const Document& d) {
    if (!d.colour_bar || width < kNarrowest) return {width, 0, {}};
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
    return canvas.picture();
}

Picture caption_strip(int width, std::string_view words) {
    double size = letter_size(width);
    const int height = static_cast<int>(2 * size);
    const double room = width - size, needed = PlotCanvas::text_width(size, words);
    if (needed > room) size = std::max(size * room / needed, 1.0);
    PlotCanvas canvas(width, height, kGround);
    canvas.text({width / 2.0, height / 2.0 + 0.35 * size}, size, words, kInk, Align::Centre);
    return canvas.picture();
}

void append_below(Picture& picture, const Picture& strip) {
    picture.rgb.insert(picture.rgb.end(), strip.rgb.begin(), strip.rgb.end());
    picture.height += strip.height;
}

PictureStrip::PictureStrip(Picture drawn, int width) : drawn_(std::move(drawn)) {
    const double scale = static_cast<double>(width) / drawn_.width;
    const int height = static_cast<int>(std::lround(drawn_.height * scale));
    lay_out(across_, width, 0, scale, drawn_.width, true);
    if (height > 0)
        lay_out(down_, height, 0, static_cast<double>(height) / drawn_.height, drawn_.height, true);
}

void PictureStrip::paint(int y, std::uint8_t* rgb) const {
    const auto row = 3 * static_cast<std::size_t>(drawn_.width);
    const auto at = static_cast<std::size_t>(down_.cell[static_cast<std::size_t>(y)]);
    const float next_row = down_.next[static_cast<std::size_t>(y)];
    const std::uint8_t* const north = drawn_.rgb.data() + row * at;
    const std::uint8_t* const south = next_row == 0 ? north : north + row;
    for (std::size_t x = 0; x < across_.cell.size(); ++x) {
        const std::size_t west = 3 * static_cast<std::size_t>(across_.cell[x]),
                          east = across_.next[x] == 0 ? west : west + 3;
        for (std::size_t i = 0; i < 3; ++i) {
            const float above = blend(north[west + i], north[east + i], across_.next[x]),
                        below = blend(south[west + i], south[east + i], across_.next[x]);
            *rgb++ = static_cast<std::uint8_t>(std::lround(blend(above, below, next_row)));
        }
    }
}

Picture with_legend(Picture picture, const Document& d) {
    const PictureStrip strip(legend_of(strip_width(picture.width), d), picture.width);
    const std::size_t row = 3 * static_cast<std::size_t>(picture.width), before = picture.rgb.size();
    picture.rgb.resize(before + row * static_cast<std::size_t>(strip.height()));
    for (int y = 0; y < strip.height(); ++y)
        strip.paint(y, picture.rgb.data() + before + row * static_cast<std::size_t>(y));
    picture.height += strip.height();
    return picture;
}

}  // namespace gs
