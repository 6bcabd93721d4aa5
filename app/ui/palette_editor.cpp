#include "app/ui/palette_editor.h"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/core/document/palettes.h"
#include "app/core/document/words.h"
#include "app/ui/colour_bar.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr std::size_t kCopied = 9;  // stops of a copy: the middle of a palette with two poles is one of them

std::string command_of(const std::string& name, const std::vector<Stop>& stops) {
    std::string line = "palette-stops " + as_word(name);
    for (const Stop& stop : stops)
        line += fmt::format(" {:.4g}:#{:02x}{:02x}{:02x}", stop.at, stop.rgb[0], stop.rgb[1], stop.rgb[2]);
    return line;
}

/// Adds a stop in the colour that the palette has there, and returns its place among the stops.
std::size_t add_stop(std::vector<Stop>& stops, double at) {
    const Rgb rgb = table_of(stops)[static_cast<std::size_t>(std::lround(at * 255))];
    const auto place = std::find_if(stops.begin(), stops.end(), [&](const Stop& s) { return s.at > at; });
    return static_cast<std::size_t>(stops.insert(place, {at, rgb}) - stops.begin());
}

/// The stop under the pointer, or as many as there are.
std::size_t stop_at(const std::vector<Stop>& stops, float x, float left, float width) {
    std::size_t nearest = stops.size();
    float least = theme::em(0.6F);
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const float off = std::abs(left + static_cast<float>(stops[i].at) * width - x);
        if (off < least) {
            least = off;
            nearest = i;
        }
    }
    return nearest;
}

void draw_stops(const std::vector<Stop>& stops, std::size_t chosen, ImVec2 low, float width, float bar) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_gradient(list, table_of(stops), low, {low.x + width, low.y + bar});
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const float x = low.x + static_cast<float>(stops[i].at) * width, y = low.y + bar,
                    r = theme::em(0.42F);
        const auto& c = stops[i].rgb;
        const ImVec4& edge = i == chosen ? theme::kAccent : theme::kDim;
        const ImVec2 corners[]{
            {x, y - 1}, {x + r, y + r}, {x + r, y + 2.4F * r}, {x - r, y + 2.4F * r}, {x - r, y + r}};
        list.AddConvexPolyFilled(corners, 5, IM_COL32(c[0], c[1], c[2], 255));
        const float line = std::max(1.0F, theme::em(i == chosen ? 0.16F : 0.08F));
        list.AddPolyline(corners, 5, theme::color(edge), line, ImDrawFlags_Closed);
    }
}

/// The strip: a click chooses or adds a stop, a drag moves it between its neighbours.
bool edit_strip(Ui& ui, std::vector<Stop>& stops) {
    std::size_t& chosen = ui.palette_editor.chosen;
    const float edge = theme::em(0.5F), bar = theme::em(1.1F);
    const ImVec2 corner = ImGui::GetCursorScreenPos(), low{corner.x + edge, corner.y};
    const float width = ImGui::GetContentRegionAvail().x - 2 * edge;
    ImGui::InvisibleButton("stops", {width + 2 * edge, bar + theme::em(1.2F)});
    tooltip(text(Text::UiPaletteEdit), text(Text::UiPaletteStopsHelp));
    const float x = ImGui::GetIO().MousePos.x;
    const double at = std::clamp((x - low.x) / width, 0.0F, 1.0F);
    bool changed = false;
    if (ImGui::IsItemActivated()) {
        chosen = stop_at(stops, x, low.x, width);
        if (chosen == stops.size() && stops.size() < kMostStops) {
            chosen = add_stop(stops, at);
            changed = true;
        }
    } else if (ImGui::IsItemActive() && chosen < stops.size() &&
               ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2)) {
        const double least = chosen > 0 ? stops[chosen - 1].at : 0;
        const double most = chosen + 1 < stops.size() ? stops[chosen + 1].at : 1;
        const double moved = std::clamp(std::round(at * 1000) / 1000, least, most);
        changed = moved != stops[chosen].at;
        stops[chosen].at = moved;
    }
    const bool pressed = ImGui::IsItemHovered() && ImGui::IsKeyPressed(ImGuiKey_Delete, false);
    if (pressed && stops.size() > 2 && chosen < stops.size()) {
        stops.erase(stops.begin() + static_cast<std::ptrdiff_t>(chosen));
        changed = true;
    }
    chosen = std::min(chosen, stops.size() - 1);
    draw_stops(stops, chosen, low, width, bar);
    return changed;
}

/// The colour of the chosen stop, and its end.
bool edit_stop(Ui& ui, std::vector<Stop>& stops) {
    const std::size_t chosen = ui.palette_editor.chosen;
    Stop& stop = stops[chosen];
    bool changed = false;
    float rgb[3];
    for (std::size_t i = 0; i < 3; ++i) rgb[i] = static_cast<float>(stop.rgb[i]) / 255;
    ImGui::SetNextItemWidth(0.6F * ImGui::GetContentRegionAvail().x);
    if (ImGui::ColorEdit3("##colour", rgb,
                          ImGuiColorEditFlags_DisplayHex | ImGuiColorEditFlags_PickerHueWheel)) {
        for (std::size_t i = 0; i < 3; ++i)
            stop.rgb[i] = static_cast<std::uint8_t>(std::lround(std::clamp(rgb[i], 0.0F, 1.0F) * 255));
        changed = true;
    }
    ImGui::SameLine();
    ImGui::BeginDisabled(stops.size() <= 2);
    if (ImGui::Button(c_text(Text::UiPaletteRemove), {ImGui::GetContentRegionAvail().x, 0})) {
        stops.erase(stops.begin() + static_cast<std::ptrdiff_t>(chosen));
        changed = true;
    }
    ImGui::EndDisabled();
    return changed;
}

/// The palette's name, which Return or leaving the field changes.
void edit_name(Ui& ui, const std::string& name) {
    PaletteEditor& editor = ui.palette_editor;
    if (editor.name != name) editor.typed = editor.name = name;
    const float width = ImGui::GetContentRegionAvail().x, label = theme::em(4);
    ImGui::AlignTextToFramePadding();
    const float left = ImGui::GetCursorPosX();
    write_text(text(Text::UiPaletteName), theme::kDim);
    ImGui::SameLine(left + label);
    ImGui::SetNextItemWidth(width - label);
    ImGui::InputText("##name", &editor.typed);
    tooltip(text(Text::UiPaletteName), text(Text::UiPaletteNameHelp));
    if (!ImGui::IsItemDeactivatedAfterEdit()) return;
    ui.execute("rename-palette " + as_word(editor.typed));
    editor.name.clear();  // what could not be taken is not shown
}

void draw_buttons(Ui& ui, const std::string& name) {
    const float gap = ImGui::GetStyle().ItemSpacing.x,
                third = (ImGui::GetContentRegionAvail().x - 2 * gap) / 3;
    if (ImGui::Button(c_text(Text::UiSave), {third, 0})) ui.execute("save-palette");
    tooltip(text(Text::UiSave), text(Text::UiPaletteSaveHelp));
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiPaletteForget), {third, 0}))
        ui.execute("forget-palette " + as_word(name));
    tooltip(text(Text::UiPaletteForget), text(Text::UiPaletteForgetHelp));
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiPaletteDone), {third, 0})) ui.palette_editor.open = false;
}

}  // namespace

void toggle_palette_editor(Ui& ui) {
    PaletteEditor& editor = ui.palette_editor;
    editor = {!editor.open};
    const Document& d = ui.app.document();
    if (!editor.open || find_own_palette(d, d.palette) != nullptr) return;
    const Palette now = palette_of(d);
    std::string name = say(Text::UiPaletteCopy, now.label);
    for (int number = 2; find_own_palette(d, name) != nullptr; ++number)
        name = fmt::format("{} {}", say(Text::UiPaletteCopy, now.label), number);
    ui.execute(command_of(name, stops_of(now.rgb, kCopied)));
}

void draw_palette_editor(Ui& ui) {
    const Document& d = ui.app.document();
    const OwnPalette* own = ui.palette_editor.open ? find_own_palette(d, d.palette) : nullptr;
    if (own == nullptr) {
        ui.palette_editor.open = false;
        return;
    }
    const std::string name = own->name;
    std::vector<Stop> stops = own->stops;
    bool changed = edit_strip(ui, stops);
    changed = edit_stop(ui, stops) || changed;
    // One entry for all that happens while something is held, the colour picker, too.
    bool& editing = ui.palette_editor.editing;
    if (changed && !editing) ui.app.begin_gesture(text(Text::UiPaletteEditing));
    editing = editing || changed;
    if (changed) ui.execute(command_of(name, stops));
    if (editing && !ImGui::IsAnyItemActive()) {
        ui.app.end_gesture();
        editing = false;
    }
    edit_name(ui, name);
    draw_buttons(ui, name);
}

}  // namespace gs
