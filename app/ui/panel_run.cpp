// The panel's head, which is always in sight: the state, play, step, back to the start, the speed,
// the preset and the kernel. Each row has its place whatever happens, so that nothing moves.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>

#include "app/ui/shortcuts.h"
#include "app/ui/state_line.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kHeadLabel = 3.8F;  // em

/// A button of one command: its title and keys are those of the command's key.
bool command_button(Ui& ui, const char* id, Icon icon, const char* command, std::string_view why_not = {}) {
    const Shortcut& s = shortcut(command);
    const bool clicked = icon_button(id, icon, text(s.help), s.keys, why_not);
    if (clicked) ui.execute(command);
    ui.rows.mark_item(command);
    return clicked;
}

/// Draws the state with a disc before it, and the step at the line's end if both find room.
void draw_state(const Ui& ui, float width) {
    const StateLine now = state_line(ui);
    const SimState& s = ui.state;
    const std::string step = say(Text::UiStep, grouped(static_cast<double>(s.steps_done)));
    const float height = theme::em(2.0F), gap = theme::em(1.0F);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float y = low.y + (height - ImGui::GetFontSize()) / 2, start = low.x + gap;
    const ImVec4& ink = now.trouble ? theme::kTrouble : now.runs ? theme::kAccent : theme::kDim;
    ImGui::InvisibleButton("state", {width, height});
    tooltip(text(Text::UiStateTitle), say(Text::UiStateAndStep, now.words,
                                          grouped(static_cast<double>(s.steps_done)), grouped(s.time)));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircleFilled({low.x + theme::em(0.35F), low.y + height / 2}, theme::em(0.3F), theme::color(ink));
    const float words = ImGui::CalcTextSize(now.words.c_str()).x, steps = ImGui::CalcTextSize(step.c_str()).x;
    draw_fitted(now.words, {start, y}, width - gap, now.trouble ? theme::kTrouble : theme::kText);
    if (gap + words + gap + steps <= width)
        list.AddText({low.x + width - steps, y}, theme::color(theme::kDim), step.c_str());
}

void draw_head(Ui& ui) {
    const float button = theme::em(2.0F), gap = ImGui::GetStyle().ItemSpacing.x;
    draw_state(ui, ImGui::GetContentRegionAvail().x - 2 * (button + gap));
    const auto turn = [&](const char* id, Icon icon, const char* command, const std::string& label,
                          Text nothing) {
        ImGui::SameLine();
        const Shortcut& s = shortcut(command);
        const std::string help = label.empty() ? std::string(s.keys) : fmt::format("{}  ({})", label, s.keys);
        if (icon_button(id, icon, text(s.help), help, label.empty() ? text(nothing) : std::string_view()))
            ui.execute(command);
        ui.rows.mark_item(command);
    };
    turn("undo", Icon::Undo, "undo", ui.app.undo_label(), Text::UiNothingToUndo);
    turn("redo", Icon::Redo, "redo", ui.app.redo_label(), Text::UiNothingToRedo);
}

/// A number of steps to run, behind a right click on the button for one.
void draw_steps_popup(Ui& ui) {
    if (!ImGui::BeginPopup("Steps")) return;
    ImGui::SetNextItemWidth(theme::em(7));
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputScalar("##steps", ImGuiDataType_S64, &ui.steps_wanted, nullptr, nullptr,
                                            nullptr, ImGuiInputTextFlags_EnterReturnsTrue);
    tooltip(text(Text::UiStepsWanted), text(Text::UiStepsWantedHelp));
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiStepsRun)) || entered) {
        ui.steps_wanted = std::max<std::int64_t>(ui.steps_wanted, 1);
        ui.execute(fmt::format("step {}", ui.steps_wanted));
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

void draw_transport(Ui& ui) {
    const Shortcut& play = shortcut("toggle");
    if (icon_button("play", ui.state.playing ? Icon::Pause : Icon::Play, text(play.help), play.keys, {}, true,
                    theme::em(4.2F)))
        ui.execute("toggle");
    ui.rows.mark_item("toggle");
    ImGui::SameLine();
    const Shortcut& one = shortcut("step");
    if (icon_button("step", Icon::Step, text(one.help), say(Text::UiStepMore, one.keys))) ui.execute("step");
    ui.rows.mark_item("step");
    if (ImGui::IsItemClicked(ImGuiMouseButton_Right)) ImGui::OpenPopup("Steps");
    draw_steps_popup(ui);
    ImGui::SameLine();
    command_button(ui, "reset", Icon::Reset, "reset");
    ImGui::SameLine();
    ImGui::PushID("speed");
    ImGui::PushStyleVarY(ImGuiStyleVar_FramePadding, (theme::em(2.0F) - ImGui::GetFontSize()) / 2);
    ImGui::BeginGroup();
    ui.rows.bare(ui.rows.property("speed"), ImGui::GetContentRegionAvail().x);
    ImGui::EndGroup();
    ui.rows.mark_item("speed");
    ImGui::PopStyleVar();
    ImGui::PopID();
}

}  // namespace

float head_label(Ui& ui, const Property& row) {
    const float start = ImGui::GetCursorPosX();
    (void)ui.rows.label(row);
    ImGui::SameLine(start + theme::em(kHeadLabel));
    return ImGui::GetContentRegionAvail().x;
}

void draw_run_section(Ui& ui) {
    draw_head(ui);
    ImGui::BeginDisabled(ui.app.held());
    draw_transport(ui);
    draw_preset_chooser(ui);
    draw_kernel_chooser(ui);
    ImGui::EndDisabled();
    ImGui::Dummy({0, theme::em(0.1F)});
}

}  // namespace gs
