// The kernel: a button with the running one, and the ladder of all of them, the unavailable ones
// with their reason.
#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "app/core/document/kernel_choice.h"
#include "app/ui/foot.h"
#include "app/ui/shortcuts.h"
#include "app/ui/state_line.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

/// What stands in the place of a rate that is not known: a kernel that is held back has none.
std::string unmeasured(const Ui& ui, const gs_kernel& kernel) {
    if (ui.state.kernel != kernel.id || !held_from(ui)) return std::string(text(Text::UiNotRunYet));
    return say(Text::UiStateHeld, grouped(ui.app.document().speed));
}

/// How fast the kernel has been at this size, and by how much it beat the textbook's loop.
std::string speed_of(const Ui& ui, const gs_kernel& kernel) {
    const int rows = ui.state.rows, cols = ui.state.cols;
    const std::optional<double> rate = ui.rates.rate(kernel.id, rows, cols);
    if (!rate) return unmeasured(ui, kernel);
    const std::optional<double> times = ui.rates.times_textbook(*rate, rows, cols);
    const std::string shown = fmt::format("{:.3g}", *rate);
    return times ? say(Text::UiBenchTimes, shown, fmt::format("{:.3g}", *times)) : shown;
}

void draw_kernel(Ui& ui, const gs_kernel& kernel, const Status& able) {
    const bool chosen = choose_kernel(ui.app.document()).kernel == &kernel;
    const float width = ImGui::GetContentRegionAvail().x, height = theme::em(1.75F);
    ImGui::BeginDisabled(!able);
    if (ImGui::InvisibleButton(kernel.id, {width, height})) ui.set("kernel", std::string(kernel.id));
    const bool hovered = ImGui::IsItemHovered();
    ImGui::EndDisabled();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding, pad = theme::em(0.6F);
    if (chosen)
        draw_chosen(low, high);
    else if (hovered)
        list.AddRectFilled(low, high, theme::color(theme::kHovered), round);
    const float y = (low.y + high.y - ImGui::GetFontSize()) / 2;
    const ImVec4& ink = able ? theme::kText : theme::kFaint;
    list.AddText({low.x + pad, y}, theme::color(ink), kernel.label);
    if (able) {
        const std::string said = speed_of(ui, kernel);
        list.AddText({high.x - pad - ImGui::CalcTextSize(said.c_str()).x, y},
                     theme::color(chosen || hovered ? theme::kText : theme::kDim), said.c_str());
    }
    tooltip(kernel.id, kernel.summary);
}

/// Up and Down run the kernel before and the one after, as K does.
void take_arrows(Ui& ui) {
    if (ImGui::GetIO().WantTextInput || ui.rows.takes_arrows()) return;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ui.execute("next kernel");
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) ui.execute("next kernel back");
}

}  // namespace

/// A reason that several kernels share is shown below the last of them.
void draw_ladder(Ui& ui) {
    take_arrows(ui);
    const auto all = kernels();
    const Foot foot;
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme::em(0.1F));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Document& d = ui.app.document();
        const Status able = can_run(*all[i], d);
        draw_kernel(ui, *all[i], able);
        if (able || (i + 1 < all.size() && can_run(*all[i + 1], d).why() == able.why())) continue;
        ImGui::Indent(theme::em(0.6F));
        note(able.why(), theme::kTrouble);
        ImGui::Unindent(theme::em(0.6F));
        ImGui::Dummy({0, theme::em(0.3F)});
    }
    ImGui::PopStyleVar();
    const gs_kernel* chosen = choose_kernel(ui.app.document()).kernel;
    foot.draw(fmt::format("{}: {}", chosen->id, chosen->summary));
}

void draw_kernel_chooser(Ui& ui) {
    const gs_kernel* now = choose_kernel(ui.app.document()).kernel;
    ImGui::PushID("kernel");
    Property row = ui.rows.property("kernel");
    row.help = text(Text::UiKernelHelp);
    const float arrow = theme::em(1.4F), gap = ImGui::GetStyle().ItemInnerSpacing.x;
    const float width = head_label(ui, row) - 2 * (arrow + gap);
    if (ImGui::Button("###kernels", {width, 0})) flip_page(ui, Page::Ladder);
    tooltip(now->label, now->summary);
    draw_button_text(now->label);
    const auto step = [&](const char* id, ImGuiDir direction, const char* command) {
        ImGui::SameLine(0, gap);
        ImGui::PushStyleVarX(ImGuiStyleVar_FramePadding, (arrow - ImGui::GetFontSize()) / 2);
        if (ImGui::ArrowButtonEx(id, direction, {arrow, ImGui::GetFrameHeight()})) ui.execute(command);
        ImGui::PopStyleVar();
        tooltip(text(shortcut(command).help), shortcut(command).keys);
    };
    step("previous", ImGuiDir_Up, "next kernel back");
    step("next", ImGuiDir_Down, "next kernel");
    ImGui::PopID();
}

}  // namespace gs
