// The section for the colours and the view of the field.
#include <fmt/core.h>
#include <imgui.h>

#include <array>
#include <cmath>

#include "app/core/document/palettes.h"
#include "app/ui/colour_bar.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

/// Draws the palette over the section's width, and below it what its ends stand for.
void draw_range(const Ui& ui, const Palette& palette) {
    const Document& d = ui.app.document();
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 high{low.x + width, low.y + theme::em(0.7F)};
    draw_gradient(*ImGui::GetWindowDrawList(), palette, d.reverse, low, high);
    const std::array said{fmt::format("{:.4g}", shown_range(d).low),
                          to_text(value_of(d, ui.rows.property("channel"))),
                          fmt::format("{:.4g}", shown_range(d).high)};
    float part = 0;  // of the width that is left: at the left end, in the middle, at the right end
    for (const std::string& words : said) {
        const float x = low.x + part * (width - ImGui::CalcTextSize(words.c_str()).x);
        ImGui::GetWindowDrawList()->AddText({x, high.y + theme::em(0.15F)}, theme::color(theme::kDim),
                                            words.c_str());
        part += 0.5F;
    }
    ImGui::Dummy({width, theme::em(1.9F)});
}

void draw_palettes(Ui& ui) {
    const Document& d = ui.app.document();
    const Palette* now = find_palette(d.palette);
    const Property& row = ui.rows.property("palette");
    ui.rows.list(row, "palette", now ? now->label : d.palette, row.help, [&] {
        for (const Palette& palette : palettes()) {
            if (ImGui::Selectable(palette.label.c_str(), &palette == now)) ui.set("palette", palette.id);
            ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
            low.x += theme::em(5.5F);
            if (high.x > low.x)
                draw_gradient(*ImGui::GetWindowDrawList(), palette, false, low, {high.x, high.y - 1});
        }
    });
    if (now) draw_range(ui, *now);
}

/// Sets the ends of the palette to the extremes of the current field.
void fit_range(Ui& ui) {
    if (!ui.frame) return;
    const Range values = range_of(ui.app.document().channel, ui.frame->extremes());
    const double width = values.high - values.low;
    if (!std::isfinite(width) || width < 1e-6) return;
    const auto neat = [](double x) { return std::round(x * 1000) / 1000; };
    ui.app.begin_gesture(text(Text::UiFitRange));
    ui.set("low", neat(values.low));
    ui.set("high", neat(values.high));
    ui.app.end_gesture();
}

void draw_switch(Ui& ui, const char* key, const char* label) {
    const Property& row = ui.rows.property(key);
    bool on = std::get<bool>(value_of(ui.app.document(), row));
    if (ImGui::Checkbox(label, &on)) ui.set(key, on);
    ui.rows.mark_item(key);
    tooltip(row.label, row.help, say(Text::UiChoiceHelp, row.key));
}

void draw_views(Ui& ui) {
    const auto [title, help] = std::pair(text(Text::UiView), text(Text::UiViewHelp));
    Property row = ui.rows.property("filter");
    row.label = title;
    row.help = help;
    ImGui::PushID("view");
    ImGui::SetNextItemWidth(ui.rows.label(row));
    const double scale = ui.view.scale();
    const std::string factor = say(Text::UiViewFactor, fmt::format("{:.{}f}", scale, scale < 9.95 ? 1 : 0));
    const std::array labels{c_text(Text::UiViewFill), c_text(Text::UiViewFit), c_text(Text::UiViewOneToOne),
                            factor.c_str()};
    const int clicked = segmented("mode", labels, static_cast<int>(ui.view.mode()), title, help);
    const std::array commands{std::string("view fill"), std::string("view fit"), std::string("view 1:1"),
                              fmt::format("view zoom {}", scale)};
    if (clicked >= 0) ui.execute(commands[static_cast<std::size_t>(clicked)]);
    ImGui::PopID();
}

}  // namespace

void draw_picture_section(Ui& ui) {
    draw_palettes(ui);
    ui.rows.row("channel");
    ui.rows.row("low");
    ui.rows.row("high");
    const float left = ImGui::GetCursorPosX(), width = ImGui::GetContentRegionAvail().x;
    if (ImGui::Button(c_text(Text::UiFitRange), {0.32F * width, 0})) fit_range(ui);
    tooltip(text(Text::UiFitRange), text(Text::UiFitRangeHelp));
    ImGui::SameLine(left + 0.37F * width);
    draw_switch(ui, "auto-range", c_text(Text::UiAutoRange));
    ImGui::SameLine(left + 0.65F * width);
    draw_switch(ui, "reverse", ui.rows.property("reverse").label.c_str());
    ui.rows.row("filter");
    draw_views(ui);
}

}  // namespace gs
