#include "app/ui/pages.h"

#include <imgui.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "app/ui/bench_panel.h"
#include "app/ui/rate_map.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kNarrow = 37;  // em: a stage below that is too narrow for a page

struct PageRow {
    Page page;
    const char *word, *window;  // of `view`, and Dear ImGui's name
    Text title;
    float width;  // em, at the stage's right edge; 0: the whole stage
    void (*draw)(Ui& ui);
};

constexpr PageRow kPages[] = {
    {Page::Gallery, "gallery", "Gallery", Text::UiPresets, 0, draw_gallery},
    {Page::Ladder, "ladder", "Ladder", Text::UiKernels, 27, draw_ladder},
    {Page::Map, "map-page", "Map", Text::UiMap, 0, [](Ui& ui) { ui.map.draw_page(ui); }},
    {Page::Benchmark, "benchmark", "Benchmark", Text::UiBenchTitle, 0, [](Ui& ui) { ui.bench.draw(ui); }},
    {Page::Help, "keys", "Help", Text::UiKeysTitle, 0, draw_help},
};

const PageRow* open_page(const Ui& ui) {
    const auto* found = std::find_if(std::begin(kPages), std::end(kPages),
                                     [&](const PageRow& p) { return p.page == ui.page; });
    return found != std::end(kPages) ? found : nullptr;
}

/// The stage, or the whole window if the stage is too narrow or the page is for a hall.
Area room_for(const Ui& ui, const PageRow& page) {
    if (ui.presentation.on) return whole_window();
    const Area free = stage(ui), whole = whole_window();
    Area room = (free.width() < theme::em(kNarrow) ? whole : free).within(theme::em(kMargin));
    if (page.width > 0) room.low.x = std::max(room.low.x, room.high.x - theme::em(page.width));
    return room;
}

void draw_head(Ui& ui, const PageRow& page) {
    ImGui::PushFont(nullptr, ImGui::GetStyle().FontSizeBase * 1.25F);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(c_text(page.title));
    ImGui::PopFont();
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - theme::em(2));
    const Shortcut& key = shortcut("view " + std::string(page.word));
    if (icon_button("close", Icon::Close, text(Text::UiClose), key.keys)) ui.page = Page::None;
}

}  // namespace

void flip_page(Ui& ui, Page page) {
    ui.page = ui.page == page ? Page::None : page;
}

bool page_covers_figures(const Ui& ui) {
    const PageRow* page = open_page(ui);
    return page != nullptr && room_for(ui, *page).low.x < theme::em(15);
}

void draw_page(Ui& ui) {
    const PageRow* page = open_page(ui);
    if (page == nullptr) return;
    const Area room = room_for(ui, *page);
    ImGui::SetNextWindowPos(room.low);
    const bool hall = ui.presentation.on;
    const float least = page->width > 0 && !hall ? 0 : room.height();
    ImGui::SetNextWindowSizeConstraints({room.width(), least}, {room.width(), room.height()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, hall ? 0 : ImGui::GetStyle().WindowRounding);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, hall ? 0 : ImGui::GetStyle().WindowBorderSize);
    ImGui::Begin(page->window, nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoCollapse |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar(2);
    draw_head(ui, *page);
    page->draw(ui);
    ImGui::End();
}

}  // namespace gs
