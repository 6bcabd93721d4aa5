// The Benchmark panel: the ladder measured in the background, as bars and on the roofline.
#pragma once

#include <memory>

#include "app/core/bench/bench.h"
#include "app/ui/ui.h"

namespace gs {

/// The panel. UI thread; the measurement has threads of its own.
class BenchPanel {
  public:
    /// Follows the measurement, and asks whether it is to be cancelled; once per frame.
    void update(Ui& ui);
    /// Draws the page.
    void draw(Ui& ui);
    /// True while it measures; nothing else should compute meanwhile.
    bool running() const { return benchmark_ && !benchmark_->finished(); }

  private:
    void start(Ui& ui);
    void follow(Ui& ui);
    std::string still_measuring() const;
    void draw_question(Ui& ui);
    void draw_controls(Ui& ui);
    void draw_bars(const Ui& ui, float width, float height) const;
    static void draw_no_bars(float width, float height);
    /// Rounds that all kernels have had.
    int rounds_done() const;

    std::unique_ptr<Benchmark> benchmark_;
    BenchReport report_;
    double started_at_ = 0;    // of the measurement; ImGui's clock, s
    bool this_size_ = false;   // measure at the field's size, not at 1920 x 1080
    bool play_again_ = false;  // the simulation ran before the measurement
};

}  // namespace gs
