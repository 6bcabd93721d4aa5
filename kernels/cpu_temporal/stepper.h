// cpu-temporal's state: the field in the lane-transposed layout, the
// threads and what they own of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kernels/cpu_temporal/changes.h"
#include "kernels/cpu_temporal/field.h"
#include "kernels/cpu_temporal/ring.h"
#include "kernels/cpu_temporal/seam.h"
#include "kernels/host/workers.h"

namespace gs {

struct TemporalOptions {
    TeamOptions team;
    /// What is 0 is chosen (tune.h).
    TemporalPlan plan;
};

/// Steps a field that it keeps in a layout of its own. One thread at
/// a time; it has its own workers.
class TemporalStepper {
  public:
    /// The plan must fit. Throws std::bad_alloc, std::system_error (no more threads).
    TemporalStepper(const gs_problem& problem, const TemporalOptions& options);

    void load(const gs_field& planes);
    void store(const gs_field& planes);
    /// params.boundary: periodic or not, as the problem's was. changes: where the last of the steps
    /// changed a bit is marked there, if it is given.
    void advance(const gs_params& params, std::int64_t steps, ChangeMap* changes = nullptr);

    const TemporalPlan& plan() const { return options_.plan; }
    bool periodic() const { return periodic_; }

  private:
    /// A task is a band of a strip. A worker has the same tasks in each
    /// pass, and their memory near it.
    struct Task {
        int strip, band, first, last;
    };
    Task task(int number) const;
    int tasks() const { return options_.plan.strips * options_.plan.bands; }
    bool split() const { return options_.plan.tiling == kSplit; }
    TemporalSeam* seam(int strip, int band);
    template <class F>
    void for_all_rows(const F& f);

    TemporalOptions options_;
    int rows_;
    bool periodic_;
    const TemporalRowFunctions* functions_;
    TemporalStrips strips_;
    TemporalField fields_[2];
    int current_ = 0;
    /// One for each worker.
    std::vector<std::unique_ptr<TemporalRing>> rings_;
    /// If tiles are split: one for each task, in the north of its band.
    std::vector<TemporalSeam> seams_;
    std::vector<ChangeWatch> watches_;
    WorkerTeam team_;
};

}  // namespace gs
