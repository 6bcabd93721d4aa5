// Rates smoothed over about half a second, so that numbers can be read.
#pragma once

#include <chrono>
#include <cstdint>

namespace gs {

/// Steps, their time and the wall clock, as a moving average. One thread.
class StepMeter {
  public:
    using Clock = std::chrono::steady_clock;

    /// Steps that took `busy` seconds have just been done on a field of `cells`. computed: the part
    /// of them that was not left out, 0 to 1.
    void stepped(std::int64_t steps, double busy, double cells, double computed = 1) {
        steps_ += static_cast<double>(steps);
        cells_ += static_cast<double>(steps) * cells;
        computed_cells_ += static_cast<double>(steps) * cells * computed;
        busy_ += busy;
    }
    /// Ends a period of at least `period` seconds; true if the rates are new.
    bool tick(Clock::time_point now, double period = kPeriod) {
        const double wall = std::chrono::duration<double>(now - since_).count();
        if (wall < period) return false;
        const double weight = fresh_ ? 1 : wall / (wall + kSmoothing);
        fresh_ = false;
        mix(steps_per_s_, steps_ / wall, weight);
        mix(share_, busy_ / wall, weight);
        if (steps_ > 0) {
            mix(step_s_, busy_ / steps_, step_s_ > 0 ? weight : 1);
            mix(computed_, computed_cells_ / cells_, cells_per_s_ > 0 ? weight : 1);
            mix(cells_per_s_, cells_ / busy_, cells_per_s_ > 0 ? weight : 1);
        }
        measured_s_ += wall;
        steps_ = cells_ = computed_cells_ = busy_ = 0;
        since_ = now;
        return true;
    }
    /// Ends a period as tick() does. If the steps are over for now, so is the period, however short
    /// it is: else the figures of a few steps were those of the first of them, or of none.
    void look(Clock::time_point now, bool stepping) {
        if (stepping || steps_ > 0) tick(now, stepping ? kPeriod : 0);
    }
    /// Forgets all: another kernel, another size.
    void restart(Clock::time_point now) {
        *this = StepMeter();
        since_ = now;
    }
    /// Goes on after a pause, whose time counts for nothing. The figures stay until the next period
    /// ends, which replaces them.
    void resume(Clock::time_point now) {
        fresh_ = true;
        measured_s_ = steps_ = cells_ = computed_cells_ = busy_ = 0;
        since_ = now;
    }

    /// Steps per second of the wall clock.
    double steps_per_s() const { return steps_per_s_; }
    /// Cells per second of the time that went into stepping.
    double cells_per_s() const { return cells_per_s_; }
    /// The part of those cells that were computed: the others would not have changed.
    double computed() const { return computed_; }
    /// Seconds that went into a step.
    double step_s() const { return step_s_; }
    /// Share of the wall clock that went into stepping.
    double share() const { return share_; }
    /// True once the figures are the mean of a second or more.
    bool steady() const { return measured_s_ >= kSteady; }

  private:
    static constexpr double kPeriod = 0.1, kSmoothing = 0.4, kSteady = 1;  // s
    static void mix(double& value, double now, double weight) { value += weight * (now - value); }

    Clock::time_point since_ = Clock::now();
    bool fresh_ = true;
    double steps_ = 0, cells_ = 0, computed_cells_ = 0, busy_ = 0, measured_s_ = 0;
    double steps_per_s_ = 0, cells_per_s_ = 0, computed_ = 1, step_s_ = 0, share_ = 0;
};

}  // namespace gs
