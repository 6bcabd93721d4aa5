// The panel at the right of the window: the frame around its sections.
#include <imgui.h>

#include <algorithm>

#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

void draw_footer(Ui& ui) {
    const auto button = [&](const char* id, Icon icon, const char* command) {
        const Shortcut& s = shortcut(command);
        if (icon_button(id, icon, text(s.help), s.keys)) ui.execute(command);
        ImGui::SameLine();
    };
    button("save-picture", Icon::Picture, "save-image");
    button("open-session", Icon::Open, "view open");
    button("save-session", Icon::Save, "view save-session");
    button("bench", Icon::Bench, "view benchmark");
    button("console", Icon::Console, "view console");
    button("full-screen", Icon::FullScreen, "view fullscreen");
    button("help", Icon::Help, "view keys");
    ImGui::NewLine();
}

void draw_title(Ui& ui) {
    ImGui::PushFont(nullptr, theme::kFontSize * 1.25F);
    ImGui::TextUnformatted("Grayscope");
    ImGui::PopFont();
    const auto button = [&](const char* id, Icon icon, const char* command, const std::string& label,
                            float place) {
        const Shortcut& s = shortcut(command);
        ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - theme::em(place));
        const std::string help = label.empty() ? std::string(s.keys) : label + "  (" + s.keys + ")";
        if (icon_button(id, icon, text(s.help), help,
                        label.empty() ? text(Text::UiNothingToUndo) : std::string_view()))
            ui.execute(command);
    };
    button("undo", Icon::Undo, "undo", ui.app.undo_label(), 4.5F);
    button("redo", Icon::Redo, "redo", ui.app.redo_label(), 2.0F);
}

/// computes: its settings change what is computed, so that they rest while something is measured.
void draw_section(Ui& ui, const char* name, Text title, bool at_first, bool computes, void (*draw)(Ui&)) {
    ImGui::BeginDisabled(computes && ui.app.held());
    if (section(name, c_text(title), ui.settings.section(name, at_first))) {
        ImGui::PushID(name);
        draw(ui);
        ImGui::PopID();
    }
    ImGui::EndDisabled();
}

}  // namespace

void begin_card(const Ui& ui, const char* name, std::string_view said) {
    const Area free = stage(ui);
    ImGui::SetNextWindowPos({free.middle().x, free.high.y - theme::em(1)}, ImGuiCond_Always, {0.5F, 1});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::AlignTextToFramePadding();
    write_text(said, theme::kText);
}

void draw_panel(Ui& ui) {
    if (ui.hidden) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float margin = theme::em(kMargin), width = panel_width(ui) - 2 * margin;
    ImGui::SetNextWindowPos({screen.x - width - margin, margin});
    ImGui::SetNextWindowSize({width, screen.y - 2 * margin});
    ImGui::Begin("Panel", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::SetScrollX(0);  // the scroll bar reaches into the margin, which must not scroll
    draw_title(ui);
    draw_run_section(ui);
    const float footer = theme::em(2.0F) + 2 * ImGui::GetStyle().ItemSpacing.y;
    // The scroll bar always lies in the panel's margin, so that the sections are as wide as the
    // rows above them.
    const float bar = ImGui::GetStyle().ScrollbarSize;
    ImGui::BeginChild("Sections", {ImGui::GetContentRegionAvail().x + bar, -footer}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_AlwaysVerticalScrollbar);
    draw_section(ui, "equations", Text::UiSectionEquations, true, true, draw_equation_section);
    draw_section(ui, "kernel", Text::UiSectionKernel, true, true, draw_kernel_section);
    draw_section(ui, "picture", Text::UiSectionPicture, false, false, draw_picture_section);
    draw_section(ui, "field", Text::UiSectionField, false, true, draw_field_section);
    draw_section(ui, "brush", Text::UiSectionBrush, false, false, draw_brush_section);
    ImGui::EndChild();
    draw_footer(ui);
    ImGui::End();
}

}  // namespace gs
