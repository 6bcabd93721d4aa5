// What the figures say: of the kernel while it computes, whatever holds the run back, and of the
// last steps while it is paused.
#include <thread>

#include "app/core/bench/rate_book.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/presets.h"
#include "app/core/run/meters.h"
#include "kernels/engine/registry.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using Clock = StepMeter::Clock;

/// A meter over periods of 0.2 s, in each of which `busy` seconds went into 10 steps of 1e6 cells.
struct Metered {
    StepMeter meter;
    Clock::time_point now = Clock::now();

    Metered() { meter.restart(now); }
    void run(int periods, double busy) {
        for (int i = 0; i < periods; ++i) {
            now += std::chrono::milliseconds(200);
            meter.stepped(10, busy, 1e6);
            EXPECT_TRUE(meter.tick(now));
        }
    }
};

SimState running(const char* kernel, double rate) {
    SimState s;
    s.kernel = kernel;
    s.rows = 20;
    s.cols = 30;
    s.gcells_per_s = rate;
    s.stepping = s.steady = true;
    return s;
}

}  // namespace

TEST(StepMeter, TellsTheKernelsRateHoweverOftenItRests) {
    Metered held, full;
    held.run(20, 0.02);
    full.run(20, 0.2);
    EXPECT_NEAR(held.meter.cells_per_s(), 1e7 / 0.02, 1);
    EXPECT_NEAR(full.meter.cells_per_s(), 1e7 / 0.2, 1);
    EXPECT_NEAR(held.meter.step_s(), 0.002, 1e-9);
    EXPECT_NEAR(held.meter.steps_per_s(), 50, 1e-6);
    EXPECT_NEAR(held.meter.share(), 0.1, 1e-6);
    EXPECT_NEAR(full.meter.share(), 1, 1e-6);
}

TEST(StepMeter, IsSteadyAfterASecondOfEachRun) {
    Metered m;
    m.run(4, 0.1);
    EXPECT_FALSE(m.meter.steady());
    m.run(2, 0.1);
    EXPECT_TRUE(m.meter.steady());
    m.meter.resume(m.now);
    EXPECT_FALSE(m.meter.steady());
}

TEST(StepMeter, KeepsItsFiguresOverAPauseThatCountsForNothing) {
    Metered m;
    m.run(10, 0.1);
    const double rate = m.meter.cells_per_s(), steps = m.meter.steps_per_s();
    m.now += std::chrono::hours(1);
    m.meter.resume(m.now);
    EXPECT_EQ(m.meter.cells_per_s(), rate);
    EXPECT_EQ(m.meter.steps_per_s(), steps);
    m.run(1, 0.1);
    EXPECT_NEAR(m.meter.steps_per_s(), steps, 1e-6);
    m.meter.restart(m.now);
    EXPECT_EQ(m.meter.cells_per_s(), 0);
}

TEST(StepMeter, OfAFewStepsTellsAllOfThem) {
    Metered m;
    m.now += std::chrono::milliseconds(300);
    m.meter.stepped(1, 0.3, 1e6);  // the first slice, which warms up
    EXPECT_TRUE(m.meter.tick(m.now));
    EXPECT_NEAR(m.meter.step_s(), 0.3, 1e-9);
    m.now += std::chrono::milliseconds(50);
    m.meter.stepped(9, 0.05, 1e6);
    EXPECT_FALSE(m.meter.tick(m.now));
    m.meter.look(m.now, false);
    EXPECT_LT(m.meter.step_s(), 0.3);
    EXPECT_GT(m.meter.steps_per_s(), 1 / 0.3);
    // All of them within one period: that is what they took.
    m.meter.resume(m.now);
    m.now += std::chrono::milliseconds(20);
    m.meter.stepped(4, 0.01, 1e6);
    m.meter.look(m.now, false);
    EXPECT_NEAR(m.meter.cells_per_s(), 4e6 / 0.01, 1);
    EXPECT_NEAR(m.meter.steps_per_s(), 200, 1e-6);
    // What is not stepped changes nothing.
    m.now += std::chrono::hours(1);
    m.meter.look(m.now, false);
    EXPECT_NEAR(m.meter.steps_per_s(), 200, 1e-6);
}

TEST(Figures, AreThoseOfAFewStepsAsOfMany) {
    App app(App::Mode::Threaded);
    perform(app, "size 64 64; speed full; step 1");
    app.finish();
    while (app.state().gcells_per_s == 0) std::this_thread::yield();
    EXPECT_GT(app.state().steps_per_s, 0);
    EXPECT_FALSE(app.state().steady);
}

TEST(Figures, StayWhileTheRunIsPaused) {
    App app(App::Mode::Threaded);
    perform(app, "size 64 64; speed 500; play");
    while (app.state().gcells_per_s == 0) std::this_thread::yield();
    EXPECT_TRUE(app.state().stepping);
    perform(app, "pause");
    app.finish();
    while (app.state().stepping) std::this_thread::yield();
    const SimState paused = app.state();
    EXPECT_GT(paused.gcells_per_s, 0);
    EXPECT_GT(paused.steps_per_s, 0);
    EXPECT_FALSE(paused.steady);
    perform(app, "size 65 64");
    app.finish();
    while (app.state().gcells_per_s != 0) std::this_thread::yield();
}

TEST(Speed, BeginsWhereGrowthCanBeWatched) {
    App app(App::Mode::Direct);
    EXPECT_EQ(app.document().speed, kWatchSpeed);
    for (const char* start : {"reset", "preset mitosis"}) {
        perform(app, std::string("speed full; ") + start);
        EXPECT_EQ(app.document().speed, kWatchSpeed) << start;
        perform(app, std::string("speed 5000; set watch 200; ") + start);
        EXPECT_EQ(app.document().speed, 200) << start;
        perform(app, std::string("speed 30; ") + start);  // slower than that it stays
        EXPECT_EQ(app.document().speed, 30) << start;
        perform(app, std::string("set watch 0; speed full; ") + start);
        EXPECT_EQ(app.document().speed, 0) << start;
        perform(app, "set watch 600");
    }
    perform(app, "preset coral; speed full");
    ASSERT_NE(matching_preset(app.document()), nullptr);  // the speed is no part of a preset
    EXPECT_STREQ(matching_preset(app.document())->id, "coral");
    perform(app, "seed noise; undo");
    EXPECT_EQ(app.document().speed, 0);
}

TEST(Speed, IsDoubledHalvedAndBroughtBack) {
    App app(App::Mode::Direct);
    const auto after = [&](const char* line) {
        perform(app, line);
        return app.document().speed;
    };
    EXPECT_EQ(after("speed faster"), 1200);
    EXPECT_EQ(after("speed slower; speed slower"), 300);
    EXPECT_EQ(after("speed back"), 0);
    EXPECT_EQ(after("speed faster"), 0);
    EXPECT_EQ(after("speed Back"), 300);
    EXPECT_EQ(after("speed 1; speed slower"), 1);
    EXPECT_EQ(after("speed 70000; speed faster"), 0);
    EXPECT_EQ(after("speed full; speed slower"), 1);  // nothing has run: no rate to halve
    EXPECT_TRUE(failed_with(app.execute("speed quick"), "quick"));
}

TEST(Hold, RefusesWhatWouldComputeAndLetsWhatIsOnlySeenPass) {
    App app(App::Mode::Direct);
    perform(app, "size 40 30; set feed 0.04; step 5");
    const Document before = app.document();
    ASSERT_TRUE(app.hold("a measurement is running").ok());
    for (const char* line :
         {"step 5", "play", "toggle", "reset", "undo", "redo", "paint 5 5", "kernel cpu-simd",
          "preset mitosis", "set feed 0.05", "size 50 50", "seed noise"})
        EXPECT_TRUE(failed_with(app.execute(line), "a measurement is running")) << line;
    EXPECT_EQ(app.document(), before);
    EXPECT_EQ(app.state().steps_done, 5);
    perform(app, "pause; set palette viridis; speed 30");
    app.release();
    perform(app, "step 5; undo");
    EXPECT_EQ(app.document().palette, before.palette);
}

TEST(RateBook, KnowsWhatRanAtFullSpeedForLongEnough) {
    RateBook book;
    const char* const textbook = reference_kernel().id;
    const char* const fast = fastest_kernel().id;
    EXPECT_FALSE(book.rate(fast, 20, 30));
    SimState brief = running(fast, 1);
    brief.steady = false;
    book.note(brief, false);
    book.note(running(fast, 1), true);
    EXPECT_FALSE(book.rate(fast, 20, 30));
    book.note(running(fast, 3), false);
    EXPECT_EQ(book.rate(fast, 20, 30), 3);
    EXPECT_FALSE(book.rate(fast, 30, 20));
    EXPECT_FALSE(book.times_textbook(3, 20, 30));
    book.note(running(textbook, 0.1), false);
    EXPECT_NEAR(book.times_textbook(3, 20, 30).value_or(0), 30, 1e-9);
    EXPECT_FALSE(book.times_textbook(3, 21, 30));
    EXPECT_FALSE(book.times_textbook(0, 20, 30));
}

TEST(RateBook, TakesWhatABenchmarkMeasuredWithoutKnobs) {
    BenchReport report;
    report.results.resize(2);
    for (BenchResult& r : report.results) {
        r.kernel = fastest_kernel().id;
        r.rows = 20;
        r.cols = 30;
    }
    report.results[0].median = 2;
    report.results[1].median = 5;
    report.results[1].knobs = "depth=16";
    RateBook book;
    book.note(report);
    EXPECT_EQ(book.rate(fastest_kernel().id, 20, 30), 2);
}

}  // namespace gs::test
