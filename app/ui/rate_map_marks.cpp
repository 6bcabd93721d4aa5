// What lies over the map of the rates: curves, presets with their letters, the trail, the cross.
#include <algorithm>
#include <cmath>

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
    {MapMark::Curves, "map-curves", true},
    {MapMark::Letters, "map-letters", true},
    {MapMark::Presets, "map-presets", true},
    {MapMark::Trail, "map-trail", true},
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

const Preset* preset_near(const PlaneRange& range, const RatePoint& at, ImVec2 size, float near) {
    const Preset* nearest = nullptr;
    for (const Preset& preset : presets()) {
        const RatePoint r{preset.feed, preset.kill};
        const double x = (range.right(r) - range.right(at)) * size.x,
                     y = (range.up(r) - range.up(at)) * size.y;
        const auto away = static_cast<float>(std::hypot(x, y));
        if (away > near) continue;
        near = away;
        nearest = &preset;
    }
    return nearest;
}

void draw_map_marks(Ui& ui, ImDrawList& list, const PlaneRange& range, ImVec2 low, ImVec2 size, bool large,
                    const std::deque<RatePoint>& trail) {
    const Ground ground{range, low, size};
    list.PushClipRect(low, {low.x + size.x, low.y + size.y}, true);
    if (map_mark(ui, MapMark::Curves)) {
        draw_line(list, ground, saddle_node_curve(), theme::kText);
        draw_line(list, ground, hopf_curve(), theme::kSand);
    }
    draw_presets(ui, list, ground, large && map_mark(ui, MapMark::Letters));
    if (map_mark(ui, MapMark::Trail)) draw_trail(list, ground, trail);
    const Document& d = ui.app.document();  // where its rates vary there is no one place
    if (!varies(d)) draw_cross(list, ground.at({d.feed, d.kill}));
    list.PopClipRect();
}

}  // namespace gs
