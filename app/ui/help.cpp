// F1: the keys and the mouse, from the table of shortcuts.
#include <imgui.h>

#include <array>
#include <utility>
#include <vector>

#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr std::array<std::pair<const char*, Text>, 6> kMouse{{{"Left drag", Text::UiMousePaint},
                                                              {"Right drag", Text::UiMouseErase},
                                                              {"Wheel", Text::UiMouseZoom},
                                                              {"Middle drag", Text::UiMousePan},
                                                              {"Shift + left drag", Text::UiMousePan},
                                                              {"Ctrl + wheel", Text::UiMouseBrush}}};

void line(const char* keys, Text help) {
    ImGui::TableNextColumn();
    write_text(keys, theme::kAccent);
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(c_text(help));
}

std::vector<std::pair<const char*, Text>> all_lines() {
    std::vector<std::pair<const char*, Text>> lines;
    for (const Shortcut& s : shortcuts()) lines.emplace_back(s.keys, s.help);
    lines.insert(lines.end(), kMouse.begin(), kMouse.end());
    return lines;
}

}  // namespace

void draw_help(Ui& ui) {
    if (!ui.settings.help || ui.hidden) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    // The help lies beside the panel if there is room for it, else over it.
    const float beside = screen.x - panel_width(ui), across = beside < theme::em(37) ? screen.x : beside;
    ImGui::SetNextWindowPos({across / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSizeConstraints({0, 0}, screen);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme::em(1.6F), theme::em(1.3F)});
    ImGui::SetNextWindowBgAlpha(1);
    ImGui::Begin("Help", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::PushFont(nullptr, theme::kFontSize * 1.25F);
    ImGui::TextUnformatted(c_text(Text::UiKeysTitle));
    ImGui::PopFont();
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - theme::em(2));
    if (icon_button("close", Icon::Close, text(Text::UiClose), "F1")) ui.settings.help = false;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme::em(0.6F), theme::em(0.14F)});
    if (ImGui::BeginTable("keys", 4, ImGuiTableFlags_SizingFixedFit)) {
        // The lines run down the first column, then down the second.
        const std::vector<std::pair<const char*, Text>> lines = all_lines();
        const std::size_t half = (lines.size() + 1) / 2;
        for (std::size_t i = 0; i < half; ++i) {
            line(lines[i].first, lines[i].second);
            if (i + half < lines.size()) line(lines[i + half].first, lines[i + half].second);
        }
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
    note(text(Text::UiSlidersTitle), theme::kDim);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) ui.settings.help = false;
    ImGui::End();
    ImGui::PopStyleVar();
}

}  // namespace gs
