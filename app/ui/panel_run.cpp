// Play, step, reset and speed, which are always in sight above the panel's sections.
#include <fmt/core.h>
#include <imgui.h>

#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

void draw_buttons(Ui& ui) {
    const float gap = ImGui::GetStyle().ItemSpacing.x;
    const float whole = ImGui::GetContentRegionAvail().x;
    const float play = theme::em(5.4F), single = theme::em(2.6F);
    const auto button = [&](const char* id, Icon icon, const char* command, bool accent, float width) {
        const Shortcut& s = shortcut(command);
        if (icon_button(id, icon, text(s.help), s.keys, {}, accent, width)) ui.execute(command);
    };
    button("play", ui.state.playing ? Icon::Pause : Icon::Play, "toggle", true, play);
    ImGui::SameLine();
    button("step", Icon::Step, "step", false, single);
    ImGui::SameLine();
    button("reset", Icon::Reset, "reset", false, single);
    ImGui::SameLine();
    const float rest = whole - play - 2 * single - 3 * gap;
    ImGui::SetNextItemWidth(rest * 0.56F);
    ImGui::PushStyleVarY(ImGuiStyleVar_FramePadding, theme::em(0.5F));
    ImGui::InputScalar("##steps", ImGuiDataType_S64, &ui.steps_wanted);
    tooltip(text(Text::UiStepsWanted), text(Text::UiStepsWantedHelp));
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiSteps), {rest * 0.44F - gap, 0})) {
        if (ui.steps_wanted < 1) ui.steps_wanted = 1;
        ui.execute(fmt::format("step {}", ui.steps_wanted));
    }
    tooltip(text(Text::UiStepsWanted), text(Text::UiStepsWantedHelp));
    ImGui::PopStyleVar();
}

}  // namespace

void draw_run_section(Ui& ui) {
    ImGui::Dummy({0, theme::em(0.1F)});
    ImGui::BeginDisabled(ui.app.held());
    draw_buttons(ui);
    if (ui.app.held()) note(ui.measuring, theme::kAccent);
    // The message disappears, but the reason why the run can't continue stays in sight.
    if (!ui.state.paused_because.empty()) note(ui.state.paused_because, theme::kTrouble);
    ui.rows.row("speed");
    draw_kernel_chooser(ui);
    draw_preset_chooser(ui);
    ImGui::EndDisabled();
}

}  // namespace gs
