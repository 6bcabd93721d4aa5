// How many steps the simulation makes before it looks around again.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gs {

/// Slices of about 8 ms, by the time that steps took last. On a machine that is busy with something
/// else a slice may take long because its threads wait for a core, however few its steps are;
/// shorter slices would then only be more waits. So if a single step takes so long that frames are
/// lost, a few are tried together now and then, and if they cost less, slices last five times as
/// long until short ones are as good. One thread.
class SlicePace {
  public:
    /// seconds: how long a slice is to last.
    explicit SlicePace(double seconds = 0.008) : short_(seconds) {}
    /// Steps of the next slice, at least 1: whole batches, unless one takes too long.
    std::int64_t steps(int steps_per_batch = 1) const {
        const std::int64_t n = planned();
        if (trial_due()) return waits_ ? std::max<std::int64_t>(n / 8, 1) : kTrialSteps;
        return n >= steps_per_batch ? (n + steps_per_batch / 2) / steps_per_batch * steps_per_batch : n;
    }
    /// A slice took so many seconds; it may have had fewer steps than steps().
    void stepped(std::int64_t steps_done, double seconds) {
        const double one = seconds / static_cast<double>(steps_done);
        if (per_step_ == 0) {  // it has warmed up
            per_step_ = one;
        } else if (trial_due() && steps_done == steps()) {
            const bool waits = waits_ ? one > 1.5 * per_step_ : one < 0.5 * per_step_;
            period_ = waits || waits_ ? kTrialPeriod : std::min(2 * period_, kRarest);
            waits_ = waits;
            since_trial_ = 0;
            per_step_ = std::min(per_step_, one);
        } else {
            since_trial_ += seconds;
            // Quickly downwards, slowly upwards.
            per_step_ = one < per_step_ ? one : 0.7 * per_step_ + 0.3 * one;
        }
    }

  private:
    static constexpr double kLong = 5;                           // of a short slice
    static constexpr double kSuspicious = 0.02, kTooLong = 0.1;  // s, of a step
    static constexpr double kTrialPeriod = 1, kRarest = 60;      // s of stepping between trials
    static constexpr std::int64_t kTrialSteps = 4;
    static constexpr std::int64_t kMost = std::int64_t{1} << 24;

    std::int64_t planned() const {
        if (per_step_ == 0) return 1;
        return std::clamp<std::int64_t>(std::llround((waits_ ? kLong : 1) * short_ / per_step_), 1, kMost);
    }
    bool trial_due() const {
        return since_trial_ >= period_ && (waits_ || (per_step_ > kSuspicious && per_step_ < kTooLong));
    }

    double short_;
    /// s; 0: not known.
    double per_step_ = 0;
    /// Slices last long because their threads wait.
    bool waits_ = false;
    double since_trial_ = 0, period_ = kTrialPeriod;
};

}  // namespace gs
