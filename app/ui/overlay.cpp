// The figures over the picture: how fast the simulation is, which kernel runs, and by which way the
// frame came. The rate is set largest, so that it can be read from the last row of a hall.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <optional>

#include "app/core/bench/roofline.h"
#include "app/core/document/presets.h"
#include "app/ui/figures.h"
#include "app/ui/instruments.h"
#include "app/ui/stage.h"
#include "app/ui/state_line.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

// The size of the type for each level of settings.overlay: so many times the panel's, and at least
// this share of the window's height, which the last row of a hall can read.
constexpr std::array kSizes{1.0F, 1.0F, 1.5F, 2.3F}, kShares{0.0F, 0.0F, 0.03F, 0.05F};
constexpr float kWidth = 14, kInner = 12.3F;  // em, with and without the padding
constexpr FigureColumns kColumns{4.6F, 5.0F}, kHeadline{0, 5.95F};
// em: the height of the figures with the frame's bars, and with what the kernel runs on below them.
constexpr float kWithBars = 21.8F, kWithMachine = 28.6F;
constexpr float kPausedAlpha = 0.62F;

}  // namespace

std::string with_digits(double x) {
    if (x == 0) return "-";
    if (x >= 1e7) return fmt::format("{:.1e}", x);  // where nothing changes, steps take no time
    if (x >= 1000) return grouped(x);
    return fmt::format("{:.{}f}", x, x >= 100 ? 0 : x >= 10 ? 1 : x >= 0.1 ? 2 : 3);
}

/// "6 %", "0.4 %", "0 %".
std::string percent_of(double share) {
    const double percent = 100 * share;
    return fmt::format("{:.{}f} %", percent, percent > 0 && percent < 9.95 && percent >= 0.05 ? 1 : 0);
}

void draw_figure(const std::string& value, std::string_view unit, std::string_view help, float size,
                 FigureColumns columns) {
    const ImVec2 start = ImGui::GetCursorPos();
    const bool headline = columns.numbers == 0;
    const float end = theme::em(columns.numbers);
    float units = theme::em(columns.units);
    const float down = theme::em(0.8F * (size - 1));
    ImGui::BeginGroup();
    ImGui::PushFont(nullptr, ImGui::GetStyle().FontSizeBase * size);
    ImGui::SetCursorPosX(start.x + std::max(0.0F, end - ImGui::CalcTextSize(value.c_str()).x));
    ImGui::TextUnformatted(value.c_str());
    units = std::max(units, ImGui::GetItemRectSize().x + theme::em(headline ? 0.2F : 0));
    ImGui::PopFont();
    ImGui::SetCursorPos({start.x + units, start.y + down});
    write_text(unit, theme::kDim);
    ImGui::EndGroup();
    tooltip(unit, help);
}

void draw_factor(const Ui& ui, float size, FigureColumns columns) {
    const SimState& s = ui.state;
    const double rate =
        s.leaves_out ? s.gcells_per_s : ui.rates.rate(s.kernel, s.rows, s.cols).value_or(s.gcells_per_s);
    const std::optional<double> times = ui.rates.times_textbook(rate, s.rows, s.cols);
    draw_figure(times ? say(Text::UiTimes, with_digits(*times)) : "-", text(Text::UiUnitTextbook),
                text(times ? Text::UiTextbookHelp : Text::UiTextbookUnknownHelp), size, columns);
}

void begin_figures(float width) {
    const float margin = theme::em(kMargin);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme::em(0.3F), theme::em(0.18F)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme::em(0.85F), theme::em(0.7F)});
    ImGui::SetNextWindowPos({margin, margin});
    ImGui::SetNextWindowSize({theme::em(width), 0});
    ImGui::SetNextWindowBgAlpha(theme::as_drawn(theme::kOverlay).w);
    ImGui::Begin("Overlay", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void end_figures() {
    ImGui::End();
    ImGui::PopStyleVar(2);
}

void draw_figures_line(std::string_view said, float width, const ImVec4& ink) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, ImGui::GetFontSize()});
    draw_fitted(said, at, width, ink);
}

namespace {

Text path_words(const Ui& ui) {
    if (ui.window.device().software) return ui.state.on_device ? Text::UiPathToPainter : Text::UiPathPainted;
    if (ui.transfer.path() == Path::Interop) return Text::UiPathInterop;
    return ui.state.on_device ? Text::UiPathThroughHost : Text::UiPathPixelBuffers;
}

/// Why the frames take this way.
std::string path_reason(const Ui& ui) {
    if (ui.window.device().software) return say(Text::UiPathPaintedWhy, ui.window.device().renderer);
    if (ui.transfer.path() == Path::Interop) return std::string(text(Text::UiPathInteropWhy));
    if (!ui.state.on_device) return std::string(text(Text::UiPathPixelBuffersWhy));
    if (!ui.app.document().interop) return std::string(text(Text::UiPathByHand));
    if (ui.state.float64) return std::string(text(Text::UiPathFloat64));
    return ui.transfer.device_frames().why();
}

/// Draws how close the running kernel is to this machine's roofs, or how to measure them.
void draw_roof(const Ui& ui) {
    const SimState& s = ui.state;
    const gs_kernel* kernel = find_kernel(s.kernel);
    const Roofs roofs = known_roofs(s.on_device ? GS_CUDA : GS_HOST).value_or(Roofs());
    if (!kernel || roofs.empty())
        return draw_figure("-", text(Text::UiRoofUnknown), text(Text::UiRoofUnknownHelp), 1, kColumns);
    const gs_params params = params_of(ui.app.document());
    const RoofShare share = share_of(roofs, *kernel, params, s.rows, s.cols, s.computed_gcells_per_s());
    const CellWork work = work_of(*kernel, params);
    const bool by_memory = share.told_by_memory();
    const std::string percent = s.gcells_per_s > 0 ? fmt::format("{:.0f} %", 100 * share.told()) : "-";
    const auto sum = [&](Text words, double each, double most) {
        const double computed = s.computed_gcells_per_s();
        return say(words, with_digits(computed), with_digits(each), with_digits(each * computed),
                   with_digits(each * most));
    };
    const std::string reckoned = by_memory
                                     ? sum(Text::UiRoofMemorySum, work.bytes, share.memory_gcells)
                                     : sum(Text::UiRoofComputeSum, work.operations, share.compute_gcells);
    draw_figure(percent,
                by_memory ? say(Text::UiRoofMemory, share.level) : std::string(text(Text::UiRoofCompute)),
                reckoned + "\n" + std::string(text(Text::UiRoofHelp)), 1, kColumns);
}

/// Draws the steps per second, and below them what holds the run back; that line has its place also
/// when nothing does.
void draw_steps(const Ui& ui) {
    const SimState& s = ui.state;
    draw_figure(with_digits(s.steps_per_s), text(Text::UiUnitStepsPerSecond),
                text(Text::UiStepsPerSecondHelp), 1.2F, kColumns);
    const double able = held_from(ui).value_or(0);
    const std::string held = able > 0 ? say(Text::UiHeld, with_digits(able)) : " ";
    // Below the unit, or further to the left if the number is long.
    const float most = theme::em(kInner) - ImGui::CalcTextSize(held.c_str()).x;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::min(theme::em(kColumns.units), most));
    write_text(held, theme::kDim);
    if (able > 0) tooltip(text(Text::UiHeldTitle), text(Text::UiHeldHelp));
}

/// What each of the running kernel's knobs is, with its value.
std::string knobs_in_words(const SimState& s) {
    std::string all;
    const gs_kernel* kernel = find_kernel(s.kernel);
    for (std::size_t i = 0; kernel != nullptr && i < s.knobs.size(); ++i) {
        const gs_knob& knob = kernel->knobs[i];
        all +=
            fmt::format("{}{} {}: {}", i > 0 ? "\n" : "", knob.label, knob_word(knob, s.knobs[i]), knob.help);
    }
    return all;
}

/// Draws a text in so many lines, which keep their place if it is shorter; what is longer is cut.
void draw_lines(const std::string& said, int lines, const ImVec4& ink) {
    const float width = theme::em(kInner);
    const float height =
        static_cast<float>(lines) * ImGui::GetTextLineHeightWithSpacing() - ImGui::GetStyle().ItemSpacing.y;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, height});
    const ImVec4 within{at.x, at.y, at.x + width, at.y + height};
    ImGui::GetWindowDrawList()->AddText(nullptr, 0, at, theme::color(ink), said.c_str(), nullptr, width,
                                        &within);
}

void draw_machine(const Ui& ui) {
    const SimState& s = ui.state;
    static const std::string processor = machine_name();
    const std::string threads =
        s.threads > 0 ? say(s.threads == 1 ? Text::UiOneThread : Text::UiThreads, s.threads) : "";
    draw_lines(s.describe.empty() ? threads : s.describe, 2, theme::kDim);
    tooltip(s.describe.empty() ? text(Text::UiRunsWith) : std::string_view(s.describe), knobs_in_words(s));
    draw_lines(s.step_ms > 0 ? say(Text::UiStepTakes, with_digits(s.step_ms)) : "", 1, theme::kDim);
    draw_lines(s.on_device ? s.device : processor, 1, theme::kDim);
    const bool odd_path = s.on_device && ui.transfer.path() != Path::Interop;
    draw_lines(std::string(text(path_words(ui))), 1, odd_path ? theme::kTrouble : theme::kDim);
    tooltip(text(Text::UiPath), path_reason(ui));
}

/// Draws the kernel's name and the state.
void draw_titles(const Ui& ui) {
    const gs_kernel* kernel = find_kernel(ui.state.kernel);
    const StateLine now = state_line(ui);
    const float width = theme::em(kInner);
    draw_figures_line(kernel ? kernel->label : ui.state.label, width, theme::kText);
    draw_figures_line(now.words, width,
                      now.trouble ? theme::kTrouble
                      : now.runs  ? theme::kAccent
                                  : theme::kDim);
    tooltip(text(Text::UiStateTitle), now.words);
}

/// Draws what is being shown, for a picture on a wall without the panel.
void draw_caption(Ui& ui) {
    const Document& d = ui.app.document();
    const Preset* preset = equations_of(ui).matched;
    draw_lines(preset ? preset->label : std::string(text(Text::UiPresetNone)), 1, theme::kText);
    draw_lines(say(Text::UiOwnParameters, d.feed, d.kill), 1, theme::kText);
}

/// Draws over the unit of the rate how much of the field the kernel computes, if it can leave a
/// part out. It takes no room of its own, so that nothing moves when another kernel runs.
void draw_computed(const SimState& s) {
    if (!s.leaves_out) return;
    const std::string said = say(Text::UiComputed, percent_of(s.computed));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddText({at.x + theme::em(kHeadline.units), at.y},
                                        ImGui::GetColorU32(theme::as_drawn(theme::kDim)), said.c_str());
}

void draw_all(Ui& ui) {
    const SimState& s = ui.state;
    draw_titles(ui);
    // The figures of the last steps stay while the run is paused, so that one can talk about them.
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, s.stepping ? 1 : kPausedAlpha);
    draw_computed(s);
    draw_figure(with_digits(s.gcells_per_s), text(Text::UiUnitGcells), text(Text::UiGcellsHelp), 2.4F,
                kHeadline);
    draw_factor(ui, 1.6F, kColumns);
    draw_steps(ui);
    // The largest shows the headline only, and a low stage what finds room.
    const bool details = ui.settings.overlay < 3;
    const float room = stage(ui).height() - InstrumentColumn::wanted_height(ui);
    draw_roof(ui);
    if (details)
        draw_figure(with_digits(s.gb_per_s), text(Text::UiUnitGigabytes), text(Text::UiGigabytesHelp), 1,
                    kColumns);
    draw_figure(fmt::format("{:.0f}", ui.clock.fps()), text(Text::UiUnitFps), text(Text::UiFpsHelp), 1,
                kColumns);
    if (details && room > theme::em(kWithBars)) draw_frame_bar(ui, theme::em(kInner));
    ImGui::PopStyleVar();
    if (!details) return draw_caption(ui);
    if (room < theme::em(kWithMachine)) return;
    draw_machine(ui);
    write_text(say(Text::UiStepAndTime, grouped(static_cast<double>(s.steps_done)), grouped(s.time)),
               theme::kDim);
    tooltip(text(Text::UiStepsAndTime), text(Text::UiStepAndTimeHelp));
}

}  // namespace

void draw_overlay(Ui& ui) {
    if (ui.settings.overlay == 0 || page_covers_figures(ui)) return;
    const auto level = static_cast<std::size_t>(ui.settings.overlay);
    ImGui::PushFont(nullptr, theme::type_for(theme::kFontSize * kSizes[level], kShares[level]));
    begin_figures(kWidth);
    draw_all(ui);
    end_figures();
    ImGui::PopFont();
}

}  // namespace gs
