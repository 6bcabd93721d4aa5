// The ladder as bars, and what it shares with the roofline beside it.
#pragma once

#include <imgui.h>

#include <string>

#include "app/core/bench/bench.h"
#include "app/ui/ui.h"

namespace gs {

/// What both plots of a report show alike.
struct BenchLook {
    const BenchReport& report;
    /// Kernels are called by the end of their ids, since the page is narrow.
    bool brief = false;
    /// The kernel that was under the pointer in the last frame; it is lit in both plots.
    std::string lit;
    /// The one that is now.
    std::string& under_pointer;
};

/// The name of a kernel, by its id, in both plots.
std::string shown_name(const BenchReport& report, const std::string& kernel, bool brief);
/// True if whole names would leave too little of this width (pixels) to the bars.
bool wants_brief_names(const BenchReport& report, float width);
/// Draws a row per kernel that has samples, with rate, factor and share of its roof. A click on a
/// row runs the kernel.
void draw_ladder_bars(Ui& ui, const BenchLook& look, ImVec2 size);

}  // namespace gs
