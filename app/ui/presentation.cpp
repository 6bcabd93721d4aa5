#include "app/ui/presentation.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/presets.h"
#include "app/ui/figures.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/state_line.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "app/ui/view_requests.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

constexpr double kRows = 32, kLeastColumns = 40;  // em: height of the window, and its width at least
constexpr float kWords = 2.05F, kRate = 3.4F, kFactor = 2.6F, kEcho = 2, kToast = 1.6F;  // em: type
constexpr float kUnit = 1.3F;                          // em: type of the figures' units
constexpr float kFigures = 20, kInner = 18.3F;         // em, with and without the padding
constexpr float kUnitsAt = 8.1F;                       // em: where the units begin
constexpr float kCaption = 2.8F, kGap = 0.8F;          // em
constexpr float kStateShare = 0.6F;                    // of the caption's width, at most
constexpr double kEchoStays = 1.5, kPointerStays = 2;  // s
constexpr float kSlide = 0.15F;                        // s: the panel's way
constexpr float kEdge = 0.3F;                          // em: that near to the edge the pointer calls it

/// Sets type and spacing to the desk's size while it lives.
class DeskSize {
  public:
    explicit DeskSize(double scale) : hall_(ImGui::GetStyle()) {
        theme::apply(static_cast<float>(scale));
        ImGui::PushFont(nullptr, theme::kFontSize);
    }
    ~DeskSize() {
        ImGui::GetStyle() = hall_;
        ImGui::PopFont();
    }
    DeskSize(const DeskSize&) = delete;
    DeskSize& operator=(const DeskSize&) = delete;

  private:
    ImGuiStyle hall_;
};

ImVec2 size_of(std::string_view said) {
    return ImGui::CalcTextSize(said.data(), said.data() + said.size());
}

void write(ImDrawList& list, ImVec2 at, std::string_view said, const ImVec4& ink) {
    list.AddText(at, theme::color(ink), said.data(), said.data() + said.size());
}

/// Draws in type of this size, in em of the present one.
void push_type(float size) {
    ImGui::PushFont(nullptr, ImGui::GetStyle().FontSizeBase * size);
}

void draw_hall_figures(const Ui& ui) {
    if (!ui.presentation.figures || page_covers_figures(ui)) return;
    begin_figures(kFigures);
    const float width = theme::em(kInner);
    const gs_kernel* kernel = find_kernel(ui.state.kernel);
    push_type(kWords);
    draw_figures_line(kernel ? kernel->label : ui.state.label, width, theme::kText);
    ImGui::PopFont();
    push_type(kUnit);
    constexpr FigureColumns kColumns{0, kUnitsAt / kUnit};
    draw_figure(with_digits(ui.state.gcells_per_s), text(Text::UiUnitGcells), text(Text::UiGcellsHelp),
                kRate / kUnit, kColumns);
    draw_factor(ui, kFactor / kUnit, kColumns);
    ImGui::PopFont();
    end_figures();
}

/// The state has its place first, then the preset's name; the rates stand between them if there is
/// room.
void draw_caption(Ui& ui) {
    const float height = caption_height(ui);
    if (height == 0) return;
    const Caption caption = caption_of(ui);
    const StateLine now = state_line(ui);
    const ImVec2 screen = whole_window().high;
    const float top = screen.y - height, pad = theme::em(kGap);
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({0, top}, screen, theme::color(theme::kOverlay));
    push_type(kWords);
    const float y = top + (height - ImGui::GetFontSize()) / 2, gap = theme::em(kGap);
    const std::string state = fitted(caption.state, screen.x * kStateShare);
    const float right = screen.x - pad - size_of(state).x;
    write(list, {right, y}, state, now.trouble ? theme::kTrouble : now.runs ? theme::kAccent : theme::kText);
    const std::string preset = fitted(caption.preset, right - gap - pad);
    write(list, {pad, y}, preset, theme::kText);
    const float from = pad + size_of(preset).x + gap;
    const float rates = size_of(caption.rates).x;
    if (from + rates + gap <= right)
        write(list, {std::clamp((screen.x - rates) / 2, from, right - gap - rates), y}, caption.rates,
              theme::kDim);
    ImGui::PopFont();
}

void draw_echo(Ui& ui) {
    const std::string key = echoed_key(ui), words = echoed_words(ui);
    if (key.empty()) return;
    const Area free = stage(ui).within(theme::em(2));
    push_type(kEcho);
    const float pad = theme::em(0.5F), line = ImGui::GetFontSize();
    const std::string said = fitted(words, free.width() - 2 * pad);
    const float width = std::max(size_of(key).x, size_of(said).x) + 2 * pad;
    const ImVec2 low{free.high.x - width, free.high.y - 2.1F * line - 2 * pad};
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled(low, free.high, theme::color(theme::kOverlay), theme::em(0.3F));
    write(list, {low.x + pad, low.y + pad}, key, theme::kAccent);
    write(list, {low.x + pad, low.y + pad + 1.1F * line}, said, theme::kText);
    ImGui::PopFont();
}

/// True while the pointer calls the panel, is over it, or works with what it has opened.
bool panel_wanted(const Ui& ui) {
    if (ui.hidden || ui.page != Page::None || !ImGui::IsMousePosValid()) return false;
    const bool popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    const float right = whole_window().high.x, x = ImGui::GetIO().MousePos.x;
    if (ui.presentation.panel > 0 && (ImGui::IsAnyItemActive() || popup)) return true;
    if (ui.presentation.panel > 0 && x >= right - panel_width()) return true;
    return x >= right - theme::em(kEdge) && !ImGui::IsAnyMouseDown();
}

void draw_sliding_panel(Ui& ui) {
    const DeskSize desk(ui.presentation.desk_scale);
    float& in = ui.presentation.panel;
    const float step = ImGui::GetIO().DeltaTime / kSlide;
    in = std::clamp(in + (panel_wanted(ui) ? step : -step), 0.0F, 1.0F);
    if (in > 0) draw_panel(ui, (1 - in) * panel_width());
}

void hide_resting_pointer(Presentation& presentation) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0;
    if (moved || ImGui::IsAnyMouseDown()) presentation.moved_at = ImGui::GetTime();
    if (ImGui::GetTime() - presentation.moved_at > kPointerStays)
        ImGui::SetMouseCursor(ImGuiMouseCursor_None);
}

std::string kernel_words(Ui& ui) {
    return choose_kernel(ui.app.document()).kernel->label;
}

std::string preset_words(Ui& ui) {
    const Preset* preset = equations_of(ui).matched;
    return preset ? preset->label : std::string(text(Text::UiPresetNone));
}

std::string value_words(const Ui& ui, std::string_view key) {
    return to_text(value_of(ui.app.document(), ui.rows.property(key)));
}

/// What commands lead to, by how they begin; others say what they are.
struct Outcome {
    std::string_view command;
    std::string (*words)(Ui& ui);
};

constexpr std::array kOutcomes{
    Outcome{"next kernel", kernel_words},
    Outcome{"next preset", preset_words},
    Outcome{"next palette", [](Ui& ui) { return value_words(ui, "palette"); }},
    Outcome{"next filter", [](Ui& ui) { return value_words(ui, "filter"); }},
    Outcome{"toggle", [](Ui& ui) { return state_line(ui).words; }},
    Outcome{"speed", [](Ui& ui) { return state_line(ui).words; }},
};

bool echoes(const Ui& ui) {
    const Presentation& p = ui.presentation;
    return p.on && p.key != nullptr && ImGui::GetTime() < p.key_until && ui.page == Page::None;
}

}  // namespace

void Presentation::echo(const Shortcut& pressed) {
    if (!on) return;
    key = &pressed;
    key_until = ImGui::GetTime() + kEchoStays;
    // A row names its keys in the order of sign, key, other key.
    const ImGuiKeyChord later = pressed.typed ? pressed.chord : pressed.other_chord;
    const std::string_view keys = pressed.keys, between = " or ";
    const std::size_t at = keys.find(between);
    const bool second = later != 0 && at != std::string_view::npos && ImGui::IsKeyChordPressed(later);
    key_name = second ? keys.substr(at + between.size()) : keys.substr(0, at);
}

void present(Ui& ui, bool on) {
    hide_interface(ui, false);
    ui.presentation = {.on = on, .desk_scale = ui.presentation.desk_scale, .moved_at = ImGui::GetTime()};
}

double scale_for_hall(int width, int height) {
    return std::max(0.5, std::min(height / kRows, width / kLeastColumns) / theme::kFontSize);
}

float caption_height(const Ui& ui) {
    return ui.presentation.on && !ui.hidden ? theme::em(kCaption) : 0;
}

Caption caption_of(Ui& ui) {
    const Document& d = ui.app.document();
    return {preset_words(ui), varies(d) ? "" : say(Text::UiOwnParameters, d.feed, d.kill),
            state_line(ui).words};
}

std::string echoed_key(const Ui& ui) {
    return echoes(ui) ? ui.presentation.key_name : "";
}

std::string echoed_words(Ui& ui) {
    if (!echoes(ui)) return {};
    const std::string_view command = ui.presentation.key->command;
    for (const Outcome& outcome : kOutcomes)
        if (command.starts_with(outcome.command)) return outcome.words(ui);
    return std::string(text(ui.presentation.key->help));
}

void draw_presentation(Ui& ui) {
    draw_hall_figures(ui);
    draw_caption(ui);
    draw_echo(ui);
    draw_sliding_panel(ui);
    hide_resting_pointer(ui.presentation);
}

Toasts::Place toasts_in_hall(const Ui& ui) {
    const bool figures = ui.presentation.figures && !page_covers_figures(ui);
    const Area free = stage(ui);
    return {.left = figures ? theme::em(kMargin + kFigures) : 0,
            .right = free.high.x,
            .edge = theme::em(kMargin),
            .downwards = true,
            .type = theme::kFontSize * kToast};
}

bool presentation_moves(const Ui& ui) {
    return ui.presentation.on && ui.presentation.panel > 0 && ui.presentation.panel < 1;
}

}  // namespace gs
