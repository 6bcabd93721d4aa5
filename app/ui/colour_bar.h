// The palette as a bar, and what its ends stand for.
#pragma once

#include <imgui.h>

#include "app/core/document/palettes.h"

namespace gs {

struct Ui;

/// Draws colours between two corners, in pixels.
void draw_gradient(ImDrawList& list, const PaletteTable& colours, ImVec2 low, ImVec2 high);

/// Draws the palette with what is shown, its range and ticks at the stage's lower right corner,
/// while the figures are large or largest, or if the document has a colour bar.
void draw_colour_bar(const Ui& ui);

}  // namespace gs
