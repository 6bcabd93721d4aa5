// The Benchmark page: the ladder measured in the background, as bars and on the roofline.
#pragma once

#include <memory>
#include <string>

#include "app/core/bench/bench_kept.h"
#include "app/ui/ladder_bars.h"
#include "app/ui/ui.h"

namespace gs {

/// The page. It shows the last measurement, also one of an earlier start. UI thread; the
/// measurement has threads of its own.
class BenchPanel {
  public:
    /// Follows the measurement, and asks whether it is to be cancelled; once per frame.
    void update(Ui& ui);
    /// Draws the page.
    void draw(Ui& ui);
    /// True while it measures; nothing else should compute meanwhile.
    bool running() const { return benchmark_ && !benchmark_->finished(); }

  private:
    enum Plots { kLadder, kRoofline, kBoth, kUnchosen };

    /// True until follow() has seen the end.
    bool measuring() const { return benchmark_ && !report_.finished; }
    void start(Ui& ui);
    void follow(Ui& ui);
    void finish(Ui& ui);
    std::string still_measuring() const;
    void draw_question(Ui& ui);
    void draw_controls(Ui& ui, bool both_fit);
    void draw_size(const Ui& ui);
    void draw_saving(Ui& ui) const;
    void draw_plots(Ui& ui);
    void draw_roofline_with_title(Ui& ui, const BenchLook& look, float width) const;
    /// What is shown: the measurement that is running, or the last one.
    const BenchReport& report() const;

    std::unique_ptr<Benchmark> benchmark_;
    BenchOptions options_;  // of the measurement that is running
    BenchReport report_;    // of the same
    std::shared_ptr<const KeptReport> last_;
    Plots plots_ = kUnchosen;
    std::string under_pointer_;  // kernel whose bar or point is under the pointer
    double started_at_ = 0;      // of the measurement; ImGui's clock, s
    bool this_size_ = false;     // measure at the field's size, not at 1920 x 1080
    bool play_again_ = false;    // the simulation ran before the measurement
};

}  // namespace gs
