#include "app/ui/cards.h"

#include <imgui.h>

#include "app/core/run/condition.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr double kHintStays = 3;  // s

void end_card(Ui& ui) {
    ui.cards.height = ImGui::GetWindowHeight();
    ImGui::End();
}

/// The next button, beside the last one if the stage has room for both.
bool button(const Ui& ui, const std::string& label) {
    const float width =
        ImGui::CalcTextSize(label.c_str(), nullptr, true).x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SameLine();
    const float left = ImGui::GetCursorPosX() + width + ImGui::GetStyle().WindowPadding.x;
    if (left > stage(ui).width()) ImGui::NewLine();
    return ImGui::Button(label.c_str());
}

std::string back_label(const Ui& ui) {
    const Document& d = ui.app.document();
    const double dt = dt_that_holds(d, ui.state.blown_up_dt);
    const std::string step = grouped(static_cast<double>(ui.state.good_step));
    return dt == d.dt ? say(Text::UiCardBack, step) : say(Text::UiCardBackWithDt, step, to_text(dt));
}

void draw_blown_up(Ui& ui) {
    const SimState& s = ui.state;
    const std::string step = grouped(static_cast<double>(s.blown_up_step));
    const std::string said = s.blown_up_dt > s.blown_up_limit
                                 ? say(Text::UiCardBlownUpByDt, step, to_text(s.blown_up_dt),
                                       fmt::format("{:.3g}", s.blown_up_limit))
                                 : say(Text::UiCardBlownUp, step, to_text(s.blown_up_dt));
    ui.toasts.drop(s.paused_because);  // the card says it
    ImGui::SetNextWindowBgAlpha(1);
    begin_card(ui, "BlownUp", said);
    ImGui::PushStyleColor(ImGuiCol_Button, theme::kAccentDeep);
    const bool back = ImGui::Button((back_label(ui) + "###back").c_str());
    ImGui::PopStyleColor();
    if (back || enter_pressed()) ui.execute("recover");
    if (button(ui, say(Text::UiCardReset, shortcut("reset").keys) + "###reset")) ui.execute("reset");
    if (button(ui, std::string(text(Text::UiCardLeave)) + "###leave")) ui.cards.left_step = s.blown_up_step;
    end_card(ui);
}

void draw_rest(Ui& ui) {
    const char* const reset = shortcut("reset").keys;
    const std::string ways = ui.app.undo_label().empty()
                                 ? say(Text::UiCardPaintOrReset, reset)
                                 : say(Text::UiCardPaintResetOrUndo, reset, shortcut("undo").keys);
    begin_card(ui, "Rest",
               say(ui.state.rest == Rest::DiedOut ? Text::UiCardDiedOut : Text::UiCardUniform, ways));
    end_card(ui);
}

void draw_hint(Ui& ui, const std::string& said) {
    begin_card(ui, "Hint", said);
    end_card(ui);
}

bool hint_of_hidden_due(Ui& ui) {
    Cards& cards = ui.cards;
    const bool fresh = ui.hidden && !cards.was_hidden;
    cards.was_hidden = ui.hidden;
    if (fresh || (ui.hidden && unbound_key_pressed())) cards.hint_until = ImGui::GetTime() + kHintStays;
    return ui.hidden && ImGui::GetTime() < cards.hint_until;
}

bool greeting_due(Ui& ui) {
    const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left) ||
                         ImGui::IsMouseClicked(ImGuiMouseButton_Right) ||
                         ImGui::IsMouseClicked(ImGuiMouseButton_Middle);
    if (clicked || key_pressed()) ui.cards.greeted = true;
    return ui.settings.first_start && !ui.cards.greeted && !ui.hidden;
}

}  // namespace

void draw_cards(Ui& ui) {
    const SimState& s = ui.state;
    ui.cards.height = 0;
    if (!s.blown_up) ui.cards.left_step = -1;
    const bool hidden_hint = hint_of_hidden_due(ui), greeting = greeting_due(ui);
    if (ui.cancel_asked) return;  // that question has the place
    const auto keys = [](const char* command) { return shortcut(command).keys; };
    if (s.blown_up && ui.cards.left_step != s.blown_up_step) return draw_blown_up(ui);
    if (s.rest != Rest::No && !ui.hidden && ui.page == Page::None) return draw_rest(ui);
    if (hidden_hint)
        return draw_hint(
            ui, say(Text::UiHintHidden, keys("view panel"), keys("view overlay"), keys("view keys")));
    if (greeting) draw_hint(ui, say(Text::UiHintFirst, keys("toggle"), keys("view keys")));
}

}  // namespace gs
