// The gallery: every preset with its picture, to be clicked or walked to with the arrow keys.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/core/document/presets.h"
#include "app/ui/foot.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kGap = 0.7F;       // em, between tiles
constexpr float kLeastWidth = 9;   // em: a tile on which most names have their place
constexpr float kLeastHeight = 5;  // em, of a picture
constexpr float kWords = 2.6F;     // em: the two lines below a picture

/// "F .0367  k .0649 · λ".
std::string rates_of(const Preset& preset) {
    const auto short_text = [](double rate) { return to_text(rate).substr(1); };  // .0367
    const std::string rates = say(Text::UiGalleryRates, short_text(preset.feed), short_text(preset.kill));
    return preset.pattern[0] == '\0' ? rates : say(Text::UiGalleryClass, rates, letters_of(preset.pattern));
}

/// How the tiles lie, in pixels.
struct Tiles {
    int columns = 2;
    float width = 0, picture = 0;  // of a tile; height of its picture
};

/// The number of columns with which all are seen and largest; if they can't all be seen, as many as
/// the width allows.
Tiles tiles_in(ImVec2 room) {
    const int count = static_cast<int>(presets().size());
    const float gap = theme::em(kGap);
    const auto with = [&](int columns) {
        const auto n = static_cast<float>(columns);
        return Tiles{columns, (room.x - gap * (n - 1)) / n, 0};
    };
    Tiles best;
    for (int columns = 2; columns <= count; ++columns) {
        Tiles tiles = with(columns);
        if (tiles.width < theme::em(kLeastWidth)) break;
        const int lines = (count + columns - 1) / columns;
        const auto rows = static_cast<float>(lines);
        tiles.picture = std::min(tiles.width, (room.y - gap * (rows - 1)) / rows - theme::em(kWords));
        if (tiles.picture > best.picture) best = tiles;
    }
    if (best.picture >= theme::em(kLeastHeight)) return best;
    Tiles tiles = with(std::max(2, static_cast<int>((room.x + gap) / (theme::em(kLeastWidth) + gap))));
    tiles.picture = 0.7F * tiles.width;
    return tiles;
}

/// Draws the tile's picture, whose upper and lower edges are cut off if it is wider than high.
void draw_picture(Ui& ui, const Preset& preset, ImVec2 low, ImVec2 high) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    const unsigned texture = ui.thumbnails.texture(preset.id);
    if (texture == 0) return list.AddRectFilled(low, high, theme::color(theme::kRaised), round);
    const float cut = std::max(0.0F, 1 - (high.y - low.y) / (high.x - low.x)) / 2;
    list.AddImageRounded(static_cast<ImTextureID>(texture), low, high, {0, cut}, {1, 1 - cut}, IM_COL32_WHITE,
                         round);
}

/// chosen: the equations came from this preset; at: the arrow keys have come to it. True if it was
/// clicked.
bool draw_tile(Ui& ui, const Preset& preset, const Tiles& tiles, bool chosen, bool at) {
    const bool clicked = ImGui::InvisibleButton(preset.id, {tiles.width, tiles.picture + theme::em(kWords)});
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin(), high{low.x + tiles.width, low.y + tiles.picture};
    draw_picture(ui, preset, low, high);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding, line = theme::em(0.14F);
    if (chosen || hovered)
        list.AddRect(low, high, theme::color(chosen ? theme::kAccent : theme::kDim), round, 2 * line);
    if (at)
        list.AddRect({low.x + line, low.y + line}, {high.x - line, high.y - line}, theme::color(theme::kText),
                     round, 2 * line);
    const float y = high.y + theme::em(0.15F);
    draw_fitted(preset.label, {low.x, y}, tiles.width, chosen ? theme::kAccent : theme::kText);
    draw_fitted(rates_of(preset), {low.x, y + theme::em(1.1F)}, tiles.width, theme::kDim);
    tooltip(preset.label, fmt::format("{}\n{}", preset.help, shown_by(preset)));
    return clicked;
}

/// Where the arrow keys lead from here.
int walked(int at, int columns) {
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key) ? 1 : 0; };
    const int by = pressed(ImGuiKey_RightArrow) - pressed(ImGuiKey_LeftArrow) +
                   columns * (pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow));
    const int to = at + by, count = static_cast<int>(presets().size());
    return to >= 0 && to < count ? to : at;
}

void take(Ui& ui, const Preset& preset) {
    ui.execute(fmt::format("preset {}", preset.id));
    if (!ui.state.playing) ui.execute("play");
    ui.page = Page::None;
}

}  // namespace

void draw_gallery(Ui& ui) {
    const Preset* now = origin_of(ui.app.document());
    write_text(text(Text::UiGalleryHead), theme::kDim);
    const std::string keys(text(Text::UiGalleryKeys));
    const float right = ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x;
    ImGui::SameLine(right - ImGui::CalcTextSize(keys.c_str()).x);
    write_text(keys, theme::kDim);
    const Foot foot;
    ImGui::BeginChild("Presets", {0, -Foot::height()});
    int& at = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("at"));
    if (ImGui::IsWindowAppearing()) at = now != nullptr ? static_cast<int>(now - presets().data()) : 0;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const Tiles tiles = tiles_in({room.x, room.y - theme::em(0.2F)});  // rounding asks for no scroll bar
    const bool keyboard = !ImGui::GetIO().WantTextInput;
    const int before = at;
    if (keyboard) at = walked(at, tiles.columns);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme::em(kGap), theme::em(kGap)});
    int place = 0;
    for (const Preset& preset : presets()) {
        if (place % tiles.columns != 0) ImGui::SameLine();
        if (draw_tile(ui, preset, tiles, &preset == now, place == at)) take(ui, preset);
        if (place == at && at != before) ImGui::SetScrollHereY();
        ++place;
    }
    ImGui::PopStyleVar();
    if (keyboard && ImGui::IsKeyPressed(ImGuiKey_Enter)) take(ui, presets()[static_cast<std::size_t>(at)]);
    ImGui::EndChild();
    foot.draw(now != nullptr ? fmt::format("{}: {} {}", now->label, now->help, shown_by(*now)) : "");
}

}  // namespace gs
