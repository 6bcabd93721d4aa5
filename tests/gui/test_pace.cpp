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
        clock.shown(now + milliseconds(drawing), true);
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

TEST(FrameClockTest, FramesThatDoNotCountLeaveTheFiguresAsTheyAre) {
    FrameClock clock;
    FrameClock::Clock::time_point now{};
    const auto show = [&](int frames, bool counts) {
        for (int i = 0; i < frames; ++i) clock.shown(now += milliseconds(20), counts);
    };
    show(100, true);
    EXPECT_NEAR(clock.fps(), 50, 3);
    const auto times = clock.times();
    const double fps = clock.fps();
    now += std::chrono::minutes(1);
    show(100, false);
    EXPECT_EQ(clock.times(), times);
    EXPECT_EQ(clock.fps(), fps);
    show(60, true);
    EXPECT_NEAR(clock.fps(), 50, 3);
}

}  // namespace
}  // namespace gs
