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
    {"timeline", 4.6F, [](Ui& ui, const Area& area) { ui.timeline.draw(ui, area); }},
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

float panel_width() {
    return theme::em(kPanel + 2 * kMargin);
}

Area whole_window() {
    return {{0, 0}, ImGui::GetIO().DisplaySize};
}

Area stage(const Ui& ui) {
    Area area = whole_window();
    if (!ui.hidden && !ui.presentation.on) area.high.x -= panel_width();
    area.high.y -= caption_height(ui);
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
    if (ui.settings.drawer != "console") ui.console.closed();
    if (drawer == nullptr) return;
    const float margin = theme::em(kMargin);
    const Area whole = whole_window(), free = stage(ui);
    const ImVec2 high{std::min(free.high.x, whole.high.x - margin),
                      free.high.y + height_of(*drawer) - margin};
    drawer->draw(ui, {{margin, free.high.y}, high});
}

}  // namespace gs
