#include "app/ui/bench_panel.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

#include "app/core/bench/bench_report.h"
#include "app/ui/foot.h"
#include "app/ui/roofline_plot.h"
#include "app/ui/theme.h"

namespace gs {
namespace {

constexpr int kRounds = 3;
constexpr float kRowsOfType = 32;  // of the page's type in the window's height: it is read from afar
constexpr float kBothWide = 60;    // em that both plots need beside each other

/// Rounds that all kernels have had.
int rounds_done(const KeptReport& kept) {
    int done = kept.options.rounds;
    for (const BenchResult& r : kept.report.results)
        if (r.status) done = std::min(done, static_cast<int>(r.samples.size()));
    return done;
}

/// Stays in the line if as much is left of it, in pixels.
void go_on_with(float width) {
    const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x;
    if (ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x + width <= right) ImGui::SameLine();
}

/// Of the page, above its foot; pixels.
float height_left() {
    return ImGui::GetContentRegionAvail().y - Foot::height();
}

std::string machine_of(const BenchReport& report) {
    static const std::string machine = machine_name();
    return report.gpu.empty() ? machine : fmt::format("{}, {}", machine, report.gpu.device);
}

}  // namespace

const BenchReport& BenchPanel::report() const {
    static const BenchReport nothing;
    if (measuring() || !last_) return benchmark_ ? report_ : nothing;
    return last_->report;
}

void BenchPanel::start(Ui& ui) {
    options_ = {};
    options_.rounds = kRounds;
    if (this_size_)
        options_.sizes = {
            {static_cast<int>(ui.app.document().cols), static_cast<int>(ui.app.document().rows)}};
    if (Status s = check(options_); !s) return ui.toasts.error(s.why());
    play_again_ = ui.state.playing;
    if (Status s = ui.app.hold(std::string(text(Text::UiBenchHolds))); !s) ui.toasts.error(s.why());
    started_at_ = ImGui::GetTime();
    report_ = {};  // the end of this one is told from the end of the last
    benchmark_ = std::make_unique<Benchmark>(options_);
}

void BenchPanel::follow(Ui& ui) {
    if (!benchmark_) return;
    const bool was_running = !report_.finished;
    report_ = benchmark_->report();
    ui.measuring = report_.finished ? "" : still_measuring();
    if (report_.finished && was_running) finish(ui);
}

void BenchPanel::finish(Ui& ui) {
    ui.app.release();
    ui.cancel_asked = false;
    ui.rates.note(report_);
    if (!report_.status) ui.toasts.error(report_.status.why());
    // One that was cancelled is shown, and can be saved; but the next start shows a whole one.
    const bool whole = report_.status && !report_.cancelled;
    if (has_samples(report_)) {
        auto kept = std::make_shared<const KeptReport>(KeptReport{report_, options_, std::time(nullptr)});
        set_last_report(kept);
        const Status begun = ui.app.with_file([kept, whole, rates = ui.rates](Jobs::Then&) {
            if (whole) keep(*kept);
            keep(rates);
            return Status();
        });
        if (!begun) ui.toasts.error(begun.why());
    }
    if (std::exchange(play_again_, false)) ui.execute("play");
}

/// How long it still takes, from how long its part that is done has taken.
std::string BenchPanel::still_measuring() const {
    const double took = ImGui::GetTime() - started_at_, share = report_.progress;
    if (share < 0.05) return std::string(text(Text::UiBenchMeasuring));
    return say(Text::UiBenchSecondsLeft, std::ceil(took * (1 - share) / share));
}

/// Asks whether the measurement is to end, since something was wanted that it would suffer from.
void BenchPanel::draw_question(Ui& ui) {
    if (!ui.cancel_asked || !running()) return;
    ImGui::SetNextWindowBgAlpha(1);
    begin_card(ui, "Question", say(Text::UiBenchAsk, ui.measuring));
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiBenchCancel))) benchmark_->cancel();
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiBenchGoOn))) ui.cancel_asked = false;
    ImGui::End();
}

/// The size that the next measurement has.
void BenchPanel::draw_size(const Ui& ui) {
    const std::string own = say(Text::UiBenchSizeOf, ui.app.document().cols, ui.app.document().rows);
    const std::string usual = say(Text::UiBenchSizeOf, BenchSize().cols, BenchSize().rows);
    if (own == usual) return;
    const std::array labels{usual.c_str(), own.c_str()};
    go_on_with(theme::em(15));
    ImGui::SetNextItemWidth(theme::em(15));
    const int clicked =
        segmented("size", labels, this_size_ ? 1 : 0, text(Text::UiSize), text(Text::UiBenchSize));
    if (clicked >= 0) this_size_ = clicked == 1;
}

void BenchPanel::draw_saving(Ui& ui) const {
    ImGui::BeginDisabled(!last_);
    go_on_with(theme::em(5));
    if (ImGui::Button(c_text(Text::UiSave), {theme::em(5), 0})) ui.execute("save-bench");
    tooltip(text(Text::UiSave), text(last_ ? Text::UiBenchSaveHelp : Text::UiBenchNone));
    go_on_with(theme::em(8));
    if (ImGui::Button(c_text(Text::UiBenchCopy), {theme::em(8), 0})) {
        ImGui::SetClipboardText(table_of(last_->report, last_->options).c_str());
        ui.toasts.add({Message::Kind::Info, std::string(text(Text::UiBenchCopied)), ""});
    }
    tooltip(text(Text::UiBenchCopy), text(last_ ? Text::UiBenchCopyHelp : Text::UiBenchNone));
    ImGui::EndDisabled();
}

void BenchPanel::draw_controls(Ui& ui, bool both_fit) {
    if (measuring()) {
        if (ImGui::Button(c_text(Text::UiCancel), {theme::em(7), 0})) benchmark_->cancel();
        go_on_with(theme::em(14));
        // Words on a bar could be told neither from its one part nor from its other.
        ImGui::ProgressBar(static_cast<float>(report_.progress), {theme::em(14), 0}, "");
        go_on_with(theme::em(14));
        ImGui::AlignTextToFramePadding();
        write_text(report_.phase, theme::kDim);
    } else {
        const bool wanted = ImGui::Button(c_text(Text::UiBenchRun), {theme::em(7), 0});
        tooltip(text(Text::UiBenchRun), text(Text::UiBenchHelp));
        // On a page that is empty there is nothing else that Enter could mean.
        if (wanted || (!last_ && enter_pressed() && !ImGui::GetIO().NavVisible)) start(ui);
        draw_size(ui);
        draw_saving(ui);
    }
    const std::array labels{c_text(Text::UiBenchLadder), c_text(Text::UiBenchRoofline),
                            c_text(Text::UiBenchBoth)};
    const std::span<const char* const> offered(labels.data(), both_fit ? 3 : 2);
    ImGui::SetNextItemWidth(theme::em(5.5F) * static_cast<float>(offered.size()));
    const int clicked =
        segmented("plots", offered, plots_, text(Text::UiBenchPlots), text(Text::UiBenchPlotsHelp));
    if (clicked >= 0) plots_ = static_cast<Plots>(clicked);
    std::string said = machine_of(report());
    if (last_ && !measuring() && !last_->options.sizes.empty()) {
        const BenchSize& size = last_->options.sizes.front();
        said =
            say(Text::UiBenchMeasured, day_of(last_->when, std::time(nullptr)), size.cols, size.rows, said);
    }
    go_on_with(ImGui::CalcTextSize(said.c_str()).x);
    ImGui::AlignTextToFramePadding();
    note(said, theme::kDim);
}

void BenchPanel::draw_roofline_with_title(Ui& ui, const BenchLook& look, float width) const {
    const Roofs roofs = roofs_for(look.report, ui.state.on_device);
    const std::string doubt = doubt_of(roofs);
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
    if (roofs.empty())
        write_text(text(Text::UiBenchNoRoofs), theme::kDim);
    else if (!doubt.empty())
        write_text(doubt, theme::kTrouble);
    else
        write_text(say(ui.state.stepping ? Text::UiBenchRuns : Text::UiBenchPaused, ui.state.label),
                   theme::kDim);
    ImGui::PopTextWrapPos();
    draw_roofline(ui, look, {width, height_left()});
}

void BenchPanel::draw_plots(Ui& ui) {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float gap = theme::em(1), left = plots_ == kBoth ? (room.x - gap) * 0.5F : room.x;
    const BenchReport& shown = report();
    const BenchLook look{.report = shown,
                         .brief = wants_brief_names(shown, left),
                         .lit = std::exchange(under_pointer_, {}),
                         .under_pointer = under_pointer_};
    if (plots_ != kRoofline) {
        ImGui::BeginGroup();
        if (shown.cancelled && last_)
            note(say(Text::UiBenchRounds, rounds_done(*last_), last_->options.rounds), theme::kTrouble);
        if (has_samples(shown))
            draw_ladder_bars(ui, look, {left, height_left()});
        else
            note(text(Text::UiBenchNone), theme::kDim);
        ImGui::EndGroup();
    }
    if (plots_ == kBoth) ImGui::SameLine(ImGui::GetStyle().WindowPadding.x + left + gap);
    if (plots_ == kLadder) return;
    ImGui::BeginGroup();
    draw_roofline_with_title(ui, look, left);
    ImGui::EndGroup();
}

void BenchPanel::update(Ui& ui) {
    follow(ui);
    draw_question(ui);
}

void BenchPanel::draw(Ui& ui) {
    last_ = last_report();
    // One plot is set in the type that its place in a hall asks for; both beside each other in the
    // largest that lets them fit.
    const float scale = ImGui::GetStyle().FontScaleDpi, wide = ImGui::GetContentRegionAvail().x / scale;
    const float large = std::max(theme::kFontSize, ImGui::GetIO().DisplaySize.y / kRowsOfType / scale);
    const bool both_fit = wide >= kBothWide * theme::kFontSize;
    if (plots_ == kUnchosen) plots_ = wide >= kBothWide * large ? kBoth : kLadder;
    if (plots_ == kBoth && !both_fit) plots_ = kLadder;
    ImGui::PushFont(nullptr, plots_ == kBoth ? std::min(large, wide / kBothWide) : large);
    const Foot foot;
    draw_controls(ui, both_fit);
    draw_plots(ui);
    foot.draw();
    ImGui::PopFont();
}

}  // namespace gs
