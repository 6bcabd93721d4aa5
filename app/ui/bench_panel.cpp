#include "app/ui/bench_panel.h"

#include <fmt/format.h>
#include <imgui.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/roofline.h"
#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "kernels/registry.h"

namespace gs {
namespace {

/// Those with samples, in the ladder's order.
std::vector<const BenchResult*> measured(const BenchReport& report) {
    std::vector<const BenchResult*> rows;
    for (const BenchResult& r : report.results)
        if (r.median > 0) rows.push_back(&r);
    return rows;
}

/// The roofs to draw: of the last benchmark, or of an earlier one on this machine.
Roofs roofs_for(const BenchReport& report, bool on_device) {
    const Roofs& now = on_device ? report.gpu : report.cpu;
    if (!now.empty()) return now;
    return known_roofs(on_device ? GS_CUDA : GS_HOST).value_or(Roofs());
}

struct Point {
    double intensity = 0, rate = 0;  // operations a byte, 1e9 operations a second
};

Point point_of(const CellWork& work, double gcells) {
    return {work.operations / work.bytes, work.operations * gcells};
}

void plot_roofs(const Roofs& roofs) {
    const double peak = roofs.best().f32;
    ImPlotSpec line;
    line.LineColor = theme::kDim;
    line.LineWeight = 1.5F;
    for (const MemoryRoof& level : roofs.memory) {
        const double ridge = peak / level.gb_per_s;
        const std::array x{0.01, ridge}, y{0.01 * level.gb_per_s, peak};
        ImPlot::PlotLine(level.level.c_str(), x.data(), y.data(), 2, line);
        // Caches lie close together: the nearest and main memory are named.
        if (&level != &roofs.memory.front() && &level != &roofs.memory.back()) continue;
        const std::string name = fmt::format("{} {:.0f} GB/s", level.level, level.gb_per_s);
        const bool nearest = &level == &roofs.memory.front();
        const float shift = theme::em(nearest ? -0.9F : 0.9F);
        ImPlot::PlotText(name.c_str(), nearest ? 0.2 : 0.32, (nearest ? 0.2 : 0.32) * level.gb_per_s,
                         {nearest ? -theme::em(1) : theme::em(2.5F), shift});
    }
    const double first = peak / roofs.memory.front().gb_per_s;
    const std::array x{first, 100.0}, y{peak, peak};
    ImPlot::PlotLine("fma", x.data(), y.data(), 2, line);
    ImPlot::PlotText(fmt::format("{:.0f} Gfma/s", peak).c_str(), 5, peak, {0, -theme::em(0.7F)});
}

void plot_point(const char* name, Point p, bool live) {
    ImPlotSpec spec;
    spec.Marker = ImPlotMarker_Circle;
    spec.MarkerSize = theme::em(live ? 0.45F : 0.28F);
    spec.MarkerFillColor = live ? theme::kAccent : theme::kDim;
    spec.MarkerLineColor = live ? theme::kText : theme::kDim;
    ImPlot::PlotScatter(name, &p.intensity, &p.rate, 1, spec);
}

}  // namespace

void BenchPanel::start(Ui& ui) {
    BenchOptions options;
    options.rounds = 3;
    if (this_size_)
        options.sizes = {
            {static_cast<int>(ui.app.document().cols), static_cast<int>(ui.app.document().rows)}};
    if (Status s = check(options); !s) return ui.toasts.error(s.why());
    play_again_ = ui.state.playing;
    ui.execute("pause");
    benchmark_ = std::make_unique<Benchmark>(std::move(options));
}

void BenchPanel::follow(Ui& ui) {
    if (!benchmark_) return;
    const bool was_running = !report_.finished;
    report_ = benchmark_->report();
    if (!report_.finished || !was_running) return;
    if (!report_.error.empty()) ui.toasts.error(report_.error);
    if (std::exchange(play_again_, false)) ui.execute("play");
}

void BenchPanel::draw_controls(Ui& ui) {
    ImGui::PushFont(nullptr, theme::kFontSize * 1.25F);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(words(Text::UiBenchTitle));
    ImGui::PopFont();
    const float right = ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x;
    ImGui::SameLine(right - theme::em(2));
    if (icon_button("close", Icon::Close, text(Text::UiClose), shortcut(Action::ToggleBench).keys))
        ui.settings.bench = false;
    if (running()) {
        if (ImGui::Button(words(Text::UiCancel), {theme::em(7), 0})) benchmark_->cancel();
        ImGui::SameLine();
        ImGui::SetNextItemWidth(-1);
        ImGui::ProgressBar(static_cast<float>(report_.progress), {-1, 0}, report_.phase.c_str());
        return;
    }
    if (ImGui::Button(words(Text::UiBenchRun), {theme::em(7), 0})) start(ui);
    tooltip(text(Text::UiBenchRun), text(Text::UiBenchHelp));
    ImGui::SameLine();
    const std::string own = fmt::format("{} x {}", ui.app.document().cols, ui.app.document().rows);
    const std::array labels{"1920 x 1080", own.c_str()};
    ImGui::SetNextItemWidth(theme::em(16));
    const int clicked =
        segmented("size", labels, this_size_ ? 1 : 0, text(Text::UiSize), text(Text::UiBenchSize));
    if (clicked >= 0) this_size_ = clicked == 1;
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    note(report_.results.empty() ? text(Text::UiBenchNone) : std::string_view(report_.cpu.device),
         theme::kDim);
}

void BenchPanel::draw_bars(float width, float height) const {
    const auto rows = measured(report_);
    std::vector<double> rates, places;
    std::vector<const char*> labels;
    double most = 0.1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        places.push_back(static_cast<double>(rows.size() - i));
        rates.push_back(rows[i]->median);
        labels.push_back(rows[i]->label.c_str());
        most = std::max(most, rows[i]->max);
    }
    if (!ImPlot::BeginPlot("##ladder", {width, height}, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs))
        return;
    const auto plain = ImPlotAxisFlags_NoGridLines | ImPlotAxisFlags_NoTickMarks;
    ImPlot::SetupAxis(ImAxis_X1, words(Text::UiUnitGcells), ImPlotAxisFlags_NoTickMarks);
    ImPlot::SetupAxis(ImAxis_Y1, nullptr, rows.empty() ? plain | ImPlotAxisFlags_NoTickLabels : plain);
    ImPlot::SetupAxesLimits(0, most * 1.25, 0.4, static_cast<double>(rows.size()) + 0.6, ImPlotCond_Always);
    if (!rows.empty())
        ImPlot::SetupAxisTicks(ImAxis_Y1, places.data(), static_cast<int>(places.size()), labels.data());
    ImPlotSpec bars;
    bars.FillColor = theme::kAccent;
    bars.FillAlpha = 0.85F;
    bars.Flags = ImPlotBarsFlags_Horizontal;
    ImPlot::PlotBars("rates", rates.data(), places.data(), static_cast<int>(rates.size()), 0.62, bars);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const BenchResult& r = *rows[i];
        const std::string said = r.times_reference > 0
                                     ? fmt::format("{:.3g}  (x{:.3g})", r.median, r.times_reference)
                                     : fmt::format("{:.3g}", r.median);
        ImPlot::PlotText(said.c_str(), r.median, places[i],
                         {ImGui::CalcTextSize(said.c_str()).x / 2 + theme::em(0.5F), 0});
    }
    ImPlot::EndPlot();
}

void BenchPanel::draw_roofline(const Ui& ui, float width, float height) const {
    const Roofs roofs = roofs_for(report_, ui.state.on_device);
    if (!ImPlot::BeginPlot("##roofline", {width, height}, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs))
        return;
    ImPlot::SetupAxis(ImAxis_X1, words(Text::UiBenchIntensity));
    ImPlot::SetupAxis(ImAxis_Y1, words(Text::UiBenchRate));
    ImPlot::SetupAxisScale(ImAxis_X1, ImPlotScale_Log10);
    ImPlot::SetupAxisScale(ImAxis_Y1, ImPlotScale_Log10);
    const double peak = roofs.empty() ? 100 : roofs.best().f32;
    ImPlot::SetupAxesLimits(0.1, 10, peak / 1000, peak * 2, ImPlotCond_Always);
    if (!roofs.empty()) plot_roofs(roofs);
    for (const BenchResult* r : measured(report_))
        if (r->on_device == ui.state.on_device)
            plot_point(r->kernel.c_str(), point_of(r->work, r->median), false);
    const gs_kernel* kernel = find_kernel(ui.state.kernel);
    if (kernel && ui.state.gcells_per_s > 0) {
        const Point live = point_of(work_of(*kernel, params_of(ui.app.document())), ui.state.gcells_per_s);
        plot_point("live", live, true);
        ImPlot::Annotation(live.intensity, live.rate, theme::kAccent, {theme::em(0.8F), theme::em(0.8F)},
                           false, "%s", kernel->label);
    }
    ImPlot::EndPlot();
}

void BenchPanel::draw(Ui& ui) {
    follow(ui);
    if (!ui.settings.bench || ui.hidden) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float margin = theme::em(0.7F);
    const float width = std::min(screen.x - panel_width(ui) - margin, theme::em(66));
    const float height = std::min(screen.y - 2 * margin, theme::em(36));
    ImGui::SetNextWindowPos({(screen.x - panel_width(ui) + margin) / 2, screen.y / 2}, ImGuiCond_Always,
                            {0.5F, 0.5F});
    ImGui::SetNextWindowSize({width, height});
    ImGui::SetNextWindowBgAlpha(1);
    ImGui::Begin("Benchmark", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    draw_controls(ui);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float gap = ImGui::GetStyle().ItemSpacing.x, each = (room.x - gap) / 2;
    draw_bars(each, room.y);
    ImGui::SameLine();
    draw_roofline(ui, each, room.y);
    ImGui::End();
}

}  // namespace gs
