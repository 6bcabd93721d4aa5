// The ladder: every kernel, the unavailable ones with their reason, and the knobs of the one that runs.
#include <fmt/format.h>
#include <imgui.h>

#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/registry.h"

namespace gs {
namespace {

void draw_kernel(Ui& ui, const gs_kernel& kernel, const std::string& why_not) {
    const bool chosen = ui.app.document().kernel == kernel.id;
    const float width = ImGui::GetContentRegionAvail().x, height = theme::em(1.75F);
    ImGui::BeginDisabled(!why_not.empty());
    if (ImGui::InvisibleButton(kernel.id, {width, height})) ui.set("kernel", std::string(kernel.id));
    const bool hovered = ImGui::IsItemHovered();
    ImGui::EndDisabled();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding, pad = theme::em(0.6F);
    if (chosen)
        list.AddRectFilled(low, high, theme::color(theme::kAccentDeep), round);
    else if (hovered)
        list.AddRectFilled(low, high, theme::color(theme::kHovered), round);
    const float y = (low.y + high.y - ImGui::GetFontSize()) / 2;
    const ImVec4& ink = !why_not.empty() ? theme::kFaint : theme::kText;
    list.AddText({low.x + pad, y}, theme::color(ink), kernel.label);
    const float id_width = ImGui::CalcTextSize(kernel.id).x;
    const float label_end = low.x + 2 * pad + ImGui::CalcTextSize(kernel.label).x;
    if (label_end < high.x - pad - id_width)
        list.AddText({high.x - pad - id_width, y}, theme::color(chosen ? theme::kText : theme::kFaint, 0.8F),
                     kernel.id);
    tooltip(fmt::format("{}  ({})", kernel.label, kernel.id),
            why_not.empty() ? std::string(kernel.summary) : why_not);
}

void draw_knobs(Ui& ui) {
    const std::vector<Property> knobs = knob_properties(ui.app.document());
    if (knobs.empty()) return;
    ImGui::Dummy({0, theme::em(0.15F)});
    for (const Property& knob : knobs) ui.rows.row(knob);
}

void draw_interop(Ui& ui) {
    const gs_kernel* kernel = find_kernel(ui.state.kernel);
    if (!kernel || kernel->memory != GS_CUDA) return;
    ui.rows.row("interop");
    if (!ui.transfer.device_frames_work()) note(ui.transfer.why_no_interop(), theme::kTrouble);
}

}  // namespace

void draw_kernel_section(Ui& ui) {
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme::em(0.1F));
    for (const gs_kernel* kernel : kernels()) draw_kernel(ui, *kernel, ui.app.why_not(*kernel));
    ImGui::PopStyleVar();
    if (!ui.state.instead_because.empty()) note(ui.state.instead_because, theme::kTrouble);
    draw_knobs(ui);
    draw_interop(ui);
}

}  // namespace gs
