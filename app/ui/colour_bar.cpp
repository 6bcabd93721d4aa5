#include "app/ui/colour_bar.h"

#include <fmt/core.h>

#include <array>

#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr std::array kSizes{0.0F, 0.0F, 1.3F, 1.9F};  // of the type, for each level of the figures

}  // namespace

void draw_gradient(ImDrawList& list, const Palette& palette, bool reverse, ImVec2 low, ImVec2 high) {
    constexpr int kBands = 48;
    const auto at = [&](int band) {
        const int entry = band * 255 / kBands;
        const auto& c = palette.rgb[static_cast<std::size_t>(reverse ? 255 - entry : entry)];
        return IM_COL32(c[0], c[1], c[2], 255);
    };
    const float width = (high.x - low.x) / kBands;
    for (int i = 0; i < kBands; ++i) {
        const float x = low.x + width * static_cast<float>(i);
        list.AddRectFilledMultiColor({x, low.y}, {x + width, high.y}, at(i), at(i + 1), at(i + 1), at(i));
    }
}

void draw_colour_bar(const Ui& ui) {
    const float size = kSizes[static_cast<std::size_t>(ui.settings.overlay)];
    const Document& d = ui.app.document();
    const Palette* palette = find_palette(d.palette);
    if (ui.presentation.on || size == 0 || palette == nullptr) return;
    const Range& range = shown_range(d);
    const std::string channel = to_text(value_of(d, ui.rows.property("channel"))),
                      low = fmt::format("{:.4g}", range.low), high = fmt::format("{:.4g}", range.high);
    const auto [right, bottom] = stage(ui).within(theme::em(kMargin)).high;
    ImGui::PushFont(nullptr, theme::kFontSize * size);
    const float pad = theme::em(0.6F), gap = theme::em(0.5F), bar = theme::em(8);
    const auto width_of = [](const std::string& said) { return ImGui::CalcTextSize(said.c_str()).x; };
    const float width = width_of(channel) + width_of(low) + width_of(high) + bar + 4 * gap + 2 * pad;
    const float top = bottom - ImGui::GetFontSize() - 2 * pad;
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({right - width, top}, {right, bottom}, theme::color(theme::kOverlay), theme::em(0.5F));
    float x = right - width + pad;
    const auto write = [&](const std::string& said, const ImVec4& ink, float after) {
        list.AddText({x, top + pad}, theme::color(ink), said.c_str());
        x += width_of(said) + after;
    };
    write(channel, theme::kAccent, 2 * gap);
    write(low, theme::kText, gap);
    draw_gradient(list, *palette, d.reverse, {x, top + pad + theme::em(0.12F)},
                  {x + bar, bottom - pad - theme::em(0.12F)});
    x += bar + gap;
    write(high, theme::kText, 0);
    ImGui::PopFont();
}

}  // namespace gs
