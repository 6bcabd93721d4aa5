// The roofline: what the machine allows, and where the kernels are under it.
#pragma once

#include "app/core/bench/bench.h"
#include "app/ui/ui.h"

namespace gs {

/// Draws the roofs of this machine (of the report, or of an earlier measurement), the report's
/// kernels by name and the running one as a larger point. Pixels.
void draw_roofline(const Ui& ui, const BenchReport& report, float width, float height);

}  // namespace gs
