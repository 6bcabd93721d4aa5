// What lies over the map of the rates: curves, presets with their letters, the trail, the cross.
#include <algorithm>
#include <cmath>

#include "app/core/document/favourites.h"
#include "app/core/document/presets.h"
#include "app/core/text/letters.h"
#include "app/ui/rate_map.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

struct MarkRow {
    MapMark mark;
    const char* section;  // of the window's settings
    bool at_first;
};
constexpr MarkRow kMarks[] = {
    {MapMark::Curves, "map-curves", true},   {MapMark::Letters, "map-letters", true},
    {MapMark::Presets, "map-presets", true}, {MapMark::Favourites, "map-favourites", true},
    {MapMark::Trail, "map-trail", true},     {MapMark::Path, "map-path", true},
};

/// From rates to pixels.
struct Ground {
    const PlaneRange& range;
    ImVec2 low, size;
    ImVec2 at(const RatePoint& r) const {
        return {low.x + static_cast<float>(range.right(r)) * size.x,
                low.y + static_cast<float>(1 - range.up(r)) * size.y};
    }
};

void draw_line(ImDrawList& list, const Ground& ground, const std::vector<RatePoint>& curve,
               const ImVec4& color) {
    for (const RatePoint& r : curve) list.PathLineTo(ground.at(r));
    list.PathStroke(theme::color(color, 0.9F), theme::em(0.1F));
}

/// A text that is legible on any colour of a map.
void draw_letter(ImDrawList& list, ImVec2 at, const std::string& letter) {
    const ImU32 ink = theme::color(theme::kText), shade = theme::color(theme::kInk);
    const float by = std::max(1.0F, theme::em(0.07F));
    for (const ImVec2 d : {ImVec2{by, 0}, ImVec2{-by, 0}, ImVec2{0, by}, ImVec2{0, -by}})
        list.AddText({at.x + d.x, at.y + d.y}, shade, letter.c_str());
    list.AddText(at, ink, letter.c_str());
}

void draw_presets(Ui& ui, ImDrawList& list, const Ground& ground, bool letters) {
    const float dot = theme::em(letters ? 0.28F : 0.13F);
    const Preset* now = origin_of(ui.app.document());
    for (const Preset& preset : presets()) {
        const ImVec2 at = ground.at({preset.feed, preset.kill});
        if (map_mark(ui, MapMark::Presets)) {
            list.AddCircleFilled(at, dot + 1, theme::color(theme::kInk), 16);
            list.AddCircleFilled(at, dot, theme::color(&preset == now ? theme::kAccent : theme::kText), 16);
        }
        if (letters && preset.pattern[0] != '\0')
            draw_letter(list, {at.x + theme::em(0.4F), at.y - theme::em(1.1F)}, letters_of(preset.pattern));
    }
}

/// Diamonds, since dots are presets.
void draw_favourites(Ui& ui, ImDrawList& list, const Ground& ground, bool large) {
    const Document& d = ui.app.document();
    const Preset* now = origin_of(d);
    const float half = theme::em(large ? 0.4F : 0.22F);
    for (const auto& favourite : kept_by(d)) {
        const ImVec2 at = ground.at({favourite->row.feed, favourite->row.kill});
        const auto diamond = [&](float by, const ImVec4& color) {
            list.AddQuadFilled({at.x - by, at.y}, {at.x, at.y - by}, {at.x + by, at.y}, {at.x, at.y + by},
                               theme::color(color));
        };
        diamond(half + 1.5F, theme::kInk);
        diamond(half, &favourite->row == now ? theme::kAccent : theme::kText);
    }
}

void draw_path(ImDrawList& list, const Ground& ground, const std::vector<Glide::Moment>& path) {
    const auto place = [&](const Glide::Moment& m) { return ground.at({m.values[0], m.values[1]}); };
    for (const auto& [color, width] : {std::pair(theme::kInk, 0.3F), std::pair(theme::kAccent, 0.15F)}) {
        for (const Glide::Moment& m : path) list.PathLineTo(place(m));
        list.PathStroke(theme::color(color), theme::em(width));
    }
    // The end has an open ring, so that the direction is seen.
    list.AddCircleFilled(place(path.front()), theme::em(0.3F), theme::color(theme::kAccent), 16);
    list.AddCircle(place(path.back()), theme::em(0.3F), theme::color(theme::kAccent), 16, theme::em(0.12F));
}

void draw_trail(ImDrawList& list, const Ground& ground, const std::deque<RatePoint>& trail) {
    for (std::size_t i = 1; i < trail.size(); ++i) {
        const float age = static_cast<float>(trail.size() - i) / static_cast<float>(trail.size());
        list.AddLine(ground.at(trail[i - 1]), ground.at(trail[i]),
                     theme::color(theme::kAccent, 1 - 0.9F * age), theme::em(0.12F));
    }
}

void draw_cross(ImDrawList& list, ImVec2 at) {
    const float arm = theme::em(0.75F), gap = theme::em(0.25F);
    const auto cross = [&](ImU32 color, float width) {
        for (const float s : {-1.0F, 1.0F}) {
            list.AddLine({at.x + s * gap, at.y}, {at.x + s * arm, at.y}, color, width);
            list.AddLine({at.x, at.y + s * gap}, {at.x, at.y + s * arm}, color, width);
        }
    };
    cross(theme::color(theme::kInk), theme::em(0.28F));
    cross(theme::color(theme::kAccent), theme::em(0.14F));
}

}  // namespace

bool panel_has_room_for_map() {
    return ImGui::GetIO().DisplaySize.y > theme::em(40);
}

bool& map_in_panel(Ui& ui) {
    return ui.settings.section("map", true);
}

bool& map_mark(Ui& ui, MapMark mark) {
    const MarkRow& row = kMarks[static_cast<std::size_t>(mark)];
    return ui.settings.section(row.section, row.at_first);
}

const Preset* preset_near(Ui& ui, const PlaneRange& range, const RatePoint& at, ImVec2 size, float near) {
    const Preset* nearest = nullptr;
    const auto look_at = [&](const Preset& preset) {
        const RatePoint r{preset.feed, preset.kill};
        const double x = (range.right(r) - range.right(at)) * size.x,
                     y = (range.up(r) - range.up(at)) * size.y;
        const auto away = static_cast<float>(std::hypot(x, y));
        if (away > near) return;
        near = away;
        nearest = &preset;
    };
    if (map_mark(ui, MapMark::Presets)) std::for_each(presets().begin(), presets().end(), look_at);
    if (map_mark(ui, MapMark::Favourites))
        for (const auto& favourite : kept_by(ui.app.document())) look_at(favourite->row);
    return nearest;
}

void draw_map_marks(Ui& ui, ImDrawList& list, const PlaneRange& range, ImVec2 low, ImVec2 size, bool large,
                    const std::deque<RatePoint>& trail, const std::vector<Glide::Moment>& path) {
    const Ground ground{range, low, size};
    list.PushClipRect(low, {low.x + size.x, low.y + size.y}, true);
    if (map_mark(ui, MapMark::Curves)) {
        draw_line(list, ground, saddle_node_curve(), theme::kText);
        draw_line(list, ground, hopf_curve(), theme::kSand);
    }
    draw_presets(ui, list, ground, large && map_mark(ui, MapMark::Letters));
    if (map_mark(ui, MapMark::Favourites)) draw_favourites(ui, list, ground, large);
    if (map_mark(ui, MapMark::Trail)) draw_trail(list, ground, trail);
    const Document& d = ui.app.document();
    const auto& moments = path.empty() && d.path ? d.path->moments : path;
    if (map_mark(ui, MapMark::Path) && moments.size() > 1) draw_path(list, ground, moments);
    // Where the rates vary there is no one place.
    if (!varies(d)) draw_cross(list, ground.at({d.feed, d.kill}));
    list.PopClipRect();
}

}  // namespace gs
