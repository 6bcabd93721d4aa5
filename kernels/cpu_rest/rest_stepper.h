// Steps only the windows of a field in which something may change.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "kernels/cpu_rest/cover.h"
#include "kernels/cpu_rest/window_place.h"
#include "kernels/cpu_temporal/changes.h"
#include "kernels/cpu_temporal/ring.h"
#include "kernels/host/huge_memory.h"
#include "kernels/host/workers.h"

namespace gs {

struct RestOptions {
    TeamOptions team;
    /// Steps of a pass: 1 to ChangeMap::kBlock.
    int depth = ChangeMap::kBlock;
    /// As in TemporalPlan.
    int blocks = 1, fetch = kFetchNone;
};

/// A field in two states, row-major: the present one, and the one that the next pass writes. Where
/// nothing changes both hold the same bits, so a pass leaves them as they are. One thread at a
/// time; it has its own workers.
class RestStepper {
  public:
    /// Narrower fields can't be cut into windows.
    static constexpr int kLeastCols = 4 * ChangeMap::kBlock;

    /// At least kLeastCols columns. Throws std::bad_alloc, std::system_error (no more threads).
    RestStepper(const gs_problem& problem, const RestOptions& options);

    /// Takes the field over; blocks that differ from what was there count as changed.
    void load(const gs_field& planes);
    /// u or v may be NULL. since: the moment() at which the planes were written, by this stepper or
    /// by one that was there before it, so that what has not changed since is left alone; 0: all is
    /// written.
    void store(const gs_field& planes, std::int64_t since = 0);
    /// What changes later, in any stepper, has a later moment. > 0.
    static std::int64_t moment();
    /// The present state.
    const gs_field& planes() const { return states_[current_]; }
    /// The last step, by these parameters, has changed these blocks and no other.
    void set_changes(const ChangeMap& changes, const gs_params& params);

    /// One pass: min(steps, depth) of them, or one if nothing is known of the field, or all if
    /// nothing may change. How many; cell steps that were computed are added to `computed`.
    std::int64_t pass(const gs_params& params, std::int64_t steps, double& computed);
    /// The blocks that may change in the next pass, if the parameters stay, and those that it
    /// computes.
    const ChangeMap& awake() const { return awake_; }
    const ChangeMap& covered() const { return covered_; }
    /// False: the next pass computes all, since nothing is known.
    bool is_known() const { return known_.has_value(); }

  private:
    void notice(const gs_params& params);
    void wake();
    std::vector<Window> windows_of(const std::vector<BlockWindow>& blocks) const;
    void copy_rest(const Window& window);
    void stamp(int x0, int x1, int row, std::int64_t moment);
    double cost(const BlockWindow& window) const;

    RestOptions options_;
    int rows_, cols_;
    bool wraps_;
    const TemporalRowFunctions* functions_;
    HugeMemory memory_;
    gs_field states_[2]{};
    int current_ = 0;
    /// The parameters of the last step; nothing: all may change.
    std::optional<gs_params> known_;
    /// What the last step changed; what may change in the next pass; what its windows hold; what
    /// those of the last pass held, and so may differ between the two states.
    ChangeMap changed_, awake_, covered_, computed_;
    /// The moment at which each block was last computed, in the order of ChangeMap's bytes. What
    /// was loaded is computed by the next pass.
    std::vector<std::int64_t> stamps_;
    /// The windows of awake_.
    std::vector<Window> windows_;
    /// One for each worker.
    std::vector<std::unique_ptr<TemporalRing>> rings_;
    std::vector<std::unique_ptr<WindowPlace>> places_;
    std::ptrdiff_t most_vectors_ = 0;
    WorkerTeam team_;
};

}  // namespace gs
