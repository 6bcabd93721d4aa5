// The roofline: the roofs of the machine, and the place of each kernel below them.
#pragma once

#include "app/core/bench/bench.h"
#include "app/ui/ui.h"

namespace gs {

/// Draws the roofs of this machine (of the report, or of an earlier measurement), the report's
/// kernels by name, and the running one as a larger point. width, height: pixels.
void draw_roofline(const Ui& ui, const BenchReport& report, float width, float height);

}  // namespace gs
