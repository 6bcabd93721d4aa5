// Rates smoothed over about half a second, so that numbers can be read.
#pragma once

#include <chrono>
#include <cstdint>

namespace gs {

/// Steps, their time and the wall clock, as a moving average. One thread.
class StepMeter {
  public:
    using Clock = std::chrono::steady_clock;

    /// Steps that took `busy` seconds have just been done on a field of `cells`.
    void stepped(std::int64_t steps, double busy, double cells) {
        steps_ += static_cast<double>(steps);
        cells_ += static_cast<double>(steps) * cells;
        busy_ += busy;
    }
    /// Ends a period of at least `period` seconds; true if the rates are new.
    bool tick(Clock::time_point now, double period = 0.1) {
        const double wall = std::chrono::duration<double>(now - since_).count();
        if (wall < period) return false;
        const double weight = fresh_ ? 1 : wall / (wall + kSmoothing);
        fresh_ = false;
        mix(steps_per_s_, steps_ / wall, weight);
        mix(cells_per_s_, cells_ / wall, weight);
        mix(share_, busy_ / wall, weight);
        if (steps_ > 0) mix(step_s_, busy_ / steps_, step_s_ > 0 ? weight : 1);
        steps_ = cells_ = busy_ = 0;
        since_ = now;
        return true;
    }
    /// Forgets all: another kernel, another size, a start after a pause.
    void restart(Clock::time_point now) {
        *this = StepMeter();
        since_ = now;
    }

    double steps_per_s() const { return steps_per_s_; }
    double cells_per_s() const { return cells_per_s_; }
    double step_s() const { return step_s_; }
    double share() const { return share_; }

  private:
    static constexpr double kSmoothing = 0.4;
    static void mix(double& value, double now, double weight) { value += weight * (now - value); }

    Clock::time_point since_ = Clock::now();
    bool fresh_ = true;
    double steps_ = 0, cells_ = 0, busy_ = 0;
    double steps_per_s_ = 0, cells_per_s_ = 0, step_s_ = 0, share_ = 0;
};

}  // namespace gs
