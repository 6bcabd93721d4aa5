// The time of a frame: how long each of the last ones took, and what went into one. Two threads
// share it, each with a bar as long as the frame: the simulation's, which steps and copies, and the
// window's, which brings the frame onto the screen. What is left of a bar is a wait.
#include <fmt/core.h>
#include <imgui.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <span>

#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kScale = 2;  // em, for the numbers beside the plot

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

void draw_frame_times(const FrameClock& clock, float width) {
    const ImVec2 start = ImGui::GetCursorScreenPos(), size{width - theme::em(kScale), theme::em(2.6F)};
    const double range = plot_range(clock.times());
    std::array<float, FrameClock::kKept> times = clock.times();
    for (float& ms : times) ms = std::min(ms, static_cast<float>(range));
    ImGui::BeginGroup();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + theme::em(kScale));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
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
    ImGui::PopStyleVar();
    ImGui::EndGroup();
    tooltip(say(Text::UiFrameTimes, range), text(Text::UiFrameTimesHelp));
    // The scale stands to the left of the plot, so that no curve runs through it.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto mark = [&](float y, const std::string& said) {
        list.AddText(nullptr, theme::em(0.8F), {start.x, y}, theme::color(theme::kDim), said.c_str());
    };
    mark(start.y - theme::em(0.1F), fmt::format("{:.0f}", range));
    mark(start.y + size.y - theme::em(0.8F), c_text(Text::UiMilliseconds));
}

/// A part of a frame's time.
struct Leg {
    Text label, help;
    double ms;
    ImVec4 colour;
};

std::string milliseconds(double ms) {
    return fmt::format("{:.{}f}", ms, ms < 10 ? 2 : ms < 100 ? 1 : 0);
}

/// Draws what one thread does in a frame, nothing before the first frames; a sentence over it adds
/// the parts up.
void draw_bar(std::span<const Leg> legs, double frame_ms, Text thread, float width) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 high{low.x + width, low.y + theme::em(0.5F)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, theme::color(theme::kHovered));
    double begun = 0;
    std::string sum;
    for (const Leg& leg : legs) {
        const double ended = std::min(begun + leg.ms, frame_ms);
        const auto at = [&](double ms) { return low.x + width * static_cast<float>(ms / frame_ms); };
        if (ended > begun)
            list.AddRectFilled({at(begun), low.y}, {at(ended), high.y}, theme::color(leg.colour));
        begun = ended;
        sum += fmt::format("{} {} + ", text(leg.label), milliseconds(leg.ms));
    }
    ImGui::Dummy({width, high.y - low.y});
    sum += say(Text::UiBarRest, milliseconds(frame_ms - begun), milliseconds(frame_ms));
    tooltip(text(thread), sum);
}

/// Draws the numbers of the parts side by side, each with its own sentence.
void draw_numbers(std::span<const Leg> legs) {
    const float start = ImGui::GetCursorPosX(), column = theme::em(2.95F);
    for (std::size_t i = 0; i < legs.size(); ++i) {
        ImGui::SetCursorPosX(start + column * static_cast<float>(i));
        ImGui::BeginGroup();
        write_text(text(legs[i].label), legs[i].colour);
        ImGui::TextUnformatted(milliseconds(legs[i].ms).c_str());
        ImGui::EndGroup();
        tooltip(text(legs[i].label), text(legs[i].help));
        ImGui::SameLine();
    }
    ImGui::SetCursorPosX(start + column * static_cast<float>(legs.size()) - theme::em(0.6F));
    ImGui::BeginGroup();
    write_text("", theme::kDim);
    write_text(text(Text::UiMilliseconds), theme::kDim);
    ImGui::EndGroup();
}

}  // namespace

void draw_frame_bar(const Ui& ui, float width) {
    draw_frame_times(ui.clock, width);
    const bool painted = ui.window.device().software;
    const double frame_ms = ui.clock.fps() > 0 ? 1000 / ui.clock.fps() : 0;
    const double upload = painted                               ? ui.paint_ms
                          : ui.transfer.path() == Path::Interop ? ui.transfer.device_ms()
                                                                : ui.transfer.upload_ms();
    const Leg steps{Text::UiLegSteps, Text::UiLegStepsHelp, ui.state.stepping_share * frame_ms,
                    theme::kAccent};
    const Leg copy{Text::UiLegCopy, Text::UiLegCopyHelp, ui.state.copy_ms, theme::kSand};
    const Leg bring{painted ? Text::UiLegPaint : Text::UiLegUpload,
                    painted ? Text::UiLegPaintHelp : Text::UiLegUploadHelp, upload, theme::kAccent};
    const Leg draw{Text::UiLegDraw, Text::UiLegDrawHelp, ui.draw_ms, theme::kSand};
    draw_bar(std::array{steps, copy}, frame_ms, Text::UiBarSimulation, width);
    draw_bar(std::array{bring, draw}, frame_ms, Text::UiBarWindow, width);
    draw_numbers(std::array{steps, copy, bring, draw});
}

}  // namespace gs
