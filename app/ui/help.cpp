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

void draw_help(Ui&) {
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
}

}  // namespace gs
