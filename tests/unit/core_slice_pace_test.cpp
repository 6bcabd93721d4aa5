// Slices on imagined machines, on which a slice of n steps takes wait + n * step.
#include <gtest/gtest.h>

#include "app/core/run/slice_pace.h"

namespace gs {

namespace {

struct Machine {
    double wait, step;  // s
};

struct Outcome {
    double longest = 0, seconds = 0;
    std::int64_t steps = 0;
    double rate() const { return static_cast<double>(steps) / seconds; }
};

Outcome run(SlicePace& pace, const Machine& machine, int slices) {
    Outcome all;
    for (int i = 0; i < slices; ++i) {
        const std::int64_t n = pace.steps();
        const double took = machine.wait + static_cast<double>(n) * machine.step;
        pace.stepped(n, took);
        all.longest = std::max(all.longest, took);
        all.seconds += took;
        all.steps += n;
    }
    return all;
}

TEST(SlicePace, LastsEightMilliseconds) {
    for (const double step : {1e-6, 3e-5, 1e-3}) {
        SlicePace pace;
        run(pace, {0, step}, 10);
        const Outcome settled = run(pace, {0, step}, 2000);
        EXPECT_LE(settled.longest, 0.0081) << step;
        EXPECT_GE(settled.seconds / 2000, 0.0055) << step;
    }
}

TEST(SlicePace, MakesWholePortionsOfEightMillisecondsOrSo) {
    SlicePace pace;
    pace.stepped(1, 125e-6);  // 64 steps
    EXPECT_EQ(pace.steps(1), 64);
    EXPECT_EQ(pace.steps(24), 72);
    EXPECT_EQ(pace.steps(25), 75);
    EXPECT_EQ(pace.steps(30), 60);
    EXPECT_EQ(pace.steps(64), 64);
    EXPECT_EQ(pace.steps(65), 64) << "a portion is too long: no whole one";
}

TEST(SlicePace, OneStepWhereOneIsLong) {
    SlicePace pace;
    EXPECT_EQ(run(pace, {0, 0.15}, 100).steps, 100);
}

TEST(SlicePace, ALongStepIsSeldomTriedAsMany) {
    SlicePace pace;
    const Outcome all = run(pace, {0, 0.03}, 6000);  // three minutes
    EXPECT_LE(all.steps - 6000, 8 * 3);
}

TEST(SlicePace, BeingInterruptedIsNoWait) {
    SlicePace pace;
    for (int i = 0; i < 2000; ++i) {  // drawing comes between every third slice
        const std::int64_t n = pace.steps();
        EXPECT_LE(n, 32);
        pace.stepped(n, (i % 3 == 0 ? 0.008 : 0) + static_cast<double>(n) * 6e-4);
    }
}

TEST(SlicePace, WaitingIsSharedByManySteps) {
    SlicePace pace;
    run(pace, {0.03, 3e-5}, 100);
    const Outcome busy = run(pace, {0.03, 3e-5}, 300);
    EXPECT_GT(busy.rate(), 4000);  // one step per slice would be 33 per second
    EXPECT_LT(busy.longest, 0.1);
}

TEST(SlicePace, ShortAgainWhenTheMachineIsFree) {
    SlicePace pace;
    run(pace, {0.03, 3e-5}, 300);
    run(pace, {0, 3e-5}, 100);
    EXPECT_LE(run(pace, {0, 3e-5}, 500).longest, 0.0081);
}

}  // namespace

}  // namespace gs
