// Play, step, reset and speed, which are always in sight above the panel's sections.
#include <fmt/core.h>
#include <imgui.h>

#include <cmath>

#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr double kUsualSpeed = 60;  // steps/s: one step per frame

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

/// The slider's right end is full speed, which is 0 in the property.
void draw_speed(Ui& ui) {
    const Property& speed = ui.rows.property("speed");
    ImGui::PushID("speed");
    const float width = ui.rows.label(speed);
    const bool full = ui.app.document().speed == 0;
    const char* const labels[] = {c_text(Text::UiSpeedFull), c_text(Text::UiSpeedWanted)};
    ImGui::SetNextItemWidth(width * (full ? 1.0F : 0.5F));
    const int clicked = segmented("full", labels, full ? 0 : 1, speed.label, speed.help);
    if (clicked == 0) ui.set("speed", 0.0);
    if (clicked == 1 && full)
        ui.set("speed", ui.state.steps_per_s > 1 ? std::round(ui.state.steps_per_s / 2) : kUsualSpeed);
    if (!full) {
        ImGui::SameLine();
        Property wanted = speed;  // the switch beside the slider stands for "full"
        wanted.slider_low = 1;
        wanted.initial = kUsualSpeed;
        ui.rows.bare(wanted, ImGui::GetContentRegionAvail().x);
    }
    ImGui::PopID();
}

}  // namespace

void draw_run_section(Ui& ui) {
    ImGui::Dummy({0, theme::em(0.1F)});
    draw_buttons(ui);
    // The message disappears, but the reason why the run can't continue stays in sight.
    if (!ui.state.paused_because.empty()) note(ui.state.paused_because, theme::kTrouble);
    draw_speed(ui);
    draw_kernel_chooser(ui);
    draw_preset_chooser(ui);
}

}  // namespace gs
