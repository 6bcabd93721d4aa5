// What stands below a saved picture: the colour bar, and a line of text.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/core/document/document.h"
#include "app/core/document/pixel_axis.h"
#include "app/core/files/png.h"

namespace gs {

/// The width in which the strips of a picture are drawn: its own, or, since the canvas takes no
/// more than 4000 pixels, a whole part of it. PictureStrip makes them as wide as the picture.
int strip_width(int width);
/// The height of letters on and below a picture of this width, in pixels.
double letter_size(int width);
/// A strip in which the document's colours stand as a bar with its name and round numbers; u and v
/// have a bar each where both are shown. Of height 0 if the document has no colour bar, or if it is
/// too narrow for one. width: in pixels, a strip_width(). Any thread.
Picture legend_of(int width, const Document& document);
/// A strip with a line of text, which is made smaller if it is too long. Any thread.
Picture caption_strip(int width, std::string_view words);
/// A strip as it stands below a picture of this width, row by row. Any thread.
class PictureStrip {
  public:
    PictureStrip(Picture drawn, int width);
    int height() const { return down_.size(); }
    /// Puts a row into `rgb`.
    void paint(int y, std::uint8_t* rgb) const;

  private:
    Picture drawn_;
    PixelAxis across_, down_;
};

/// Puts the strip below the picture; both have the same width.
void append_below(Picture& picture, const Picture& strip);

/// The picture with legend_of() below it. Any thread.
Picture with_legend(Picture picture, const Document& document);

}  // namespace gs
