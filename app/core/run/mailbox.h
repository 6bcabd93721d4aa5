// Hands the newest of something from one thread to another; neither waits.
#pragma once

#include <array>
#include <atomic>

namespace gs {

/// Three slots: the writer always has a free one, the reader always has the newest whole one. One
/// writer thread, one reader thread. A slot's content is kept when it comes back to the writer, so
/// that its memory is used again.
template <class T>
class Mailbox {
  public:
    /// The writer's slot; its own until publish().
    T& back() { return slots_[back_]; }
    /// The writer's slot becomes the newest, and the writer gets another.
    void publish() { back_ = middle_.exchange(back_ | kFresh, std::memory_order_acq_rel) & kIndex; }
    /// True if the reader has taken the newest, so that it is worth
    /// publishing again. For the writer.
    bool taken() const { return (middle_.load(std::memory_order_acquire) & kFresh) == 0; }
    /// The newest, or nullptr if the reader has it already. The one taken
    /// before goes back to the writer.
    T* take() {
        if (taken()) return nullptr;
        front_ = middle_.exchange(front_, std::memory_order_acq_rel) & kIndex;
        return &slots_[front_];
    }

  private:
    static constexpr unsigned kIndex = 3, kFresh = 4;
    std::array<T, 3> slots_{};
    unsigned back_ = 0, front_ = 1;
    std::atomic<unsigned> middle_{2};
};

}  // namespace gs
