#include "app/ui/bench_panel.h"

#include <fmt/core.h>
#include <imgui.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/bench/roofline.h"
#include "app/ui/roofline_plot.h"
#include "app/ui/theme.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

constexpr int kRounds = 3;

/// The results that have samples, in the ladder's order.
std::vector<const BenchResult*> measured(const BenchReport& report) {
    std::vector<const BenchResult*> rows;
    for (const BenchResult& r : report.results)
        if (r.median > 0) rows.push_back(&r);
    return rows;
}

}  // namespace

void BenchPanel::start(Ui& ui) {
    BenchOptions options;
    options.rounds = kRounds;
    if (this_size_)
        options.sizes = {
            {static_cast<int>(ui.app.document().cols), static_cast<int>(ui.app.document().rows)}};
    if (Status s = check(options); !s) return ui.toasts.error(s.why());
    play_again_ = ui.state.playing;
    if (Status s = ui.app.hold(std::string(text(Text::UiBenchHolds))); !s) ui.toasts.error(s.why());
    started_at_ = ImGui::GetTime();
    report_ = {};  // the end of this one is told from the end of the last
    benchmark_ = std::make_unique<Benchmark>(std::move(options));
}

void BenchPanel::follow(Ui& ui) {
    if (!benchmark_) return;
    const bool was_running = !report_.finished;
    report_ = benchmark_->report();
    ui.measuring = report_.finished ? "" : still_measuring();
    if (!report_.finished || !was_running) return;
    ui.app.release();
    ui.cancel_asked = false;
    ui.rates.note(report_);
    if (!report_.status) ui.toasts.error(report_.status.why());
    if (std::exchange(play_again_, false)) ui.execute("play");
}

/// How long it still takes, from how long its part that is done has taken.
std::string BenchPanel::still_measuring() const {
    const double took = ImGui::GetTime() - started_at_, share = report_.progress;
    if (share < 0.05) return std::string(text(Text::UiBenchMeasuring));
    return say(Text::UiBenchSecondsLeft, std::ceil(took * (1 - share) / share));
}

int BenchPanel::rounds_done() const {
    int done = kRounds;
    for (const BenchResult& r : report_.results)
        if (r.status) done = std::min(done, static_cast<int>(r.samples.size()));
    return done;
}

/// Asks whether the measurement is to end, since something was wanted that it would suffer from.
void BenchPanel::draw_question(Ui& ui) {
    if (!ui.cancel_asked || !running()) return;
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) ui.cancel_asked = false;
    ImGui::SetNextWindowBgAlpha(1);
    begin_card(ui, "Question", say(Text::UiBenchAsk, ui.measuring));
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiBenchCancel))) benchmark_->cancel();
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiBenchGoOn))) ui.cancel_asked = false;
    ImGui::End();
}

void BenchPanel::draw_controls(Ui& ui) {
    if (running()) {
        if (ImGui::Button(c_text(Text::UiCancel), {theme::em(7), 0})) benchmark_->cancel();
        ImGui::SameLine();
        ImGui::SetNextItemWidth(-1);
        ImGui::ProgressBar(static_cast<float>(report_.progress), {-1, 0}, report_.phase.c_str());
        return;
    }
    if (ImGui::Button(c_text(Text::UiBenchRun), {theme::em(7), 0})) start(ui);
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
    static const std::string machine = machine_name();
    note(report_.cpu.empty() ? machine : report_.cpu.device, theme::kDim);
}

void BenchPanel::draw_bars(const Ui& ui, float width, float height) const {
    const auto rows = measured(report_);
    std::vector<double> places;
    std::vector<const char*> labels;
    double most = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        places.push_back(static_cast<double>(rows.size() - i));
        labels.push_back(rows[i]->label.c_str());
        most = std::max(most, rows[i]->max);
    }
    if (rows.empty()) return draw_no_bars(width, height);
    if (!ImPlot::BeginPlot("##ladder", {width, height}, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs))
        return;
    const auto plain = ImPlotAxisFlags_NoGridLines | ImPlotAxisFlags_NoTickMarks;
    ImPlot::SetupAxis(ImAxis_X1, c_text(Text::UiUnitGcells), ImPlotAxisFlags_NoTickMarks);
    ImPlot::SetupAxis(ImAxis_Y1, nullptr, plain);
    ImPlot::SetupAxesLimits(0, most * 1.5, 0.4, static_cast<double>(rows.size()) + 0.6, ImPlotCond_Always);
    ImPlot::SetupAxisTicks(ImAxis_Y1, places.data(), static_cast<int>(places.size()), labels.data());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const BenchResult& r = *rows[i];
        const bool runs = r.kernel == ui.state.kernel;
        ImPlotSpec bar;
        bar.FillColor = runs ? theme::kAccent : theme::kAccentDeep;
        bar.LineColor = bar.FillColor;
        bar.Flags = ImPlotBarsFlags_Horizontal;
        ImPlot::PlotBars(r.kernel.c_str(), &r.median, &places[i], 1, 0.62, bar);
        const std::string rate = fmt::format("{:.3g}", r.median);
        const std::string said = r.times_reference > 0
                                     ? say(Text::UiBenchTimes, rate, fmt::format("{:.3g}", r.times_reference))
                                     : rate;
        ImPlotSpec spread;
        spread.LineColor = theme::kText;
        const std::array<double, 2> ends{r.min, r.max}, level{places[i], places[i]};
        ImPlot::PlotLine("##spread", ends.data(), level.data(), 2, spread);
        ImPlot::PlotText(said.c_str(), r.max, places[i],
                         {ImGui::CalcTextSize(said.c_str()).x / 2 + theme::em(0.5F), 0});
    }
    ImPlot::EndPlot();
}

void BenchPanel::draw_no_bars(float width, float height) {
    const ImVec2 start = ImGui::GetCursorPos();
    const ImVec2 size = ImGui::CalcTextSize(c_text(Text::UiBenchNone));
    ImGui::SetCursorPos({start.x + std::max(0.0F, (width - size.x) / 2), start.y + (height - size.y) / 2});
    write_text(text(Text::UiBenchNone), theme::kDim);
    ImGui::SetCursorPos(start);
    ImGui::Dummy({width, height});
}

void BenchPanel::update(Ui& ui) {
    follow(ui);
    draw_question(ui);
}

void BenchPanel::draw(Ui& ui) {
    draw_controls(ui);
    ImGui::Dummy({0, theme::em(0.3F)});
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float gap = ImGui::GetStyle().ItemSpacing.x, bars = (room.x - gap) * 0.48F;
    const auto headed = [&](std::string_view title, auto&& draw) {
        ImGui::BeginGroup();
        note(title, theme::kDim);
        draw(ImGui::GetContentRegionAvail().y);
        ImGui::EndGroup();
    };
    headed(report_.cancelled ? say(Text::UiBenchRounds, rounds_done(), kRounds)
                             : std::string(text(Text::UiBenchLadder)),
           [&](float height) { draw_bars(ui, bars, height); });
    ImGui::SameLine();
    const std::string_view why = known_roofs(ui.state.on_device ? GS_CUDA : GS_HOST) || !report_.cpu.empty()
                                     ? std::string_view()
                                     : text(Text::UiBenchNoRoofs);
    headed(why.empty() ? say(Text::UiBenchRoofline, ui.state.label) : std::string(why),
           [&](float height) { draw_roofline(ui, report_, room.x - gap - bars, height); });
}

}  // namespace gs
