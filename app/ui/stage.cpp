#include "app/ui/stage.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "app/ui/console.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kPanel = 22;           // em
constexpr float kMostOfStage = 0.45F;  // of the window's height, for a drawer

constexpr Drawer kDrawers[] = {
    {"console", 15, [](Ui& ui, const Area& area) { ui.console.draw(ui, area); }},
};

const Drawer* open_drawer(const Ui& ui) {
    return find_drawer(ui.settings.drawer.c_str());
}

/// Height in pixels that the drawer covers, its margin included.
float height_of(const Drawer& drawer) {
    return std::min(theme::em(drawer.height), ImGui::GetIO().DisplaySize.y * kMostOfStage) +
           theme::em(kMargin);
}

}  // namespace

float panel_width(const Ui& ui) {
    return ui.hidden ? 0 : theme::em(kPanel + 2 * kMargin);
}

Area whole_window() {
    return {{0, 0}, ImGui::GetIO().DisplaySize};
}

Area stage(const Ui& ui) {
    Area area = whole_window();
    area.high.x -= panel_width(ui);
    if (const Drawer* drawer = open_drawer(ui)) area.high.y -= height_of(*drawer);
    return area;
}

const Drawer* find_drawer(const char* word) {
    const auto* found = std::find_if(std::begin(kDrawers), std::end(kDrawers),
                                     [&](const Drawer& d) { return d.word == std::string_view(word); });
    return found != std::end(kDrawers) ? found : nullptr;
}

void flip_drawer(Ui& ui, const char* word) {
    ui.settings.drawer = ui.settings.drawer == word ? "" : word;
}

void draw_drawer(Ui& ui) {
    const Drawer* drawer = open_drawer(ui);
    if (drawer == nullptr) return ui.console.closed();
    const float margin = theme::em(kMargin);
    Area area = whole_window();
    area.low = {margin, area.high.y - height_of(*drawer)};
    area.high = {area.high.x - std::max(panel_width(ui), margin), area.high.y - margin};
    drawer->draw(ui, area);
}

}  // namespace gs
