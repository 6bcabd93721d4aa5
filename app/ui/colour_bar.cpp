#include "app/ui/colour_bar.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/core/document/colouring.h"
#include "app/core/document/ticks.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

// Of the type, at each level of the figures; and at the lower ones, if a bar is asked for.
constexpr std::array kSizes{0.0F, 0.0F, 1.3F, 1.9F};
constexpr float kSizeAsked = 1;
constexpr float kBarWidth = 14;  // em

/// The colours of one channel where u and v are shown at once.
PaletteTable inks_of(const std::array<float, 3>& ink) {
    PaletteTable table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        for (std::size_t c = 0; c < 3; ++c)
            table[i][c] = static_cast<std::uint8_t>(ink[c] * static_cast<float>(i) / 255);
    return table;
}

/// Draws one bar: its name, its colours, and numbers below them.
void draw_bar(const std::string& name, const PaletteTable& colours, const Range& range, ImVec2 low,
              float width) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const float bar = theme::em(0.9F), gap = theme::em(0.6F);
    const float named = ImGui::CalcTextSize(name.c_str()).x + gap;
    list.AddText(low, theme::color(theme::kAccent), name.c_str());
    const ImVec2 from{low.x + named, low.y + theme::em(0.1F)}, to{low.x + width - gap, from.y + bar};
    draw_gradient(list, colours, from, to);
    const float type = ImGui::GetFontSize() * 0.85F;
    for (const Tick& tick : ticks_of(range, 5)) {
        const float x = from.x + static_cast<float>(tick.place) * (to.x - from.x);
        list.AddLine({x, to.y}, {x, to.y + theme::em(0.25F)}, theme::color(theme::kDim),
                     std::max(1.0F, theme::em(0.07F)));
        const float wide = ImGui::CalcTextSize(tick.label.c_str()).x * 0.85F;
        // Within the bar's ground, even if it is the number of an end.
        const float at = std::clamp(x - wide / 2, low.x, low.x + width - wide);
        list.AddText(nullptr, type, {at, to.y + theme::em(0.3F)}, theme::color(theme::kText),
                     tick.label.c_str());
    }
}

}  // namespace

void draw_gradient(ImDrawList& list, const PaletteTable& colours, ImVec2 low, ImVec2 high) {
    constexpr int kBands = 64;  // each from one entry to another, blended between
    const auto ink = [&](std::size_t entry) {
        const Rgb& c = colours[entry];
        return IM_COL32(c[0], c[1], c[2], 255);
    };
    const auto x_at = [&](double place) { return low.x + static_cast<float>(place) * (high.x - low.x); };
    std::vector<std::size_t> begins{0};  // of runs of one colour
    for (std::size_t i = 1; i < colours.size(); ++i)
        if (colours[i] != colours[i - 1]) begins.push_back(i);
    if (begins.size() <= kBands) {  // steps, whose edges stay sharp
        for (std::size_t i = 0; i < begins.size(); ++i) {
            const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : colours.size();
            list.AddRectFilled({x_at(static_cast<double>(begins[i]) / 256), low.y},
                               {x_at(static_cast<double>(end) / 256), high.y}, ink(begins[i]));
        }
        return;
    }
    for (std::size_t i = 0; i < kBands; ++i) {
        const ImU32 from = ink(i * 255 / kBands), to = ink((i + 1) * 255 / kBands);
        list.AddRectFilledMultiColor({x_at(static_cast<double>(i) / kBands), low.y},
                                     {x_at(static_cast<double>(i + 1) / kBands), high.y}, from, to, to, from);
    }
}

void draw_colour_bar(const Ui& ui) {
    const Document& d = ui.app.document();
    float size = kSizes[static_cast<std::size_t>(ui.settings.overlay)];
    if (size == 0 && d.colour_bar && !ui.hidden) size = kSizeAsked;
    if (ui.presentation.on || size == 0) return;
    const bool both = d.colouring == Colouring::TwoChannels;
    const auto [right, bottom] = stage(ui).within(theme::em(kMargin)).high;
    ImGui::PushFont(nullptr, theme::kFontSize * size);
    const float pad = theme::em(0.6F), row = theme::em(2.3F), width = theme::em(kBarWidth) + 2 * pad;
    const float top = bottom - row * (both ? 2 : 1) - 1.4F * pad;
    ImGui::GetBackgroundDrawList()->AddRectFilled({right - width, top}, {right, bottom},
                                                  theme::color(theme::kOverlay), theme::em(0.5F));
    const ImVec2 at{right - width + pad, top + pad};
    const float inner = width - 2 * pad;
    draw_bar(shown_name(d), both ? inks_of(kInkOfV) : shown_colours(d), shown_range(d), at, inner);
    if (both)
        draw_bar("u", inks_of(kInkOfU), d.ranges[static_cast<std::size_t>(Channel::U)], {at.x, at.y + row},
                 inner);
    ImGui::PopFont();
}

}  // namespace gs
