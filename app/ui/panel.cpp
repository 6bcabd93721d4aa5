// The panel at the right of the window: the frame around its sections.
#include <imgui_internal.h>

#include <algorithm>
#include <array>

#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kFooter = 2.6F;       // em
constexpr float kFooterType = 0.75F;  // of the names below its icons
constexpr float kCardFoot = 3.4F;     // em: above the readout, which a presentation does without
constexpr float kCardFootInHall = 1;
constexpr float kCardGap = 0.6F;  // em: above an enlarged instrument

/// A button of the footer: an icon, and its name in small type below it.
bool named_button(const char* id, Icon icon, const Shortcut& key, const char* name, float width) {
    const ImVec2 low = ImGui::GetCursorScreenPos(), size{width, theme::em(kFooter)};
    const bool clicked = ImGui::InvisibleButton(id, size);
    const bool hovered = ImGui::IsItemHovered();
    tooltip(text(key.help), key.keys);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (hovered)
        list.AddRectFilled(low, {low.x + width, low.y + size.y}, theme::color(theme::kHovered),
                           ImGui::GetStyle().FrameRounding);
    const ImU32 ink = theme::color(hovered ? theme::kText : theme::kDim);
    const float middle = low.x + width / 2;
    draw_icon(list, icon, {middle, low.y + theme::em(1.0F)}, theme::em(0.46F), ink);
    const float type = theme::em(kFooterType);
    const float wide = ImGui::CalcTextSize(name).x * type / ImGui::GetFontSize();
    list.AddText(nullptr, type, {middle - wide / 2, low.y + size.y - theme::em(1.05F)}, ink, name);
    return clicked;
}

void draw_footer(Ui& ui) {
    struct Row {
        const char* id;
        Icon icon;
        const char* command;
        Text name;
    };
    constexpr std::array kRows{Row{"save-picture", Icon::Picture, "save-image", Text::UiFooterPicture},
                               Row{"open-session", Icon::Open, "view open", Text::UiOpen},
                               Row{"save-session", Icon::Save, "view save-session", Text::UiSave},
                               Row{"bench", Icon::Bench, "view benchmark", Text::UiFooterBench},
                               Row{"timeline", Icon::Timeline, "view timeline", Text::UiFooterTimeline},
                               Row{"console", Icon::Console, "view console", Text::UiFooterConsole},
                               Row{"full-screen", Icon::FullScreen, "view fullscreen", Text::UiFooterScreen},
                               Row{"help", Icon::Help, "view keys", Text::UiFooterKeys}};
    ImGui::PushStyleVarX(ImGuiStyleVar_ItemSpacing, 0);
    // Longer names have more room, so that the gaps between all are the same.
    const auto width_of = [](const Row& row) {
        return kFooterType * ImGui::CalcTextSize(c_text(row.name)).x;
    };
    float gap = ImGui::GetContentRegionAvail().x;
    for (const Row& row : kRows) gap -= width_of(row);
    gap /= static_cast<float>(kRows.size());
    for (const Row& row : kRows) {
        if (named_button(row.id, row.icon, shortcut(row.command), c_text(row.name), width_of(row) + gap))
            ui.execute(row.command);
        ui.rows.mark_item(row.command);
        ImGui::SameLine();
    }
    ImGui::NewLine();
    ImGui::PopStyleVar();
}

/// computes: its settings change what is computed, so that they rest while something is measured.
/// aside: how things stand in it.
void draw_section(Ui& ui, const char* name, Text title, bool at_first, bool computes, void (*draw)(Ui&),
                  std::string_view aside = {}) {
    ImGui::BeginDisabled(computes && ui.app.held());
    bool& open = ui.settings.section(name, at_first);
    const bool was_open = open;
    const float top = ImGui::GetCursorPosY();
    if (section(name, c_text(title), open, aside)) {
        ImGui::PushID(name);
        draw(ui);
        ImGui::PopID();
    }
    ImGui::EndDisabled();
    // What was opened is seen, as much of it as there is room for. Its first frames do not know yet
    // how high it is.
    constexpr int kFrames = 3;
    static const char* revealed = nullptr;
    static int frames = 0;
    if (open && !was_open) {
        revealed = name;
        frames = kFrames;
    }
    if (revealed != name || frames == 0) return;
    --frames;
    const float beyond = ImGui::GetCursorPosY() - ImGui::GetWindowHeight();
    ImGui::SetScrollY(std::min(top, std::max(ImGui::GetScrollY(), beyond)));
}

}  // namespace

void begin_card(const Ui& ui, const char* name, std::string_view said) {
    const Area free = stage(ui);
    const float foot = ui.presentation.on ? kCardFootInHall : kCardFoot;
    float bottom = free.high.y - theme::em(foot);
    const ImGuiWindow* enlarged = ImGui::FindWindowByName("Instrument");
    if (enlarged != nullptr && enlarged->WasActive)
        bottom = std::min(bottom, enlarged->Pos.y - theme::em(kCardGap));
    ImGui::SetNextWindowPos({free.middle().x, bottom}, ImGuiCond_Always, {0.5F, 1});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::AlignTextToFramePadding();
    // A line that is wider than the stage wraps.
    const float width = std::min(ImGui::CalcTextSize(said.data(), said.data() + said.size()).x + 1,
                                 free.width() - theme::em(4));
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
    write_text(said, theme::kText);
    ImGui::PopTextWrapPos();
}

void draw_panel(Ui& ui, float out) {
    if (ui.hidden) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float margin = theme::em(kMargin), width = panel_width() - 2 * margin;
    ImGui::SetNextWindowPos({screen.x - width - margin + out, margin});
    ImGui::SetNextWindowSize({width, screen.y - 2 * margin});
    ImGui::Begin("Panel", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::SetScrollX(0);  // the scroll bar reaches into the margin, which must not scroll
    draw_run_section(ui);
    const float footer = theme::em(kFooter) + ImGui::GetStyle().ItemSpacing.y;
    // The scroll bar always lies in the panel's margin, so that the sections are as wide as the
    // rows above them.
    const float bar = ImGui::GetStyle().ScrollbarSize;
    ImGui::BeginChild("Sections", {ImGui::GetContentRegionAvail().x + bar, -footer}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_AlwaysVerticalScrollbar);
    draw_section(ui, "equations", Text::UiSectionEquations, true, true, draw_equation_section);
    draw_section(ui, "tuning", Text::UiSectionTuning, false, true, draw_tuning_section, tuning_in_words(ui));
    draw_section(ui, "picture", Text::UiSectionPicture, false, false, draw_picture_section);
    draw_section(ui, "field", Text::UiSectionField, false, true, draw_field_section);
    draw_section(ui, "brush", Text::UiSectionBrush, false, false, draw_brush_section);
    fade_edges();
    ImGui::EndChild();
    draw_footer(ui);
    ImGui::End();
}

}  // namespace gs
