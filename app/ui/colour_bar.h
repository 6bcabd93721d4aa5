// The palette as a bar, and what its ends stand for.
#pragma once

#include <imgui.h>

#include "app/core/document/palettes.h"

namespace gs {

struct Ui;

/// Draws the palette's colours between two corners, in pixels; `reverse`: from its other end.
void draw_gradient(ImDrawList& list, const Palette& palette, bool reverse, ImVec2 low, ImVec2 high);

/// Draws the palette with the shown channel and its range at the stage's lower right corner, while
/// the figures are large or largest.
void draw_colour_bar(const Ui& ui);

}  // namespace gs
