// The figures over the picture: how fast, by what, and which way the frame came. Legible from the last row
// when enlarged.
#include <fmt/format.h>
#include <imgui.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <optional>

#include "app/core/roofline.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/registry.h"

namespace gs {
namespace {

constexpr std::array kSizes{1.0F, 1.0F, 1.55F, 2.3F};  // of the type, by settings.overlay

struct Figure {
    std::string value;
    Text unit;
};

std::string with_digits(double x) {
    if (x == 0) return "-";
    if (x >= 1000) return grouped(x);
    return fmt::format("{:.{}f}", x, x >= 100 ? 0 : x >= 10 ? 1 : 2);
}

/// Numbers end and units begin at the same place, and the place does not depend on the value: nothing jumps.
void draw_figures(const std::array<Figure, 4>& figures, float em) {
    const float number_width = em * 4.6F;
    for (const Figure& figure : figures) {
        const float start = ImGui::GetCursorPosX();
        const float width = ImGui::CalcTextSize(figure.value.c_str()).x;
        ImGui::SetCursorPosX(start + std::max(0.0F, number_width - width));
        ImGui::TextUnformatted(figure.value.c_str());
        ImGui::SameLine(start + number_width + em * 0.45F);
        ImGui::PushStyleColor(ImGuiCol_Text, theme::kDim);
        ImGui::TextUnformatted(words(figure.unit));
        ImGui::PopStyleColor();
    }
}

void draw_frame_times(const FrameClock& clock, float em) {
    ImPlot::PushStyleVar(ImPlotStyleVar_PlotPadding, {0, 0});
    ImPlot::PushStyleVar(ImPlotStyleVar_PlotMinSize, {1, 1});
    if (ImPlot::BeginPlot("##frames", {em * 12.3F, em * 2.6F},
                          ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs)) {
        const auto flags = ImPlotAxisFlags_NoDecorations;
        ImPlot::SetupAxes(nullptr, nullptr, flags, flags);
        ImPlot::SetupAxesLimits(0, FrameClock::kKept - 1, 0, 50, ImPlotCond_Always);
        ImPlotSpec line;
        line.LineColor = theme::kAccent;
        line.LineWeight = std::max(1.0F, em * 0.09F);
        line.FillColor = theme::kAccent;
        line.FillAlpha = 0.18F;
        line.Offset = static_cast<int>(clock.offset());
        const int count = static_cast<int>(FrameClock::kKept);
        ImPlot::PlotShaded("ms", clock.times().data(), count, 0, 1, 0, line);
        ImPlot::PlotLine("ms", clock.times().data(), count, 1, 0, line);
        ImPlotSpec limit;
        limit.LineColor = {1, 1, 1, 0.25F};
        limit.Flags = ImPlotInfLinesFlags_Horizontal;
        const double sixty = 1000.0 / 60;
        ImPlot::PlotInfLines("60", &sixty, 1, limit);
        ImPlot::EndPlot();
    }
    ImPlot::PopStyleVar(2);
    tooltip(text(Text::UiFrameTimes), text(Text::UiFrameTimesHelp));
}

Text path_words(const Ui& ui) {
    if (ui.transfer.path() == Path::Interop) return Text::UiPathInterop;
    return ui.state.on_device ? Text::UiPathThroughHost : Text::UiPathPixelBuffers;
}

/// Why the frame took this way.
std::string path_reason(const Ui& ui) {
    if (ui.transfer.path() == Path::Interop) return std::string(text(Text::UiPathInteropWhy));
    if (!ui.state.on_device) return std::string(text(Text::UiPathPixelBuffersWhy));
    if (!ui.app.document().interop) return std::string(text(Text::UiPathByHand));
    if (ui.state.float64) return std::string(text(Text::UiPathFloat64));
    return ui.transfer.why_no_interop();
}

void dim_line(const std::string& said, const ImVec4& color = theme::kDim) {
    ImGui::PushStyleColor(ImGuiCol_Text, color);
    ImGui::TextUnformatted(said.c_str());
    ImGui::PopStyleColor();
}

/// How far the running kernel is from this machine's roofs, where they have been measured.
void draw_roof(const Ui& ui) {
    const SimState& s = ui.state;
    const gs_kernel* kernel = find_kernel(s.kernel);
    const std::optional<Roofs> roofs = known_roofs(s.on_device ? GS_CUDA : GS_HOST);
    if (!kernel || !roofs || roofs->empty()) return;
    const RoofShare share =
        share_of(*roofs, *kernel, params_of(ui.app.document()), s.rows, s.cols, s.gcells_per_s);
    const bool by_memory = share.memory > share.compute && share.memory <= 1;
    const std::string percent =
        s.gcells_per_s > 0 ? fmt::format("{:.0f}", 100 * (by_memory ? share.memory : share.compute)) : "-";
    dim_line(by_memory ? say(Text::UiRoofMemory, percent, share.level) : say(Text::UiRoofCompute, percent));
    tooltip(text(Text::UiBenchTitle), text(Text::UiRoofHelp));
}

void draw_words(const Ui& ui, float em) {
    const SimState& s = ui.state;
    const gs_kernel* kernel = find_kernel(s.kernel);
    ImGui::TextUnformatted(kernel ? kernel->label : s.label.c_str());
    static const std::string processor = machine_name();
    const std::string& device = s.on_device ? s.device : processor;
    const std::string threads =
        s.threads > 0 ? say(s.threads == 1 ? Text::UiOneThread : Text::UiThreads, s.threads) : "";
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + em * 12.3F);
    dim_line(s.describe.empty() ? threads : s.describe);
    dim_line(device);
    ImGui::PopTextWrapPos();
    ImGui::Dummy({0, em * 0.1F});
    dim_line(std::string(text(path_words(ui))));
    if (ImGui::IsItemHovered()) tooltip(text(Text::UiPath), path_reason(ui));
    const bool odd_path = s.on_device && ui.transfer.path() != Path::Interop;
    if (odd_path) {
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + em * 12.3F);
        dim_line(path_reason(ui), theme::kTrouble);
        ImGui::PopTextWrapPos();
    }
}

void draw_legs(const Ui& ui, float em) {
    const double upload =
        ui.transfer.path() == Path::Interop ? ui.transfer.device_ms() : ui.transfer.upload_ms();
    const std::array<std::pair<Text, double>, 4> legs{{{Text::UiLegStep, ui.state.step_ms},
                                                       {Text::UiLegCopy, ui.state.copy_ms},
                                                       {Text::UiLegUpload, upload},
                                                       {Text::UiLegDraw, ui.draw_ms}}};
    const float start = ImGui::GetCursorPosX(), column = em * 2.75F;
    for (std::size_t i = 0; i < legs.size(); ++i) {
        ImGui::SetCursorPosX(start + column * static_cast<float>(i));
        ImGui::BeginGroup();
        dim_line(std::string(text(legs[i].first)), theme::kFaint);
        ImGui::TextUnformatted(fmt::format("{:.2f}", legs[i].second).c_str());
        ImGui::EndGroup();
        tooltip(text(legs[i].first), text(Text::UiLegHelp));
        ImGui::SameLine();
    }
    ImGui::SetCursorPosX(start + column * static_cast<float>(legs.size()));
    ImGui::BeginGroup();
    dim_line("");
    dim_line("ms");
    ImGui::EndGroup();
}

}  // namespace

void draw_overlay(Ui& ui) {
    if (ui.settings.overlay == 0) return;
    const float size = kSizes[static_cast<std::size_t>(ui.settings.overlay)];
    ImGui::PushFont(nullptr, theme::kFontSize * size);
    const float em = ImGui::GetFontSize(), margin = theme::em(0.7F) / size;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {em * 0.3F, em * 0.18F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {em * 0.85F, em * 0.7F});
    ImGui::SetNextWindowPos({margin, margin});
    ImGui::SetNextWindowSize({em * 14.0F, 0});
    ImGui::SetNextWindowBgAlpha(0.80F);
    ImGui::Begin("Overlay", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    const SimState& s = ui.state;
    draw_figures({{{fmt::format("{:.0f}", ui.clock.fps()), Text::UiUnitFps},
                   {with_digits(s.steps_per_s), Text::UiUnitStepsPerSecond},
                   {with_digits(s.gcells_per_s), Text::UiUnitGcells},
                   {with_digits(s.gb_per_s), Text::UiUnitGigabytes}}},
                 em);
    draw_frame_times(ui.clock, em);
    draw_roof(ui);
    draw_words(ui, em);
    draw_legs(ui, em);
    dim_line(say(Text::UiStepAndTime, grouped(static_cast<double>(s.steps_done)), grouped(s.time, 0)));
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
}

}  // namespace gs
