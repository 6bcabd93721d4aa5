// The two equations, set in type.
#pragma once

#include <string_view>

namespace gs {

/// Draws the equations of the model, centred in the width that is left. touched: the key of the
/// property that is hovered or dragged, whose terms are lit; or empty.
void draw_formula(std::string_view touched);

}  // namespace gs
