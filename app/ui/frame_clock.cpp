#include "app/ui/frame_clock.h"

#include <algorithm>

namespace gs {

void FrameClock::shown(Clock::time_point now, bool counts) {
    const double ms = std::chrono::duration<double, std::milli>(now - last_).count();
    last_ = now;
    if (!counts) {
        counted_ = 0;
        counted_since_ = now;
        return;
    }
    // A longer gap is a rest, in which nothing changed and nothing was drawn; it is not the time of
    // a frame.
    if (ms < 1000) {
        times_[next_] = static_cast<float>(ms);
        next_ = (next_ + 1) % kKept;
    }
    ++counted_;
    const double seconds = std::chrono::duration<double>(now - counted_since_).count();
    if (seconds < 0.5) return;
    fps_ = seconds < 2 ? counted_ / seconds : 0;
    counted_ = 0;
    counted_since_ = now;
}

double FrameClock::until_next(Clock::time_point now, double rate) const {
    return std::max(0.0, 1 / rate - std::chrono::duration<double>(now - begun_).count());
}

}  // namespace gs
