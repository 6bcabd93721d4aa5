#include "app/core/document/sight.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "app/core/document/event.h"

namespace gs {

const Sight& Sights::at(std::int64_t step) const {
    assert(!empty());
    const auto after = from_.upper_bound(step);
    return after == from_.begin() ? after->second : std::prev(after)->second;
}

/// True if there is a sight for this step, and it is this one.
bool Sights::is_shown(std::int64_t step, const Sight& sight) const {
    return !empty() && from_.begin()->first <= step && at(step) == sight;
}

bool Sights::show(const StepRange& steps, std::int64_t end, const Sight& sight) {
    assert(steps.first <= steps.last);
    const auto behind = from_.upper_bound(steps.last);
    if (is_shown(steps.first, sight) && from_.upper_bound(steps.first) == behind) return false;
    if (steps.last < end && !empty()) from_.try_emplace(behind, steps.last + 1, at(steps.last + 1));
    from_.erase(from_.lower_bound(steps.first), from_.upper_bound(steps.last));
    if (!is_shown(steps.first, sight)) set(steps.first, sight);
    return true;
}

bool Sights::replace(const SightsPart& part) {
    assert(part.steps.first <= part.steps.last);
    const auto first = from_.lower_bound(part.steps.first), last = from_.upper_bound(part.steps.last);
    const std::map<std::int64_t, Sight> before(first, last);
    from_.erase(first, last);
    for (const auto& [step, sight] : part.sights.all())
        if (!is_shown(step, sight)) set(step, sight);
    return !std::equal(before.begin(), before.end(), from_.lower_bound(part.steps.first),
                       from_.upper_bound(part.steps.last));
}

const WatchedRuns::Seen* WatchedRuns::seen_of(const EventPtr& event) const {
    const auto found = seen_.find(event);
    return found != seen_.end() ? &found->second : nullptr;
}

/// True if anything was watched of the run up to this event.
bool WatchedRuns::is_watched(const EventPtr& last) const {
    const EventPtr* event = &last;
    while (*event && seen_of(*event) == nullptr) event = &(*event)->before;
    return *event != nullptr;
}

void WatchedRuns::show(const EventPtr& event, const StepRange& steps, const Sight& sight) {
    if (steps.last < steps.first) return;
    Seen& seen = seen_[event];
    const bool is_new = seen.sights.show(steps, seen.end, sight);
    seen.end = std::max(seen.end, steps.last);
    if (!is_new) return;
    // What lies behind may have got an entry of its own.
    new_ = new_.last < new_.first
               ? StepRange{steps.first, steps.last + 1}
               : StepRange{std::min(new_.first, steps.first), std::max(new_.last, steps.last + 1)};
    if (seen_.size() < roomy_) return;
    std::erase_if(seen_, [](const auto& entry) { return entry.first.expired(); });
    roomy_ = std::max(roomy_, 2 * seen_.size());
}

/// What the window shows from one look to the next. Each event that was passed says so for itself,
/// since another branch may leave it sooner.
void WatchedRuns::show_passed(const Moment& before, const Moment& now, const Sight& sight) {
    std::int64_t last = now.step - 1;
    for (EventPtr event = now.after;; event = event->before) {
        const bool is_first = event == before.after;
        show(event, {is_first ? before.step + 1 : event->step, last}, sight);
        if (is_first) return;
        last = event->step - 1;
    }
}

void WatchedRuns::watch(const Line& line, const Moment& now, const Sight& sight) {
    const bool left = std::exchange(left_, false);
    const Moment before = std::exchange(last_, now);
    const Sight shown = std::exchange(shown_, sight);
    const bool is_new = !(before == now);
    const bool by_steps = !left && is_new && lies_on(before, {now.after, now.step});
    const bool at_end = now.after == line.last && now.step >= line.end;
    if (by_steps) show_passed(before, now, shown);
    // Who looks at the past without playing on does not change how it was watched.
    if (by_steps || at_end || (is_new && !is_watched(line.last)))
        show(now.after, {now.step, now.step}, sight);
}

Sights WatchedRuns::of(const Line& line, const StepRange& steps) const {
    struct Part {
        const Seen* seen;
        StepRange steps;
    };
    std::vector<Part> parts;
    std::int64_t last = std::min(line.end, steps.last);
    for (const EventPtr* event = &line.last; *event; event = &(*event)->before) {
        const std::int64_t step = (*event)->step;
        if (const Seen* const seen = seen_of(*event))
            parts.push_back({seen, {std::max(step, steps.first), last}});
        if (step <= steps.first) break;
        last = std::min(last, step - 1);
    }
    Sights sights;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const auto& all = part->seen->sights.all();
        for (auto at = all.lower_bound(part->steps.first); at != all.end() && at->first <= part->steps.last;
             ++at)
            if (sights.empty() || !(sights.all().rbegin()->second == at->second))
                sights.set(at->first, at->second);
    }
    return sights;
}

namespace {

/// The step at which a run parts from another one, so that they have no later moments in common;
/// that after which one of them goes on by an event, if the other does not.
std::int64_t parting_step(const EventPtr& one, const EventPtr& other) {
    const EventPtr* a = &one;
    const EventPtr* b = &other;
    std::int64_t step = StepRange::kNoEnd;
    while (*a != *b) {
        const bool from_a = *a && (!*b || (*a)->number >= (*b)->number);
        const EventPtr*& longer = from_a ? a : b;
        step = std::min(step, (*longer)->step);
        longer = &(*longer)->before;
    }
    return *a ? step : 0;
}

}  // namespace

std::optional<SightsPart> WatchedRuns::take_new(const Line& line) {
    StepRange steps = std::exchange(new_, StepRange{0, -1});
    if (line.last != asked_) {
        const std::int64_t parted = parting_step(line.last, asked_);
        steps = {steps.last < steps.first ? parted : std::min(steps.first, parted), StepRange::kNoEnd};
        asked_ = line.last;
    }
    if (steps.last < steps.first) return {};
    return SightsPart{steps, of(line, steps)};
}

void WatchedRuns::put(const Line& line, const Sights& sights) {
    leave();
    if (sights.empty()) return;
    std::int64_t last = line.end;
    for (EventPtr event = line.last; event; event = event->before) {
        const std::int64_t step = event->step;
        const auto& all = sights.all();
        Seen seen{{}, std::max(step, last)};
        if (all.begin()->first <= step) seen.sights.set(step, sights.at(step));
        for (auto at = all.upper_bound(step); at != all.end() && at->first <= last; ++at)
            seen.sights.set(at->first, at->second);
        if (!seen.sights.empty()) seen_.insert_or_assign(event, std::move(seen));
        last = std::min(last, step - 1);
    }
}

}  // namespace gs
