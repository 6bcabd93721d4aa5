// F1: the keys and the mouse, from the table of shortcuts.
#include <imgui.h>

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
    ImGui::PushStyleColor(ImGuiCol_Text, theme::kAccent);
    ImGui::TextUnformatted(keys);
    ImGui::PopStyleColor();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(words(help));
}

}  // namespace

void draw_help(Ui& ui) {
    if (!ui.settings.help || ui.hidden) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({(screen.x - panel_width(ui)) / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme::em(1.6F), theme::em(1.3F)});
    ImGui::Begin("Help", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::PushFont(nullptr, theme::kFontSize * 1.25F);
    ImGui::TextUnformatted(words(Text::UiKeysTitle));
    ImGui::PopFont();
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - theme::em(2));
    if (icon_button("close", Icon::Close, text(Text::UiClose), "F1")) ui.settings.help = false;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme::em(0.6F), theme::em(0.14F)});
    if (ImGui::BeginTable("keys", 4, ImGuiTableFlags_SizingFixedFit)) {
        for (const Shortcut& s : shortcuts()) line(s.keys, s.help);
        for (const auto& [keys, help] : kMouse) line(keys, help);
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
    note(text(Text::UiSlidersTitle), theme::kDim);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) ui.settings.help = false;
    ImGui::End();
    ImGui::PopStyleVar();
}

}  // namespace gs
