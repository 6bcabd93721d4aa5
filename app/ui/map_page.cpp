// The map of the rates on its page: switches above, the map with its axes below.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "app/core/document/properties.h"
#include "app/ui/foot.h"
#include "app/ui/rate_map.h"
#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

void draw_switch(Ui& ui, Text label, Text help, MapMark mark) {
    bool& on = map_mark(ui, mark);
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < ImGui::CalcTextSize(c_text(label)).x + theme::em(2))
        ImGui::NewLine();
    ImGui::Checkbox(c_text(label), &on);
    tooltip(text(label), text(help));
}

/// Plays the path that was drawn, or stops what glides.
void draw_play(Ui& ui) {
    const bool gliding = ui.app.glide_share().has_value();
    const Glide* path = ui.app.document().path.get();
    ImGui::SameLine();
    ImGui::BeginDisabled(!gliding && path == nullptr);
    if (ImGui::Button(c_text(gliding ? Text::UiMapStop : Text::UiMapPlay)))
        ui.execute(gliding ? "glide stop" : "glide path");
    ImGui::EndDisabled();
    const std::string help = path == nullptr
                                 ? say(Text::UiMapPlayNone)
                                 : say(Text::UiMapPlayHelp, fmt::format("{:.1f}", path->length()));
    tooltip(text(Text::UiMapPlay), help, "glide path");
}

/// For what the map was computed.
std::string basis(const Document& d) {
    const Stencil* stencil = find_stencil(d.edge, d.corner);
    const std::string weights = stencil ? stencil->label : fmt::format("{:.4g}, {:.4g}", d.edge, d.corner);
    return say(Text::UiMapBasis, fmt::format("{:.4g}", d.du), fmt::format("{:.4g}", d.dv), weights,
               map_start(d).id);
}

void draw_switches(Ui& ui, RateMap& map) {
    std::array<const char*, 4> labels{};
    for (const MapView& view : map_views()) labels[static_cast<std::size_t>(view.show)] = c_text(view.label);
    const int now = static_cast<int>(map.show());
    ImGui::SetNextItemWidth(std::min(theme::em(24), ImGui::GetContentRegionAvail().x));
    const int clicked =
        segmented("show", labels, now, text(map_view(map.show()).label), text(map_view(map.show()).help));
    if (clicked >= 0) map.set_show(static_cast<MapShow>(clicked));
    draw_switch(ui, Text::UiMapCurves, Text::UiMapCurvesHelp, MapMark::Curves);
    draw_switch(ui, Text::UiMapLetters, Text::UiMapLettersHelp, MapMark::Letters);
    draw_switch(ui, Text::UiMapPresets, Text::UiMapPresetsHelp, MapMark::Presets);
    draw_switch(ui, Text::UiMapFavourites, Text::UiMapFavouritesHelp, MapMark::Favourites);
    draw_switch(ui, Text::UiMapTrail, Text::UiMapTrailHelp, MapMark::Trail);
    draw_switch(ui, Text::UiMapPath, Text::UiMapPathHelp, MapMark::Path);
    if (ImGui::Button(c_text(Text::UiMapWhole))) map.set_range({});
    tooltip(text(Text::UiMapWhole), text(Text::UiMapWholeHelp), "view map-whole");
    ImGui::SameLine();
    const bool over = varies(ui.app.document());
    if (ImGui::Button(c_text(over ? Text::UiMapOverEnd : Text::UiMapOver))) map.flip_over_field(ui);
    tooltip(text(Text::UiMapOverField), text(Text::UiMapOverHelp), shortcut("view map-over-field").keys);
    draw_play(ui);
    ImGui::SameLine();
    draw_fitted(
        basis(ui.app.document()),
        {ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y + ImGui::GetStyle().FramePadding.y},
        ImGui::GetContentRegionAvail().x, theme::kDim);
    ImGui::NewLine();
}

}  // namespace

void RateMap::draw_page(Ui& ui) {
    const Foot foot;
    draw_switches(ui, *this);
    const float left = theme::em(3.6F), below = theme::em(1.5F);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{
        std::max(theme::em(6), room.x - left - theme::em(0.6F)),
        std::max(theme::em(6), room.y - below - Foot::height() - 2 * ImGui::GetStyle().ItemSpacing.y)};
    ImGui::SetCursorScreenPos({at.x + left, at.y});
    draw(ui, size, true);
    draw_map_axes(*ImGui::GetWindowDrawList(), range_, {at.x + left, at.y}, size, false);
    ImGui::Dummy({1, below});
    foot.draw(told(ui));
}

}  // namespace gs
