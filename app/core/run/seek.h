// The way to a moment of a run: from the nearest one that is known, step by step.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/run/keyframes.h"
#include "app/core/run/requests.h"
#include "app/core/run/simulation.h"

namespace gs {

/// Belongs to the simulation's thread.
class Seek {
  public:
    /// Takes the simulation to the last known moment before the wanted one, its present one among
    /// them. Fails, and changes nothing, if no kernel can replay the run here.
    Status begin(Simulation& simulation, const Keyframes& keyframes, const request::GoTo& wanted);
    bool active() const { return to_.has_value(); }
    /// Steps that are left; those beyond it belong to the run's future.
    std::int64_t steps_left(const Simulation& simulation) const {
        return to_->step - simulation.steps_done();
    }
    /// To be called after each slice of steps: when none is left, the events at that step happen
    /// and the way is done.
    Status advance(Simulation& simulation);
    /// Stays where it is.
    Status stop(Simulation& simulation);
    std::int64_t from() const { return from_; }
    std::int64_t to() const { return to_->step; }

  private:
    std::optional<Moment> to_;
    std::int64_t from_ = 0;
};

}  // namespace gs
