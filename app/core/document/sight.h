// What a window shows of a field, and what it has shown of a run, step by step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "app/core/document/snapshot.h"

namespace gs {

/// The cells that a window shows: where its middle lies, and how many there are from its upper to
/// its lower edge and from its left to its right one. They may reach beyond the field.
struct Sight {
    double row = 0, col = 0;
    double rows = 1, cols = 1;
    bool operator==(const Sight&) const = default;
};

/// What a window has shown of one run: each step as it was last watched. It is no part of what a
/// run is computed by, nor of the history of undo. A value.
class Sights {
  public:
    /// The window shows this step now, after it has passed all steps from `before` on, which it
    /// showed so as well. end: that of the run, so that what lies behind `step` stays as it was
    /// watched before.
    void watch(std::int64_t before, std::int64_t step, std::int64_t end, const Sight& sight);
    /// A sight from this step on, until that of the next step for which there is one.
    void set(std::int64_t step, const Sight& sight) { from_[step] = sight; }
    /// What was shown at a step; of steps before the first one that was watched, what that one
    /// showed. There must be some.
    const Sight& at(std::int64_t step) const;
    bool empty() const { return from_.empty(); }
    /// The sights by the step from which on each holds.
    const std::map<std::int64_t, Sight>& all() const { return from_; }

  private:
    std::map<std::int64_t, Sight> from_;
};

/// The sights of all runs that can still be gone back to. One thread.
class WatchedRuns {
  public:
    /// A window shows this step of a line.
    void watch(const Line& line, std::int64_t step, const Sight& sight);
    /// The step that is watched next was gone to, and not stepped to.
    void leave() { left_ = true; }
    bool left() const { return left_; }
    /// What was watched of the run that this is an event of; nothing, if nothing was.
    Sights of(const EventPtr& event) const;
    /// Those of a run that was read from a file.
    void put(const EventPtr& event, Sights sights);

  private:
    struct Run {
        /// Its first event, by which its lines know each other.
        std::weak_ptr<const Event> birth;
        Sights sights;
    };
    Run& run_of(const EventPtr& event);

    std::vector<Run> runs_;
    /// The event that was watched last, and the first one of its run.
    EventPtr last_, birth_;
    std::int64_t step_ = 0;
    bool left_ = true;
};

}  // namespace gs
