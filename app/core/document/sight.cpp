#include "app/core/document/sight.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "app/core/document/event.h"

namespace gs {

const Sight& Sights::at(std::int64_t step) const {
    assert(!empty());
    const auto after = from_.upper_bound(step);
    return after == from_.begin() ? after->second : std::prev(after)->second;
}

void Sights::watch(std::int64_t before, std::int64_t step, std::int64_t end, const Sight& sight) {
    if (empty()) return set(step, sight);
    const Sight then = at(step);
    from_.erase(from_.upper_bound(before), from_.upper_bound(step));
    if (empty() || !(at(step) == sight)) set(step, sight);
    // What lies ahead and is not watched again stays as it was.
    if (step < end && !(then == sight)) from_.try_emplace(step + 1, then);
}

WatchedRuns::Run& WatchedRuns::run_of(const EventPtr& event) {
    // Events come one after the other, so that the way to the one before is short.
    EventPtr at = event;
    while (last_ && at && at->number > last_->number) at = at->before;
    if (!birth_ || at != last_) birth_ = first_of(event);
    last_ = event;
    const auto found =
        std::find_if(runs_.begin(), runs_.end(), [&](const Run& run) { return run.birth.lock() == birth_; });
    if (found != runs_.end()) return *found;
    std::erase_if(runs_, [](const Run& run) { return run.birth.expired(); });
    return runs_.emplace_back(Run{birth_, {}});
}

void WatchedRuns::watch(const Line& line, std::int64_t step, const Sight& sight) {
    const EventPtr birth = birth_;
    const bool left = std::exchange(left_, false);
    Sights& sights = run_of(line.last).sights;
    const bool by_steps = !left && birth == birth_ && step > step_;
    // Who looks at the past without playing on does not change how it was watched.
    if (by_steps || step >= line.end || sights.empty())
        sights.watch(by_steps ? step_ : step, step, line.end, sight);
    step_ = step;
}

Sights WatchedRuns::of(const EventPtr& event) const {
    const EventPtr birth = first_of(event);
    for (const Run& run : runs_)
        if (birth && run.birth.lock() == birth) return run.sights;
    return {};
}

void WatchedRuns::put(const EventPtr& event, Sights sights) {
    run_of(event).sights = std::move(sights);
    leave();
}

}  // namespace gs
