// The figures over the picture: how fast the simulation is, which kernel runs, and by which way the
// frame came. The rate is set largest, so that it can be read from the last row of a hall.
#include <fmt/core.h>
#include <imgui.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <optional>

#include "app/core/bench/roofline.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

constexpr std::array kSizes{1.0F, 1.0F, 1.5F, 2.3F};  // of the type, for each level of settings.overlay
constexpr float kWidth = 14, kInner = 12.3F;          // em, with and without the padding
constexpr float kScale = 2;                           // em, for the numbers beside the plot
constexpr float kUnits = 6.3F;  // em: where the units begin, however long the numbers are

std::string with_digits(double x) {
    if (x == 0) return "-";
    if (x >= 1000) return grouped(x);
    return fmt::format("{:.{}f}", x, x >= 100 ? 0 : x >= 10 ? 1 : 2);
}

/// Draws a number and its unit on one base line. The units are aligned, so that nothing jumps when
/// a number grows. size: of the number, in em.
void draw_figure(const std::string& value, Text unit, Text help, float size) {
    const ImVec2 start = ImGui::GetCursorPos();
    ImGui::BeginGroup();
    ImGui::PushFont(nullptr, ImGui::GetStyle().FontSizeBase * size);
    ImGui::TextUnformatted(value.c_str());
    ImGui::PopFont();
    ImGui::SetCursorPos({start.x + theme::em(kUnits), start.y + theme::em(0.8F * (size - 1))});
    write_text(text(unit), theme::kDim);
    ImGui::EndGroup();
    tooltip(text(unit), text(help));
}

/// The next round number of milliseconds above nearly all frames. A single slow frame is cut off at
/// the upper edge, so that it does not flatten the rest of the curve.
double plot_range(const std::array<float, FrameClock::kKept>& times) {
    std::array<float, FrameClock::kKept> sorted = times;
    const auto nearly_all = sorted.begin() + sorted.size() * 19 / 20;
    std::nth_element(sorted.begin(), nearly_all, sorted.end());
    constexpr std::array kRanges{25.0, 50.0, 100.0, 200.0, 500.0};
    const auto* fits =
        std::find_if(kRanges.begin(), kRanges.end(), [&](double r) { return *nearly_all < r; });
    return fits == kRanges.end() ? 1000 : *fits;
}

void draw_frame_times(const FrameClock& clock) {
    const ImVec2 start = ImGui::GetCursorScreenPos(), size{theme::em(kInner - kScale), theme::em(2.6F)};
    const double range = plot_range(clock.times());
    std::array<float, FrameClock::kKept> times = clock.times();
    for (float& ms : times) ms = std::min(ms, static_cast<float>(range));
    ImGui::BeginGroup();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + theme::em(kScale));
    ImPlot::PushStyleVar(ImPlotStyleVar_PlotPadding, {0, 0});
    ImPlot::PushStyleVar(ImPlotStyleVar_PlotMinSize, {1, 1});
    if (ImPlot::BeginPlot("##frames", size, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs)) {
        const auto flags = ImPlotAxisFlags_NoDecorations;
        ImPlot::SetupAxes(nullptr, nullptr, flags, flags);
        ImPlot::SetupAxesLimits(0, FrameClock::kKept - 1, 0, range * 1.04, ImPlotCond_Always);
        ImPlotSpec line;
        line.LineColor = theme::kAccent;
        line.LineWeight = std::max(1.0F, theme::em(0.09F));
        line.FillColor = theme::kAccent;
        line.FillAlpha = 0.18F;
        line.Offset = static_cast<int>(clock.offset());
        const int count = static_cast<int>(FrameClock::kKept);
        ImPlot::PlotShaded("ms", times.data(), count, 0, 1, 0, line);
        ImPlot::PlotLine("ms", times.data(), count, 1, 0, line);
        ImPlotSpec limit;
        limit.LineColor = {1, 1, 1, 0.25F};
        limit.Flags = ImPlotInfLinesFlags_Horizontal;
        const double sixty = 1000.0 / 60;
        ImPlot::PlotInfLines("60", &sixty, 1, limit);
        ImPlot::EndPlot();
    }
    ImPlot::PopStyleVar(2);
    ImGui::EndGroup();
    tooltip(say(Text::UiFrameTimes, range), text(Text::UiFrameTimesHelp));
    // The scale stands to the left of the plot, so that no curve runs through it.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto mark = [&](float y, const std::string& said) {
        list.AddText(nullptr, theme::em(0.8F), {start.x, y}, theme::color(theme::kFaint), said.c_str());
    };
    mark(start.y - theme::em(0.1F), fmt::format("{:.0f}", range));
    mark(start.y + size.y - theme::em(0.8F), c_text(Text::UiMilliseconds));
}

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

/// Draws how close the running kernel is to this machine's roofs, if they have been measured.
void draw_roof(const Ui& ui) {
    const SimState& s = ui.state;
    const gs_kernel* kernel = find_kernel(s.kernel);
    const std::optional<Roofs> roofs = known_roofs(s.on_device ? GS_CUDA : GS_HOST);
    if (!kernel || !roofs || roofs->empty()) return;
    const RoofShare share =
        share_of(*roofs, *kernel, params_of(ui.app.document()), s.rows, s.cols, s.gcells_per_s);
    const bool by_memory = share.memory_is_lower && share.memory <= 1;
    const std::string percent =
        s.gcells_per_s > 0 ? fmt::format("{:.0f}", 100 * (by_memory ? share.memory : share.compute)) : "-";
    write_text(by_memory ? say(Text::UiRoofMemory, percent, share.level) : say(Text::UiRoofCompute, percent),
               theme::kDim);
    tooltip(text(Text::UiBenchTitle), text(Text::UiRoofHelp));
}

void draw_machine(const Ui& ui) {
    const SimState& s = ui.state;
    static const std::string processor = machine_name();
    const std::string threads =
        s.threads > 0 ? say(s.threads == 1 ? Text::UiOneThread : Text::UiThreads, s.threads) : "";
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + theme::em(kInner));
    if (!s.instead_because.empty()) write_text(s.instead_because, theme::kTrouble);
    write_text(s.describe.empty() ? threads : s.describe, theme::kDim);
    write_text(s.on_device ? s.device : processor, theme::kDim);
    write_text(text(path_words(ui)), theme::kDim);
    if (ImGui::IsItemHovered()) tooltip(text(Text::UiPath), path_reason(ui));
    const bool odd_path = s.on_device && ui.transfer.path() != Path::Interop;
    if (odd_path) write_text(path_reason(ui), theme::kTrouble);
    ImGui::PopTextWrapPos();
}

void draw_legs(const Ui& ui) {
    const double upload = ui.window.device().software           ? ui.paint_ms
                          : ui.transfer.path() == Path::Interop ? ui.transfer.device_ms()
                                                                : ui.transfer.upload_ms();
    const std::array<std::pair<Text, double>, 4> legs{{{Text::UiLegStep, ui.state.step_ms},
                                                       {Text::UiLegCopy, ui.state.copy_ms},
                                                       {Text::UiLegUpload, upload},
                                                       {Text::UiLegDraw, ui.draw_ms}}};
    const float start = ImGui::GetCursorPosX(), column = theme::em(2.95F);
    for (std::size_t i = 0; i < legs.size(); ++i) {
        ImGui::SetCursorPosX(start + column * static_cast<float>(i));
        ImGui::BeginGroup();
        write_text(text(legs[i].first), theme::kFaint);
        const double ms = legs[i].second;
        ImGui::TextUnformatted(fmt::format("{:.{}f}", ms, ms < 10 ? 2 : ms < 100 ? 1 : 0).c_str());
        ImGui::EndGroup();
        tooltip(text(legs[i].first), text(Text::UiLegHelp));
        ImGui::SameLine();
    }
    ImGui::SetCursorPosX(start + column * static_cast<float>(legs.size()) - theme::em(0.6F));
    ImGui::BeginGroup();
    write_text("", theme::kDim);
    write_text(text(Text::UiMilliseconds), theme::kDim);
    ImGui::EndGroup();
}

void draw_all(const Ui& ui) {
    const SimState& s = ui.state;
    const gs_kernel* kernel = find_kernel(s.kernel);
    write_text(kernel ? kernel->label : s.label, theme::kAccent);
    draw_figure(with_digits(s.gcells_per_s), Text::UiUnitGcells, Text::UiGcellsHelp, 2.4F);
    draw_figure(with_digits(s.steps_per_s), Text::UiUnitStepsPerSecond, Text::UiStepsPerSecondHelp, 1.6F);
    const bool details = ui.settings.overlay < 3;  // the largest shows the headline only
    if (details) draw_figure(with_digits(s.gb_per_s), Text::UiUnitGigabytes, Text::UiGigabytesHelp, 1);
    draw_roof(ui);
    draw_figure(fmt::format("{:.0f}", ui.clock.fps()), Text::UiUnitFps, Text::UiFpsHelp, 1);
    if (!details) return;
    draw_frame_times(ui.clock);
    draw_legs(ui);
    draw_machine(ui);
    write_text(say(Text::UiStepAndTime, grouped(static_cast<double>(s.steps_done)), grouped(s.time)),
               theme::kDim);
    tooltip(text(Text::UiStepsAndTime), text(Text::UiStepAndTimeHelp));
}

}  // namespace

void draw_overlay(Ui& ui) {
    // The benchmark's panel covers the overlay and shows the same rate.
    if (ui.settings.overlay == 0 || (ui.settings.bench && !ui.hidden)) return;
    const float margin = theme::em(0.7F);
    ImGui::PushFont(nullptr, theme::kFontSize * kSizes[static_cast<std::size_t>(ui.settings.overlay)]);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme::em(0.3F), theme::em(0.18F)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme::em(0.85F), theme::em(0.7F)});
    ImGui::SetNextWindowPos({margin, margin});
    ImGui::SetNextWindowSize({theme::em(kWidth), 0});
    ImGui::SetNextWindowBgAlpha(0.86F);
    ImGui::Begin("Overlay", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    draw_all(ui);
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
}

}  // namespace gs
