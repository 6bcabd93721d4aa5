// What a window shows of a field, and what it has shown of a run, step by step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>

#include "app/core/document/snapshot.h"

namespace gs {

/// The cells that a window shows: where its middle lies, and how many there are from its upper to
/// its lower edge and from its left to its right one. They may reach beyond the field.
struct Sight {
    double row = 0, col = 0;
    double rows = 1, cols = 1;
    bool operator==(const Sight&) const = default;
};

/// Steps, both ends among them; none if the last one comes before the first one.
struct StepRange {
    static constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();
    std::int64_t first = 0, last = kNoEnd;
    bool operator==(const StepRange&) const = default;
};

struct SightsPart;

/// What a window has shown of the steps of one run. It is no part of what a run is computed by, nor
/// of the history of undo. A value.
class Sights {
  public:
    /// These steps were shown so. end: the last step there is, so that what lies behind the steps
    /// stays as it was shown before. False if that is how it was anyway.
    bool show(const StepRange& steps, std::int64_t end, const Sight& sight);
    /// A sight from this step on, until that of the next step for which there is one.
    void set(std::int64_t step, const Sight& sight) { from_[step] = sight; }
    /// Other sights in the place of those of some steps. False if they are the same.
    bool replace(const SightsPart& part);
    /// Forgets those of later steps.
    void cut(std::int64_t end) { from_.erase(from_.upper_bound(end), from_.end()); }
    /// What was shown at a step; of steps before the first one that was watched, what that one
    /// showed. There must be some.
    const Sight& at(std::int64_t step) const;
    bool empty() const { return from_.empty(); }
    /// The sights by the step from which on each holds.
    const std::map<std::int64_t, Sight>& all() const { return from_; }

  private:
    bool is_shown(std::int64_t step, const Sight& sight) const;

    std::map<std::int64_t, Sight> from_;
};

/// What was shown at some steps of a run.
struct SightsPart {
    StepRange steps;
    Sights sights;
};

/// What a window has shown of all moments that can still be gone back to. A sight belongs to an
/// event of a run and a step after it: branches share those of the moments that they have in
/// common, and no branch has those of another one. One thread.
class WatchedRuns {
  public:
    /// A window shows this moment of a line.
    void watch(const Line& line, const Moment& now, const Sight& sight);
    /// The moment that is watched next was gone to, and not stepped to.
    void leave() { left_ = true; }
    bool left() const { return left_; }
    /// What was watched of these steps of a line; nothing, if nothing was.
    Sights of(const Line& line, const StepRange& steps = {}) const;
    /// What has been watched since this was asked for the last time, and what is different since
    /// the line is another one; nothing if nothing is.
    std::optional<SightsPart> take_new(const Line& line);
    /// Those of a run that was read from a file.
    void put(const Line& line, const Sights& sights);

  private:
    /// What was shown after an event, before the next one, and the last step that was.
    struct Seen {
        Sights sights;
        std::int64_t end = 0;
    };
    void show(const EventPtr& event, const StepRange& steps, const Sight& sight);
    void show_passed(const Moment& before, const Moment& now, const Sight& sight);
    const Seen* seen_of(const EventPtr& event) const;
    bool is_watched(const EventPtr& last) const;

    std::map<std::weak_ptr<const Event>, Seen, std::owner_less<>> seen_;
    /// So many entries there may be before those are let go whose events nothing holds any more.
    std::size_t roomy_ = 64;
    /// Watched last, and what the window showed then.
    Moment last_;
    Sight shown_;
    bool left_ = true;
    /// Not asked for yet, and the last event of the line for which it was.
    StepRange new_{0, -1};
    EventPtr asked_;
};

}  // namespace gs
