// How a simulation is stepped, beside a window and by a script alike: in slices, with a look now
// and then whether the field has blown up.
#pragma once

#include <chrono>
#include <cstdint>

#include "app/core/run/simulation.h"
#include "app/core/run/slice_pace.h"

namespace gs {

/// Belongs to the simulation's thread.
class Stepping {
  public:
    /// What one slice has done.
    struct Slice {
        Status status;
        /// Fewer than were asked for if the device was lost, and even fewer than none if the copy
        /// that goes on is an older one.
        std::int64_t steps = 0;
        /// How many were begun: fewer than were asked for if they suddenly took longer.
        std::int64_t begun = 0;
        double seconds = 0;
        /// The part of the cells that was computed, 0 to 1; the kernel left the others out.
        double computed = 1;
    };

    /// slice: how long one is to last, s.
    explicit Stepping(double slice) : slice_(slice), pace_(slice) {}

    /// The settings are run as those before: by the same kernel, on the present field.
    static bool same_work(const Simulation& simulation, const request::Adopt& next);
    /// Forgets how long a step takes: another kernel, another field.
    void restart() { pace_ = SlicePace(slice_); }
    /// Steps of the next slice, at least 1.
    std::int64_t slice_steps(Simulation& simulation) const;
    /// Makes one slice of n steps, or fewer (Slice), waits for it, and keeps the copy on the host
    /// up to date.
    Slice step(Simulation& simulation, std::int64_t n);

    /// True if the last look was at least `period` seconds ago, and looks take no more than their
    /// share of the time.
    bool look_due(double period) const;
    /// Looks as Simulation::look() does, and notes when. What it finds is kept as the last good
    /// moment; if that takes a copy, at most once a second.
    Status look(Simulation& simulation, const Frame* frame = nullptr);

  private:
    Status step_in_portions(Simulation& simulation, std::int64_t n, Slice& slice) const;

    double slice_;
    SlicePace pace_;
    std::chrono::steady_clock::time_point looked_at_;
    /// s, that the last look took.
    double look_took_ = 0;
    std::chrono::steady_clock::time_point kept_good_at_;
    /// s, that keeping it took.
    double keeping_took_ = 0;
};

}  // namespace gs
