// The presets: a button with the current one, which opens all of them with their pictures.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>

#include "app/core/document/presets.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kSide = 7.3F;  // em: side of a picture

void draw_preset(Ui& ui, const Preset& preset, bool chosen) {
    const float side = theme::em(kSide), label = theme::em(2.5F), round = ImGui::GetStyle().FrameRounding;
    if (ImGui::InvisibleButton(preset.id, {side, side + label})) {
        ui.execute(fmt::format("preset {}", preset.id));
        if (!ui.state.playing) ui.execute("play");
        ui.page = Page::None;
    }
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high{low.x + side, low.y + side};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (const unsigned texture = ui.thumbnails.texture(preset.id))
        list.AddImageRounded(static_cast<ImTextureID>(texture), low, high, {0, 0}, {1, 1}, IM_COL32_WHITE,
                             round);
    else
        list.AddRectFilled(low, high, theme::color(theme::kRaised), round);
    if (chosen || hovered)
        list.AddRect(low, high, theme::color(chosen ? theme::kAccent : theme::kDim), round, theme::em(0.13F));
    const float y = high.y + theme::em(0.2F);
    // A long name is drawn smaller instead of being cut off.
    const float fit = std::min(1.0F, side / ImGui::CalcTextSize(preset.label).x);
    list.AddText(nullptr, ImGui::GetFontSize() * fit, {low.x, y}, theme::color(theme::kText), preset.label);
    list.AddText({low.x, y + theme::em(1.05F)}, theme::color(theme::kFaint), preset.pattern);
    if (hovered)
        tooltip(preset.label, fmt::format("{}\n{}\nF = {:.4g}, k = {:.4g}", preset.help, shown_by(preset),
                                          preset.feed, preset.kill));
}

}  // namespace

void draw_gallery(Ui& ui) {
    const Preset* now = matching_preset(ui.app.document());
    const float gap = theme::em(0.7F);
    ImGui::BeginChild("Presets");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {gap, gap * 0.7F});
    const float room = ImGui::GetContentRegionAvail().x;
    const int columns = std::max(static_cast<int>((room + gap) / (theme::em(kSide) + gap)), 2);
    int place = 0;
    for (const Preset& preset : presets()) {
        if (place++ % columns != 0) ImGui::SameLine();
        draw_preset(ui, preset, &preset == now);
    }
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

void draw_preset_chooser(Ui& ui) {
    const Preset* now = matching_preset(ui.app.document());
    Property row = ui.rows.property("palette");
    row.label = text(Text::UiPreset);
    row.help = text(Text::UiPresetHelp);
    row.key = "preset";
    ImGui::PushID("preset");
    const float width = ui.rows.label(row);
    const std::string shown = now ? now->label : std::string(text(Text::UiPresetNone));
    if (ImGui::Button((shown + "###presets").c_str(), {width, 0})) flip_page(ui, Page::Gallery);
    if (now && ImGui::IsItemHovered())
        tooltip(now->label, fmt::format("{}\n{}", now->help, shown_by(*now)));
    else if (!now)
        tooltip(text(Text::UiPresetNone), text(Text::UiPresetHelp));
    ImGui::PopID();
}

}  // namespace gs
