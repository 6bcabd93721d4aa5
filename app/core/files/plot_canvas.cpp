#include "app/core/files/plot_canvas.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <stb/stb_truetype.h>

#include "embedded/plot_typeface.h"

namespace gs {

namespace {

constexpr double kUnits = 8;  // the rasteriser takes whole numbers, so it gets eighths of a pixel

/// The embedded typeface, or nullptr.
const stbtt_fontinfo* typeface() {
    static const std::unique_ptr<const stbtt_fontinfo> info = []() -> std::unique_ptr<const stbtt_fontinfo> {
        const auto files = embedded::plot_typeface();
        if (files.empty()) return nullptr;
        const auto* bytes = reinterpret_cast<const unsigned char*>(files.front().bytes.data());
        auto made = std::make_unique<stbtt_fontinfo>();
        if (stbtt_InitFont(made.get(), bytes, stbtt_GetFontOffsetForIndex(bytes, 0)) == 0) return nullptr;
        return made;
    }();
    return info.get();
}

/// The code points of a UTF-8 text; an invalid byte becomes a question mark.
std::vector<int> code_points(std::string_view words) {
    std::vector<int> points;
    for (std::size_t i = 0; i < words.size();) {
        const auto lead = static_cast<unsigned char>(words[i]);
        const std::size_t length = lead < 0x80    ? 1
                                   : lead >= 0xF0 ? 4
                                   : lead >= 0xE0 ? 3
                                   : lead >= 0xC0 ? 2
                                                  : 0;
        if (length == 0 || i + length > words.size()) {
            points.push_back('?');
            ++i;
            continue;
        }
        int point = length == 1 ? lead : lead & (0x7F >> length);
        for (std::size_t j = 1; j < length; ++j)
            point = point << 6 | (static_cast<unsigned char>(words[i + j]) & 0x3F);
        points.push_back(point);
        i += length;
    }
    return points;
}

/// The start of each glyph relative to the first, then the width of all of them, in pixels.
std::vector<double> advances(const std::vector<int>& points, double scale) {
    std::vector<double> starts{0};
    for (std::size_t i = 0; i < points.size(); ++i) {
        int advance = 0, bearing = 0;
        stbtt_GetCodepointHMetrics(typeface(), points[i], &advance, &bearing);
        if (i + 1 < points.size())
            advance += stbtt_GetCodepointKernAdvance(typeface(), points[i], points[i + 1]);
        starts.push_back(starts.back() + scale * advance);
    }
    return starts;
}

double scale_of(double size) {
    return static_cast<double>(stbtt_ScaleForPixelHeight(typeface(), static_cast<float>(size)));
}

}  // namespace

PlotCanvas::PlotCanvas(int width, int height, Colour background) {
    picture_.width = width;
    picture_.height = height;
    picture_.rgb.resize(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    rectangle({0, 0}, width, height, background);
}

/// Blends the colour into each pixel by the share of it that is covered (0 to 255).
void PlotCanvas::blend(int x, int y, int columns, int rows, const std::vector<std::uint8_t>& coverage,
                       Colour colour) {
    const std::uint8_t ink[] = {colour.red, colour.green, colour.blue};
    for (int row = std::max(0, -y); row < std::min(rows, picture_.height - y); ++row)
        for (int column = std::max(0, -x); column < std::min(columns, picture_.width - x); ++column) {
            const double part = colour.alpha *
                                coverage[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                                         static_cast<std::size_t>(column)] /
                                255;
            std::uint8_t* pixel =
                &picture_
                     .rgb[3 * (static_cast<std::size_t>(y + row) * static_cast<std::size_t>(picture_.width) +
                               static_cast<std::size_t>(x + column))];
            for (int i = 0; i < 3; ++i)
                pixel[i] = static_cast<std::uint8_t>(std::lround(pixel[i] + part * (ink[i] - pixel[i])));
        }
}

void PlotCanvas::fill(std::span<const Point> corners, Colour colour) {
    const auto [left, right] = std::ranges::minmax(corners, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(corners, {}, &Point::y);
    const int x = static_cast<int>(std::floor(std::max(left.x, -1.0)));
    const int y = static_cast<int>(std::floor(std::max(top.y, -1.0)));
    const int columns = static_cast<int>(std::ceil(std::min(right.x, picture_.width + 1.0))) - x;
    const int rows = static_cast<int>(std::ceil(std::min(bottom.y, picture_.height + 1.0))) - y;
    if (columns <= 0 || rows <= 0) return;
    std::vector<stbtt_vertex> outline;
    const auto add = [&](Point point, unsigned char type) {
        stbtt_vertex vertex{};
        vertex.x = static_cast<stbtt_vertex_type>(std::lround(point.x * kUnits));
        vertex.y = static_cast<stbtt_vertex_type>(std::lround(point.y * kUnits));
        vertex.type = type;
        outline.push_back(vertex);
    };
    add(corners.front(), STBTT_vmove);
    for (const Point& corner : corners.subspan(1)) add(corner, STBTT_vline);
    add(corners.front(), STBTT_vline);
    std::vector<std::uint8_t> coverage(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    stbtt__bitmap bitmap{columns, rows, columns, coverage.data()};
    const auto unit = static_cast<float>(1 / kUnits);
    stbtt_Rasterize(&bitmap, 0.3F, outline.data(), static_cast<int>(outline.size()), unit, unit, 0, 0, x, y,
                    0, nullptr);
    blend(x, y, columns, rows, coverage, colour);
}

void PlotCanvas::rectangle(Point at, double width, double height, Colour colour) {
    const Point corners[] = {at, {at.x + width, at.y}, {at.x + width, at.y + height}, {at.x, at.y + height}};
    fill(corners, colour);
}

void PlotCanvas::line(Point from, Point to, double width, Colour colour) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length == 0) return;
    const double across_x = (to.y - from.y) / length * width / 2,
                 across_y = (from.x - to.x) / length * width / 2;
    const Point corners[] = {{from.x + across_x, from.y + across_y},
                             {to.x + across_x, to.y + across_y},
                             {to.x - across_x, to.y - across_y},
                             {from.x - across_x, from.y - across_y}};
    fill(corners, colour);
}

void PlotCanvas::dashes(Point from, Point to, double width, Colour colour) {
    constexpr double kDash = 10, kGap = 7;
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const auto at = [&](double distance) {
        const double part = std::min(distance / length, 1.0);
        return Point{from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)};
    };
    for (double start = 0; start < length; start += kDash + kGap)
        line(at(start), at(start + kDash), width, colour);
}

void PlotCanvas::disc(Point centre, double radius, Colour colour) {
    constexpr int kCorners = 48;
    std::vector<Point> corners;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * std::numbers::pi * i / kCorners;
        corners.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    fill(corners, colour);
}

void PlotCanvas::text(Point at, double size, std::string_view words, Colour colour, Align align) {
    if (!has_typeface()) return;
    const double scale = scale_of(size);
    const auto points = code_points(words);
    const auto starts = advances(points, scale);
    const double shift = align == Align::Left     ? 0
                         : align == Align::Centre ? starts.back() / 2
                                                  : starts.back();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x = at.x - shift + starts[i];
        const double column = std::floor(x), row = std::round(at.y);
        const auto fraction = static_cast<float>(x - column), unit = static_cast<float>(scale);
        int left = 0, top = 0, right = 0, bottom = 0;
        stbtt_GetCodepointBitmapBoxSubpixel(typeface(), points[i], unit, unit, fraction, 0, &left, &top,
                                            &right, &bottom);
        const int columns = right - left, rows = bottom - top;
        if (columns <= 0 || rows <= 0) continue;
        std::vector<std::uint8_t> coverage(static_cast<std::size_t>(columns) *
                                           static_cast<std::size_t>(rows));
        stbtt_MakeCodepointBitmapSubpixel(typeface(), coverage.data(), columns, rows, columns, unit, unit,
                                          fraction, 0, points[i]);
        blend(static_cast<int>(column) + left, static_cast<int>(row) + top, columns, rows, coverage, colour);
    }
}

double PlotCanvas::text_width(double size, std::string_view words) {
    return has_typeface() ? advances(code_points(words), scale_of(size)).back() : 0;
}

bool PlotCanvas::has_typeface() {
    return typeface() != nullptr;
}

}  // namespace gs
