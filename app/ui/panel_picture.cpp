// The section for the colours and the view of the field.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "app/core/document/palettes.h"
#include "app/core/document/ticks.h"
#include "app/ui/colour_bar.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

/// Draws the palette over the section's width, and below it what its ends stand for.
void draw_range(const Ui& ui) {
    const Document& d = ui.app.document();
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 high{low.x + width, low.y + theme::em(0.7F)};
    draw_gradient(*ImGui::GetWindowDrawList(), shown_colours(d), low, high);
    const std::array said{fmt::format("{:.4g}", shown_range(d).low), shown_name(d),
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

/// A row of the menu: the name, and the colours beside it.
bool palette_entry(const std::string& label, const PaletteTable& colours, const std::string& marks,
                   bool chosen) {
    const bool clicked = ImGui::Selectable(label.c_str(), chosen);
    ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    low.x += theme::em(8.6F);
    if (high.x > low.x && ImGui::IsItemVisible())
        draw_gradient(*ImGui::GetWindowDrawList(), colours, low, {high.x, high.y - 1});
    tooltip(label, marks);
    return clicked;
}

void heading(std::string_view said) {
    write_text(said, theme::kFaint);
}

Text group_of(const Palette& palette) {
    if (palette.perceptual && palette.safe) return Text::UiPaletteBoth;
    if (palette.perceptual) return Text::UiPalettePerceptual;
    return palette.safe ? Text::UiPaletteSafe : Text::UiPaletteOthers;
}

/// The user's palettes, then the program's by what they promise; all whose name or marks have what
/// is searched for.
void draw_palette_menu(Ui& ui) {
    static ImGuiTextFilter filter;
    if (ImGui::IsWindowAppearing()) filter.Clear();
    ImGui::SetNextItemWidth(-1);
    if (ImGui::InputTextWithHint("##search", c_text(Text::UiPaletteFilter), filter.InputBuf,
                                 IM_ARRAYSIZE(filter.InputBuf)))
        filter.Build();
    const Document& d = ui.app.document();
    bool any = false;
    for (const OwnPalette& own : own_palettes(d)) {
        if (!filter.PassFilter(own.name.c_str())) continue;
        if (!any) heading(text(Text::UiPaletteOwn));
        any = true;
        if (palette_entry(own.name, table_of(own.stops), "", d.palette == own.name))
            ui.set("palette", own.name);
    }
    std::optional<Text> group;
    for (const Palette& palette : palettes()) {
        const std::string marks = marks_of(palette);
        if (!filter.PassFilter((palette.label + " " + marks).c_str())) continue;
        if (group != group_of(palette)) heading(text(group_of(palette)));
        group = group_of(palette);
        if (palette_entry(palette.label, palette.rgb, marks, d.palette == palette.id))
            ui.set("palette", palette.id);
    }
    if (!any && !group) note(text(Text::UiPaletteNone), theme::kDim);
}

void draw_palettes(Ui& ui) {
    const Palette now = palette_of(ui.app.document());
    const Property& row = ui.rows.property("palette");
    const std::string marks = marks_of(now);
    ui.rows.list(row, "palette", now.label,
                 marks.empty() ? row.help : row.help + " " + now.label + ": " + marks + ".",
                 [&] { draw_palette_menu(ui); });
    draw_range(ui);
}

/// Sets the ends of the palette to the extremes of the current field.
void fit_range(Ui& ui) {
    if (!ui.frame) return;
    Document whole = ui.app.document();
    whole.range_within = 100;
    const Range values = values_shown(whole, ui.frame->extremes(), ui.frame->sample);
    const double width = values.high - values.low;
    if (!std::isfinite(width) || width < 1e-6) return;
    // Thousandths, or three digits of a narrow range.
    const double per_unit = std::max(1000.0, std::pow(10.0, 2 - std::floor(std::log10(width))));
    const auto neat = [&](double x) { return std::round(x * per_unit) / per_unit; };
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

/// The three ways to come to a range, and what belongs to the chosen one.
void draw_range_choice(Ui& ui) {
    const Document& d = ui.app.document();
    Property row = ui.rows.property("auto-range");
    row.label = text(Text::UiRange);
    row.help = text(Text::UiRangeHelp);
    ImGui::PushID("range");
    ImGui::SetNextItemWidth(ui.rows.label(row));
    const std::array labels{c_text(Text::UiRangeHand), c_text(Text::UiRangeFollow),
                            c_text(Text::UiRangeShare)};
    constexpr std::array kCommands{"range hand", "range follow", "range percentile"};
    const int now = !d.auto_range ? 0 : d.range_within < 100 ? 2 : 1;
    const int clicked = segmented("choice", labels, now, row.label, row.help,
                                  say(Text::UiChoiceHelp, std::string_view("range")));
    if (clicked >= 0 && clicked != now) ui.execute(kCommands[static_cast<std::size_t>(clicked)]);
    ImGui::PopID();
    ui.rows.row("low");
    ui.rows.row("high");
    if (now == 2) ui.rows.row("cells-in-range");
    const float left = ImGui::GetCursorPosX(), width = ImGui::GetContentRegionAvail().x;
    if (ImGui::Button(c_text(Text::UiFitRange), {0.42F * width, 0})) fit_range(ui);
    tooltip(text(Text::UiFitRange), text(Text::UiFitRangeHelp));
    ImGui::SameLine(left + 0.47F * width);
    draw_switch(ui, "colour-bar", ui.rows.property("colour-bar").label.c_str());
    draw_switch(ui, "awake", ui.rows.property("awake").label.c_str());
    if (varies(ui.app.document()) && !ui.app.document().rates)
        draw_switch(ui, "axes", ui.rows.property("axes").label.c_str());
}

/// A ball in the light, by Lambert's law, and the light over it.
void draw_ball(ImVec2 middle, float radius, const Document& d) {
    const auto radians = [](double degrees) { return static_cast<float>(degrees * std::numbers::pi / 180); };
    const float angle = radians(d.light_angle), height = radians(d.light_height);
    const ImVec2 to{std::cos(angle) * std::cos(height), -std::sin(angle) * std::cos(height)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    constexpr int kRings = 24;
    // Circles that shrink towards where the light falls straight down.
    for (int i = 0; i < kRings; ++i) {
        const float inner = static_cast<float>(i) / kRings, grey = 0.16F + 0.62F * inner * inner;
        list.AddCircleFilled({middle.x + to.x * radius * inner, middle.y + to.y * radius * inner},
                             radius * (1 - inner), theme::color({grey, grey, grey, 1}), 48);
    }
    list.AddCircle(middle, radius, theme::color(theme::kFrame), 48, std::max(1.0F, theme::em(0.07F)));
    list.AddCircleFilled({middle.x + to.x * radius, middle.y + to.y * radius}, theme::em(0.3F),
                         theme::color(theme::kAccent), 24);
}

/// The light of the relief, which is dragged over a ball.
void draw_light(Ui& ui) {
    Property row = ui.rows.property("light-angle");
    row.label = text(Text::UiLight);
    row.help = text(Text::UiLightHelp);
    const float radius = theme::em(2.2F);
    ui.rows.label(row);
    const ImVec2 low = ImGui::GetCursorScreenPos(), middle{low.x + radius, low.y + radius};
    ImGui::InvisibleButton("light", {2 * radius, 2 * radius});
    draw_ball(middle, radius, ui.app.document());
    tooltip(row.label, row.help, text(Text::UiLightUse));
    if (ImGui::IsItemActivated()) ui.app.begin_gesture(text(Text::UiLight));
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 0)) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const float x = (mouse.x - middle.x) / radius, y = (middle.y - mouse.y) / radius;
        const double degrees = 180 / std::numbers::pi;
        const double angle = std::atan2(y, x) * degrees, far = std::min(std::hypot(x, y), 1.0F);
        ui.set("light-angle", std::round(angle < 0 ? angle + 360 : angle));
        ui.set("light-height", std::clamp(std::round(std::acos(far) * degrees), 10.0, 90.0));
    }
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        ui.set("light-angle", Document{}.light_angle);
        ui.set("light-height", Document{}.light_height);
    }
    if (ImGui::IsItemDeactivated()) ui.app.end_gesture();
}

/// How values become colours, and what belongs to the chosen way.
void draw_colouring(Ui& ui) {
    const Document& d = ui.app.document();
    const Property& row = ui.rows.property("colouring");
    ui.rows.list(row, "colouring", to_text(value_of(d, row)), row.help, [&] {
        for (std::size_t i = 0; i < row.choices.size(); ++i) {
            const auto way = static_cast<Colouring>(i);
            if (!ImGui::Selectable(row.choices[i].c_str(), way == d.colouring)) continue;
            // There must be a moment to compare with.
            if (way == Colouring::Change && !d.moment)
                ui.execute("remember-moment show");
            else
                ui.set("colouring", row.choices[i]);
        }
    });
    if (d.colouring == Colouring::Relief) {
        draw_light(ui);
        ui.rows.row("relief-height");
    }
    if (d.colouring == Colouring::Contours) ui.rows.row("contour-spacing");
    if (d.colouring != Colouring::Change) return;
    if (ImGui::Button(c_text(Text::UiRemember), {ImGui::GetContentRegionAvail().x, 0}))
        ui.execute("remember-moment");
    tooltip(text(Text::UiRemember), text(Text::UiRememberHelp), text(Text::UiRememberUse));
}

}  // namespace

void draw_picture_section(Ui& ui) {
    draw_palettes(ui);
    const float left = ImGui::GetCursorPosX(), width = ImGui::GetContentRegionAvail().x;
    draw_switch(ui, "reverse", ui.rows.property("reverse").label.c_str());
    ImGui::SameLine(left + 0.58F * width);
    if (ImGui::Button(c_text(Text::UiPaletteEdit), {0.42F * width, 0})) toggle_palette_editor(ui);
    tooltip(text(Text::UiPaletteEdit), text(Text::UiPaletteEditHelp));
    draw_palette_editor(ui);
    // They are seldom wanted: seen while the palette is edited, and while they do something.
    const Document& d = ui.app.document();
    if (ui.palette_editor.open || d.palette_steps != 0) ui.rows.row("palette-steps");
    if (ui.palette_editor.open || d.palette_cycles != 1) ui.rows.row("palette-cycles");
    draw_colouring(ui);
    ui.rows.row("channel");
    draw_range_choice(ui);
    ui.rows.row("filter");
    draw_views(ui);
}

}  // namespace gs
