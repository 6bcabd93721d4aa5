// The window's own clock, tested without a window and without waiting.
#include <gtest/gtest.h>

#include "app/ui/frame_clock.h"

namespace gs {
namespace {

using std::chrono::milliseconds;

TEST(FrameClockTest, FramesAreBegunAtTheRateHoweverLongDrawingTakes) {
    FrameClock clock;
    FrameClock::Clock::time_point now{};
    for (const int drawing : {0, 5, 19}) {
        clock.begun(now);
        clock.shown(now + milliseconds(drawing));
        EXPECT_NEAR(clock.until_next(now + milliseconds(drawing), 50), 0.020 - 0.001 * drawing, 1e-9);
        now += milliseconds(20);
    }
}

TEST(FrameClockTest, LateFrameIsDueAtOnce) {
    FrameClock clock;
    const FrameClock::Clock::time_point start{};
    clock.begun(start);
    EXPECT_EQ(clock.until_next(start + milliseconds(35), 50), 0);
}

}  // namespace
}  // namespace gs
