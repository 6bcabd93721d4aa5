// The preset that the equations came from, as a button with the way back to it.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/core/document/presets.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

/// Draws the arrow that brings the preset's equations back.
void draw_revert(Ui& ui, const Preset& origin) {
    const float side = ImGui::GetFrameHeight();
    if (ImGui::InvisibleButton("revert", {side, side})) ui.execute("revert");
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, theme::color(hovered ? theme::kHovered : theme::kRaised),
                       ImGui::GetStyle().FrameRounding);
    draw_icon(list, Icon::Undo, {(low.x + high.x) / 2, (low.y + high.y) / 2}, side * 0.28F,
              theme::color(hovered ? theme::kText : theme::kAccent));
    tooltip(say(Text::UiPresetRevert, origin.label), text(Text::UiPresetRevertHelp));
}

/// Draws the preset's name on the button before it; that it was changed is said even if the name is
/// long.
void draw_name(const Preset* origin, bool changed) {
    const ImVec2 pad = ImGui::GetStyle().FramePadding, low = ImGui::GetItemRectMin();
    const ImVec2 at{low.x + pad.x, low.y + pad.y};
    const float room = ImGui::GetItemRectSize().x - 2 * pad.x;
    const std::string after = changed ? say(Text::UiPresetChanged, "") : std::string();
    const float rest = ImGui::CalcTextSize(after.c_str()).x;
    const std::string_view name = origin != nullptr ? origin->label : text(Text::UiPresetNone);
    draw_fitted(name, at, room - rest, theme::kText);
    const float taken = std::min(ImGui::CalcTextSize(name.data(), name.data() + name.size()).x, room - rest);
    ImGui::GetWindowDrawList()->AddText({at.x + taken, at.y}, theme::color(theme::kSand), after.c_str());
}

}  // namespace

void draw_preset_chooser(Ui& ui) {
    const Preset *origin = origin_of(ui.app.document()), *now = equations_of(ui).matched;
    const bool changed = origin != nullptr && now != origin;
    if (!changed) origin = now;
    Property row = ui.rows.property("palette");
    row.label = text(Text::UiPreset);
    row.help = text(Text::UiPresetHelp);
    row.key = "preset";
    ImGui::PushID("preset");
    const float room = head_label(ui, row), gap = ImGui::GetStyle().ItemInnerSpacing.x;
    const float width = changed ? room - ImGui::GetFrameHeight() - gap : room;
    if (ImGui::Button("###presets", {width, 0})) flip_page(ui, Page::Gallery);
    draw_name(origin, changed);
    if (changed)
        tooltip(say(Text::UiPresetChanged, origin->label), say(Text::UiPresetChangedHelp, origin->label));
    else if (origin == nullptr)
        tooltip(text(Text::UiPresetNone), text(Text::UiPresetHelp));
    else if (ImGui::IsItemHovered())
        tooltip(origin->label, fmt::format("{}\n{}", origin->help, shown_by(*origin)));
    if (changed) {
        ImGui::SameLine(0, gap);
        draw_revert(ui, *origin);
    }
    ImGui::PopID();
}

}  // namespace gs
