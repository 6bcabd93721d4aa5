// What stands below a saved picture: the colour bar, and a line of text.
#pragma once

#include <string_view>

#include "app/core/document/document.h"
#include "app/core/files/png.h"

namespace gs {

/// A strip of this width in pixels, in which the document's colours stand as a bar with its name
/// and round numbers; u and v have a bar each where both are shown. Of height 0 if the document has
/// no colour bar, or if it is too narrow for one. Any thread.
Picture legend_of(int width, const Document& document);
/// A strip with a line of text, which is made smaller if it is too long. Any thread.
Picture caption_strip(int width, std::string_view words);
/// Puts the strip below the picture; both have the same width.
void append_below(Picture& picture, const Picture& strip);

/// The picture with legend_of() below it.
Picture with_legend(Picture picture, const Document& document);

}  // namespace gs
