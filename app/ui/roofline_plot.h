// The roofline: the machine's limits as lines, and the kernels as points under them.
#pragma once

#include "app/ui/ladder_bars.h"

namespace gs {

/// The roofs of the device that computes: those of the report, or of an earlier measurement on this
/// machine; empty if there are none.
Roofs roofs_for(const BenchReport& report, bool on_device);
/// The sentence that a level of memory came out slower than the one beyond it, so that the roofs
/// are to be measured again; empty if none did.
std::string doubt_of(const Roofs& roofs);
/// Draws the measured kernels, and the live rate of the one that is running, within this size. A
/// click on a point runs its kernel.
void draw_roofline(Ui& ui, const BenchLook& look, ImVec2 size);

}  // namespace gs
