// Draws filled shapes and text, with smooth edges, into a picture: enough for a plot.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/files/png.h"

namespace gs {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    /// Opacity, 0 to 1.
    double alpha = 1;
};

/// A point in pixels; x to the right, y down, (0, 0) is the upper left corner of the picture.
struct Point {
    double x = 0, y = 0;
};

/// How a text is aligned to its point.
enum class Align { Left, Centre, Right };

/// Draws into a picture of at most 4000 pixels per side. One thread at a time.
class PlotCanvas {
  public:
    PlotCanvas(int width, int height, Colour background);
    /// Draws onto this picture.
    explicit PlotCanvas(Picture picture) : picture_(std::move(picture)) {}

    /// Fills a closed polygon; parts outside of the picture are cut off.
    void fill(std::span<const Point> corners, Colour colour);
    void rectangle(Point upper_left, double width, double height, Colour colour);
    void line(Point from, Point to, double width, Colour colour);
    void dashes(Point from, Point to, double width, Colour colour);
    void disc(Point centre, double radius, Colour colour);
    /// Draws a UTF-8 text. `at` lies on the baseline; size: height of a line in pixels. Draws
    /// nothing if there is no typeface.
    void text(Point at, double size, std::string_view words, Colour colour, Align align = Align::Left);
    /// The width of a text in pixels.
    static double text_width(double size, std::string_view words);
    /// False if the program was built without a typeface.
    static bool has_typeface();

    const Picture& picture() const { return picture_; }

  private:
    void blend(int x, int y, int columns, int rows, const std::vector<std::uint8_t>& coverage, Colour colour);

    Picture picture_;
};

}  // namespace gs
