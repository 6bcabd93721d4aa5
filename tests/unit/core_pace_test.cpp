// Which steps the frames of a film show.
#include <vector>

#include "app/core/files/frame_pace.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

std::vector<std::int64_t> steps_of(std::int64_t first, std::int64_t last, const FramePace& pace) {
    std::vector<std::int64_t> steps;
    for (std::int64_t i = 0; i < frames_between(first, last, pace); ++i)
        steps.push_back(frame_step(first, last, pace, i));
    return steps;
}

}  // namespace

TEST(FramePace, AFrameEverySoManyStepsAndTheLastOne) {
    using Steps = std::vector<std::int64_t>;
    EXPECT_EQ(steps_of(0, 30, {10}), (Steps{0, 10, 20, 30}));
    EXPECT_EQ(steps_of(5, 30, {10}), (Steps{5, 15, 25, 30}));
    EXPECT_EQ(steps_of(7, 8, {10}), (Steps{7, 8}));
    EXPECT_EQ(steps_of(7, 7, {10}), Steps{7});
    EXPECT_EQ(steps_of(8, 7, {10}), Steps{});
    for (std::int64_t length = 0; length < 40; ++length)
        for (std::int64_t every = 1; every < 12; ++every)
            ASSERT_EQ(frames_between(3, 3 + length, {every}), (length + every - 1) / every + 1);
}

TEST(FramePace, ASpeedGivesAsManyFramesASecondAsTheFilmHas) {
    using Steps = std::vector<std::int64_t>;
    EXPECT_EQ(steps_of(0, 60, {1, 600, 30}), (Steps{0, 20, 40, 60}));
    // Three frames for ten steps, spread evenly, and without drift however long the film is.
    EXPECT_EQ(steps_of(100, 110, {1, 100, 30}), (Steps{100, 103, 107, 110}));
    const FramePace slow{1, 100, 30};
    EXPECT_EQ(frames_between(0, 100 * 3600, slow), 30 * 3600 + 1);
    EXPECT_EQ(frame_step(0, 100 * 3600, slow, 30 * 1800), 100 * 1800);
    // Slower than one step per frame, steps are shown again.
    EXPECT_EQ(steps_of(0, 2, {1, 10, 30}), (Steps{0, 0, 1, 1, 1, 2}));
}

TEST(FramePace, IsReadAsANumberOfStepsOrASpeed) {
    FramePace pace;
    ASSERT_TRUE(read_pace("20", pace));
    EXPECT_EQ(pace, (FramePace{20, 0, 30}));
    ASSERT_TRUE(read_pace("600/s", pace));
    EXPECT_EQ(pace.speed, 600);
    EXPECT_EQ(pace_text(pace), "600/s");
    EXPECT_EQ(pace.distance(), 20);
    ASSERT_TRUE(read_pace("7", pace)) << "the last word counts";
    EXPECT_EQ(pace_text(pace), "7");
    for (const char* wrong : {"", "often", "/s", "20/m", "600s", "600 / s"})
        EXPECT_TRUE(failed_with(read_pace(wrong, pace), wrong, "600/s")) << wrong;
    EXPECT_TRUE(failed_with(read_pace("0", pace), "every", "1"));
    EXPECT_TRUE(failed_with(read_pace("-5/s", pace), "every", "0.001"));
    EXPECT_EQ(pace_text(pace), "7") << "what is refused changes nothing";
}

}  // namespace gs::test
