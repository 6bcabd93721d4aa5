// What the hand's tools look like on the field, once for each repetition. Places are those of the
// commands: (0, 0) is the middle of the first cell.
#pragma once

#include "app/ui/ui.h"

namespace gs {

/// Pixels of the framebuffer in one of Dear ImGui's units.
double pixel_scale();

/// The lines through the field's middle about which marks are mirrored and turned.
void draw_axes(const Ui& ui, const Symmetry& symmetry);
/// The brush's outline at a place or, filled, along a line.
void draw_brush(const Ui& ui, CellPoint from, CellPoint to, const Symmetry& symmetry, bool filled);
/// A rectangle that is to be painted.
void draw_box_of_cells(const Ui& ui, CellPoint low, CellPoint high, const Symmetry& symmetry);
/// A rectangle that is or will be selected, with its size.
void draw_frame_of_cells(const Ui& ui, CellPoint low, CellPoint high);
/// The chosen stamp. angle: in degrees.
void draw_stamp(const Ui& ui, CellPoint at, double angle, const Symmetry& symmetry);

}  // namespace gs
