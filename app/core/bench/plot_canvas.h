// Drawing into a picture, smooth at the edges: filled shapes and text, enough for a plot.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "app/core/files/png.h"

namespace gs {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    /// 0 to 1.
    double alpha = 1;
};

/// A point in pixels; x to the right, y down, (0, 0) is the upper left corner of the picture.
struct Point {
    double x = 0, y = 0;
};

/// Where a text stands to its point.
enum class Align { Left, Centre, Right };

/// Sides up to 4000 pixels. One thread at a time.
class Canvas {
  public:
    Canvas(int width, int height, Colour background);

    /// A closed polygon; what lies outside of the picture is cut off.
    void fill(std::span<const Point> corners, Colour colour);
    void rectangle(Point upper_left, double width, double height, Colour colour);
    void line(Point from, Point to, double width, Colour colour);
    void dashes(Point from, Point to, double width, Colour colour);
    void disc(Point centre, double radius, Colour colour);
    /// `at` is on the baseline; size: height of a line in pixels. UTF-8.
    /// Draws nothing without a typeface.
    void text(Point at, double size, std::string_view words, Colour colour, Align align = Align::Left);
    /// In pixels.
    static double text_width(double size, std::string_view words);
    /// False where the program was built without a typeface.
    static bool has_typeface();

    const Picture& picture() const { return picture_; }

  private:
    void blend(int x, int y, int columns, int rows, const std::vector<std::uint8_t>& coverage, Colour colour);

    Picture picture_;
};

}  // namespace gs
