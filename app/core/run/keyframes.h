// Moments of runs whose field is kept, so that a replay need not begin at the beginning.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "app/core/document/event.h"
#include "app/core/document/snapshot.h"

namespace gs {

/// Keeps keyframes within a budget of bytes. Where it is short, those go first that are near to
/// their neighbours for their age, so that the past is known the more coarsely the longer ago it
/// is. Any thread.
class Keyframes {
  public:
    explicit Keyframes(std::size_t budget = default_budget()) : budget_(budget) {}

    /// An eighth of this machine's memory, bytes.
    static std::size_t default_budget();
    void set_budget(std::size_t bytes);

    /// Keeps one. It must have its event (Snapshot::after).
    void add(std::shared_ptr<const Snapshot> keyframe);
    /// The last one from which a replay leads to this moment, or nullptr.
    std::shared_ptr<const Snapshot> nearest(const Moment& to) const;
    /// The steps of those that lie on this line, in order.
    std::vector<std::int64_t> steps_on(const Line& line) const;
    std::size_t bytes() const;
    /// Counts up with each one that comes or goes.
    std::uint64_t changes() const { return changes_.load(std::memory_order_relaxed); }

  private:
    void shrink();

    mutable std::mutex mutex_;
    std::size_t budget_, bytes_ = 0;
    std::atomic<std::uint64_t> changes_{0};
    /// In the order of their steps.
    std::vector<std::shared_ptr<const Snapshot>> kept_;
};

/// The budget that a document asks for, bytes.
std::size_t keyframe_budget(const Document& document);

}  // namespace gs
