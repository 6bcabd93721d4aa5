// The window's own time: frames per second, and the wait until the next frame.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace gs {

/// Measures drawn frames and paces them. UI thread.
class FrameClock {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kKept = 240;

    /// Call when a frame begins to be drawn.
    void begun(Clock::time_point now) { begun_ = now; }
    /// Call when the frame has just been shown. counts: false for a frame that is drawn only
    /// because the user does something, whose figures would say nothing.
    void shown(Clock::time_point now, bool counts);
    /// Seconds to wait before the next frame begins, so that `rate` frames per second are drawn
    /// however long drawing takes; 0 if it is due. If the swap of buffers waits for the display,
    /// this is always close to 0.
    double until_next(Clock::time_point now, double rate) const;

    /// Frames per second over the last half second.
    double fps() const { return fps_; }
    /// Milliseconds between the last kKept frames, a ring whose oldest entry is at offset().
    const std::array<float, kKept>& times() const { return times_; }
    std::size_t offset() const { return next_; }

  private:
    std::array<float, kKept> times_{};
    std::size_t next_ = 0;
    Clock::time_point begun_{}, last_{}, counted_since_{};
    int counted_ = 0;
    double fps_ = 0;
};

}  // namespace gs
