// The section for the colours and the view of the field.
#include <fmt/core.h>
#include <imgui.h>

#include <array>
#include <cmath>

#include "app/core/document/palettes.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

void draw_gradient(const Palette& palette, bool reverse, ImVec2 low, ImVec2 high) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
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

void draw_palettes(Ui& ui) {
    const Document& d = ui.app.document();
    const Palette* now = find_palette(d.palette);
    const Property& row = ui.rows.property("palette");
    ui.rows.list(row, "palette", now ? now->label : d.palette, row.help, [&] {
        for (const Palette& palette : palettes()) {
            if (ImGui::Selectable(palette.id.c_str(), &palette == now)) ui.set("palette", palette.id);
            ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
            low.x += theme::em(5.5F);
            if (high.x > low.x) draw_gradient(palette, false, low, {high.x, high.y - 1});
        }
    });
    if (!now) return;
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 high{low.x + ImGui::GetContentRegionAvail().x, low.y + theme::em(0.7F)};
    ImGui::Dummy({high.x - low.x, high.y - low.y});
    draw_gradient(*now, d.reverse, low, high);
}

/// Sets the ends of the palette to the extremes of the current field.
void fit_range(Ui& ui) {
    if (!ui.frame) return;
    const Frame& f = *ui.frame;
    const Channel channel = ui.app.document().channel;
    float low = f.v_min, high = f.v_max;
    if (channel == Channel::U) {
        low = f.u_min;
        high = f.u_max;
    } else if (channel == Channel::Difference) {
        low = f.u_min - f.v_max;
        high = f.u_max - f.v_min;
    }
    if (!std::isfinite(low) || !std::isfinite(high) || high - low < 1e-6F) return;
    const auto neat = [](float x) { return std::round(static_cast<double>(x) * 1000) / 1000; };
    ui.app.begin_gesture(text(Text::UiFitRange));
    ui.set("low", neat(low));
    ui.set("high", neat(high));
    ui.app.end_gesture();
}

void draw_views(Ui& ui) {
    const auto [title, help] = std::pair(text(Text::UiView), text(Text::UiViewHelp));
    Property row = ui.rows.property("filter");
    row.label = title;
    row.help = help;
    ImGui::PushID("view");
    ImGui::SetNextItemWidth(ui.rows.label(row));
    const std::array labels{c_text(Text::UiViewFill), c_text(Text::UiViewFit), c_text(Text::UiViewOneToOne)};
    const int clicked = segmented("mode", labels, static_cast<int>(ui.view.mode()), title, help);
    constexpr std::array kCommands{"view fill", "view fit", "view 1:1"};
    if (clicked >= 0) ui.execute(kCommands[static_cast<std::size_t>(clicked)]);
    ImGui::PopID();
}

}  // namespace

void draw_picture_section(Ui& ui) {
    draw_palettes(ui);
    ui.rows.row("channel");
    ui.rows.row("low");
    ui.rows.row("high");
    const float width = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2;
    if (ImGui::Button(c_text(Text::UiFitRange), {width, 0})) fit_range(ui);
    tooltip(text(Text::UiFitRange), text(Text::UiFitRangeHelp));
    ImGui::SameLine();
    bool reverse = ui.app.document().reverse;
    if (ImGui::Checkbox(ui.rows.property("reverse").label.c_str(), &reverse)) ui.set("reverse", reverse);
    tooltip(ui.rows.property("reverse").label, ui.rows.property("reverse").help);
    ui.rows.row("filter");
    draw_views(ui);
}

}  // namespace gs
