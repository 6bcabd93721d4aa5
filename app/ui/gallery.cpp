// The gallery: every preset with its picture, to be clicked or walked to with the arrow keys.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/core/document/favourites.h"
#include "app/core/document/presets.h"
#include "app/core/document/words.h"
#include "app/ui/foot.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kGap = 0.7F;          // em, between tiles
constexpr float kLeastWidth = 9;      // em: a tile on which most names have their place
constexpr float kLeastHeight = 4.5F;  // em, of a picture
constexpr float kPeek = 3;            // em: of favourites that are not wholly seen
constexpr float kWords = 2.6F;        // em: the two lines below a picture

/// "F .0367  k .0649 · λ".
std::string rates_of(const Preset& preset) {
    const auto short_text = [](double rate) {
        const std::string whole = to_text(rate);
        return whole.substr(whole.starts_with("0.") ? 1 : 0);  // .0367
    };
    const std::string rates = say(Text::UiGalleryRates, short_text(preset.feed), short_text(preset.kill));
    return preset.pattern[0] == '\0' ? rates : say(Text::UiGalleryClass, rates, letters_of(preset.pattern));
}

/// How the tiles lie, in pixels.
struct Tiles {
    int columns = 2;
    float width = 0, picture = 0;  // of a tile; height of its picture
};

/// How many tiles there are, of presets and of favourites, which begin a line of their own.
struct Counts {
    int presets = 0, favourites = 0;

    int all() const { return presets + favourites; }
    int lines(int columns) const {
        return (presets + columns - 1) / columns + (favourites + columns - 1) / columns;
    }
    /// The tile's place if each line had all its columns.
    int slot(int at, int columns) const {
        const int begin = (presets + columns - 1) / columns * columns;
        return at < presets ? at : begin + at - presets;
    }
};

/// The number of columns with which all are seen and largest. If they can't all be seen, with which
/// the presets are, and the first of the favourites a little; if not even they can, as many as the
/// width allows.
Tiles tiles_in(ImVec2 room, const Counts& counts) {
    const float gap = theme::em(kGap);
    const auto with = [&](int columns) {
        const auto n = static_cast<float>(columns);
        return Tiles{columns, (room.x - gap * (n - 1)) / n, 0};
    };
    const auto largest = [&](const Counts& seen, float height) {
        Tiles best;
        for (int columns = 2; columns <= counts.presets; ++columns) {
            Tiles tiles = with(columns);
            if (tiles.width < theme::em(kLeastWidth)) break;
            const auto rows = static_cast<float>(seen.lines(columns));
            tiles.picture = std::min(tiles.width, (height - gap * rows) / rows - theme::em(kWords));
            if (tiles.picture > best.picture) best = tiles;
        }
        return best;
    };
    Tiles best = largest(counts, room.y);
    if (best.picture >= theme::em(kLeastHeight)) return best;
    best = largest({counts.presets, 0}, room.y - theme::em(kPeek));
    if (best.picture >= theme::em(kLeastHeight)) return best;
    Tiles tiles = with(std::max(2, static_cast<int>((room.x + gap) / (theme::em(kLeastWidth) + gap))));
    tiles.picture = 0.7F * tiles.width;
    return tiles;
}

/// Draws the tile's picture, whose upper and lower edges are cut off if it is wider than high.
void draw_picture(Ui& ui, const Preset& preset, ImVec2 low, ImVec2 high) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    const unsigned texture = ui.thumbnails.texture(preset);
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
int walked(int at, const Counts& counts, int columns) {
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key) ? 1 : 0; };
    const int beside = at + pressed(ImGuiKey_RightArrow) - pressed(ImGuiKey_LeftArrow);
    const int lines = pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow);
    if (lines == 0) return beside >= 0 && beside < counts.all() ? beside : at;
    const int wanted = counts.slot(at, columns) + lines * columns;
    int to = at;
    for (int i = 0; i < counts.all(); ++i) {
        const int slot = counts.slot(i, columns);
        if (slot <= wanted && slot / columns == wanted / columns) to = i;
    }
    return to;
}

void take(Ui& ui, const Preset& preset) {
    ui.execute(fmt::format("preset {}", as_word(preset.id)));
    if (!ui.state.playing) ui.execute("play");
    ui.page = Page::None;
}

void forget(Ui& ui, const std::string& name) {
    ui.execute(fmt::format("forget {}", as_word(name)));
}

/// Draws the sign on a favourite's picture that takes it away. True if it was clicked.
bool draw_forget(const Preset& favourite, const Tiles& tiles) {
    const ImVec2 tile = ImGui::GetItemRectMin();
    const float side = theme::em(1.5F);
    ImGui::SetCursorScreenPos({tile.x + tiles.width - side, tile.y});
    const bool clicked = ImGui::InvisibleButton(fmt::format("forget {}", favourite.id).c_str(), {side, side});
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, theme::color(hovered ? theme::kHovered : theme::kRaised),
                       ImGui::GetStyle().FrameRounding);
    draw_icon(list, Icon::Close, {(low.x + high.x) / 2, (low.y + high.y) / 2}, side * 0.22F,
              theme::color(hovered ? theme::kText : theme::kDim));
    tooltip(say(Text::UiFavouriteForget, favourite.label), text(Text::UiFavouriteForgetHelp));
    return clicked;
}

/// Draws the heading of the favourites, with how to make one, or with the way back to a forgotten
/// one.
void draw_favourites_head(Ui& ui, const Counts& counts) {
    ImGui::AlignTextToFramePadding();
    write_text(text(Text::UiFavourites), theme::kText);
    if (counts.favourites == 0) {
        ImGui::SameLine();
        write_text(text(Text::UiFavouritesNone), theme::kDim);
    }
    const auto& favourites = ui.app.document().favourites;
    if (!favourites || favourites->forgotten.empty()) return;
    ImGui::SameLine();
    const std::string name = favourites->forgotten.back()->name;
    if (ImGui::Button(fmt::format("{}###bring back", say(Text::UiFavouriteBack, name)).c_str()))
        ui.execute("forget back");
}

/// Draws all tiles; the arrow keys have come to the one at this place, which is scrolled to if it
/// is to be shown.
void draw_tiles(Ui& ui, const std::vector<Preset>& all, const Counts& counts, const Tiles& tiles, int at,
                bool shows_it) {
    const std::string now = ui.app.document().origin;
    std::string forgotten;
    const Preset* taken = nullptr;
    for (int place = 0; place < counts.all(); ++place) {
        const Preset& preset = all[static_cast<std::size_t>(place)];
        if (place == counts.presets) draw_favourites_head(ui, counts);
        if (counts.slot(place, tiles.columns) % tiles.columns != 0) ImGui::SameLine();
        ImGui::BeginGroup();
        if (preset.kept != nullptr) ImGui::SetNextItemAllowOverlap();
        if (draw_tile(ui, preset, tiles, preset.id == now, place == at)) taken = &preset;
        if (shows_it && place == at) ImGui::SetScrollHereY();
        if (preset.kept != nullptr && draw_forget(preset, tiles)) forgotten = preset.id;
        ImGui::EndGroup();
    }
    if (counts.favourites == 0) draw_favourites_head(ui, counts);
    if (taken != nullptr) take(ui, *taken);
    if (!forgotten.empty()) forget(ui, forgotten);
}

}  // namespace

void draw_gallery(Ui& ui) {
    const std::vector<Preset> all = all_presets(ui.app.document());
    const Counts counts{static_cast<int>(presets().size()), static_cast<int>(all.size() - presets().size())};
    const auto now = std::find_if(all.begin(), all.end(),
                                  [&](const Preset& p) { return p.id == ui.app.document().origin; });
    write_text(text(Text::UiGalleryHead), theme::kDim);
    const std::string keys(text(Text::UiGalleryKeys));
    const float right = ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x;
    ImGui::SameLine(right - ImGui::CalcTextSize(keys.c_str()).x);
    write_text(keys, theme::kDim);
    const Foot foot;
    ImGui::BeginChild("Presets", {0, -Foot::height()});
    int& at = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("at"));
    if (ImGui::IsWindowAppearing()) at = now != all.end() ? static_cast<int>(now - all.begin()) : 0;
    at = std::min(at, counts.all() - 1);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float head = ImGui::GetFrameHeight() + theme::em(0.2F);  // rounding asks for no scroll bar
    const Tiles tiles = tiles_in({room.x, room.y - head}, counts);
    const bool keyboard = !ImGui::GetIO().WantTextInput;
    const int before = at;
    if (keyboard) at = walked(at, counts, tiles.columns);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme::em(kGap), theme::em(kGap)});
    draw_tiles(ui, all, counts, tiles, at, at != before || ImGui::IsWindowAppearing());
    ImGui::PopStyleVar();
    const Preset& chosen = all[static_cast<std::size_t>(at)];
    if (keyboard && ImGui::IsKeyPressed(ImGuiKey_Enter)) take(ui, chosen);
    if (keyboard && ImGui::IsKeyPressed(ImGuiKey_Delete) && chosen.kept != nullptr) forget(ui, chosen.id);
    ImGui::EndChild();
    foot.draw(now != all.end() ? fmt::format("{}: {} {}", now->label, now->help, shown_by(*now)) : "");
}

}  // namespace gs
