// A strip as a ring steps it: from one field in the lane-transposed layout to another.
#pragma once

#include "kernels/cpu_temporal/changes.h"
#include "kernels/cpu_temporal/field.h"
#include "kernels/cpu_temporal/plan.h"
#include "kernels/cpu_temporal/ring.h"

namespace gs {

/// One thread, for one task.
class StripPlace : public TemporalPlace {
  public:
    /// depth: the steps of the pass, and so the halo columns that are taken; watch: compares what
    /// is written with the step before, or nullptr.
    StripPlace(const TemporalRowFunctions& functions, const TemporalStrips& strips, int strip, int depth,
               const TemporalField& from, TemporalField& to, ChangeWatch* watch);

    void enter(int y, int next, float* row) const override;
    float* out(int y) override { return to_.row(strip_, y); }
    void leave(int y, const float* before) override;

  private:
    void fetch_edge(const float* edge) const;
    /// The last columns of the strip before, the first of the one after: their copies are the halo.
    const float* western(int y) const {
        return from_.last((strip_ + strips_.size() - 1) % strips_.size(), y);
    }
    const float* eastern(int y) const { return from_.first((strip_ + 1) % strips_.size(), y); }

    const TemporalRowFunctions& functions_;
    const TemporalStrips& strips_;
    const int strip_, depth_;
    const TemporalField& from_;
    TemporalField& to_;
    ChangeWatch* watch_;
};

}  // namespace gs
