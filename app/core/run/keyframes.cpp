#include "app/core/run/keyframes.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <unordered_map>

namespace gs {

namespace {

/// Until which step the run stays as it is after each of its events.
std::unordered_map<const Event*, std::int64_t> ends_of_events(const Line& line) {
    std::unordered_map<const Event*, std::int64_t> until;
    std::int64_t next = line.end;
    for (const Event* event = line.last.get(); event != nullptr; event = event->before.get()) {
        until.emplace(event, next);
        next = event->step;
    }
    return until;
}

}  // namespace

std::size_t Keyframes::default_budget() {
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE)) / 8;
}

std::size_t keyframe_budget(const Document& document) {
    const auto wanted = static_cast<std::size_t>(document.keyframes) << 20;
    return wanted > 0 ? wanted : Keyframes::default_budget();
}

void Keyframes::set_budget(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    budget_ = bytes;
    shrink();
}

void Keyframes::add(std::shared_ptr<const Snapshot> keyframe) {
    const std::lock_guard lock(mutex_);
    bytes_ += keyframe->field.bytes();
    const auto place =
        std::upper_bound(kept_.begin(), kept_.end(), keyframe,
                         [](const auto& a, const auto& b) { return a->steps_done < b->steps_done; });
    kept_.insert(place, std::move(keyframe));
    ++changes_;
    shrink();
}

/// Of three neighbours, the middle one is worth what a replay from the first would take longer,
/// divided by how long ago it is.
void Keyframes::shrink() {
    while (bytes_ > budget_ && !kept_.empty()) {
        std::size_t worst = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i + 1 < kept_.size(); ++i) {
            const auto step = [&](std::size_t at) { return static_cast<double>(kept_[at]->steps_done); };
            const double gap = std::abs(step(i + 1) - (i > 0 ? step(i - 1) : 0));
            const double worth = gap / static_cast<double>(kept_.size() - i);
            if (worth >= least) continue;
            least = worth;
            worst = i;
        }
        bytes_ -= kept_[worst]->field.bytes();
        kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(worst));
        ++changes_;
    }
}

std::shared_ptr<const Snapshot> Keyframes::nearest(const Moment& to) const {
    const auto until = ends_of_events({to.after, to.step});
    std::shared_ptr<const Snapshot> best;
    const std::lock_guard lock(mutex_);
    for (const auto& keyframe : kept_) {
        const auto found = until.find(keyframe->after.get());
        if (found == until.end() || keyframe->steps_done > found->second) continue;
        const bool later =
            !best || keyframe->steps_done > best->steps_done ||
            (keyframe->steps_done == best->steps_done && keyframe->after->number >= best->after->number);
        if (later) best = keyframe;
    }
    return best;
}

std::vector<std::int64_t> Keyframes::steps_on(const Line& line) const {
    const auto until = ends_of_events(line);
    std::vector<std::int64_t> steps;
    const std::lock_guard lock(mutex_);
    for (const auto& keyframe : kept_) {
        const auto found = until.find(keyframe->after.get());
        if (found != until.end() && keyframe->steps_done <= found->second)
            steps.push_back(keyframe->steps_done);
    }
    return steps;
}

std::size_t Keyframes::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

}  // namespace gs
