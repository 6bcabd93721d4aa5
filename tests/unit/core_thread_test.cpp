// The simulation on its own thread, the mailbox, and the writers.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "app/core/files/npy.h"
#include "app/core/files/png.h"
#include "app/core/files/writers.h"
#include "app/core/run/mailbox.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class Threaded : public testing::Test {
  protected:
    Threaded() {
        perform(app_, "kernel cpu-reference; size 24 17; seed square");
        app_.finish();
        app_.take_frame();  // a frame of the earlier size
    }
    /// Waits until the condition holds; fails after a long time.
    template <class Condition>
    void wait_for(Condition condition) {
        for (int i = 0; i < 20000 && !condition(); ++i) {
            app_.update();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ASSERT_TRUE(condition());
    }
    std::string errors() {
        std::string all;
        for (const Message& m : app_.take_messages())
            if (m.kind == Message::Kind::Error) all += m.text + "\n";
        return all;
    }
    App app_{App::Mode::Threaded};
    Folder folder_;
};

}  // namespace

TEST(Mailbox, TheReaderSeesOnlyWholeAndNewerThings) {
    struct Pair {
        std::uint64_t a = 0, b = 0;
    };
    Mailbox<Pair> box;
    std::atomic<bool> quit{false};
    std::thread writer([&] {
        for (std::uint64_t i = 1; !quit; ++i) {
            box.back() = {i, i};
            box.publish();
            std::this_thread::yield();
        }
    });
    std::uint64_t last = 0;
    for (int seen = 0; seen < 500;) {
        const Pair* pair = box.take();
        if (pair == nullptr) {
            std::this_thread::yield();
            continue;
        }
        ++seen;
        EXPECT_EQ(pair->a, pair->b);
        EXPECT_GT(pair->a, last);
        last = pair->a;
    }
    quit = true;
    writer.join();
    box.take();
    EXPECT_EQ(box.take(), nullptr);
    EXPECT_TRUE(box.taken());
}

TEST(Writers, DoAllJobsAndKeepTheirBound) {
    constexpr int kJobs = 100, kCapacity = 2;
    std::atomic<int> posted{0}, done{0}, most{0};
    Writers writers(1, kCapacity);
    std::thread poster([&] {
        for (int i = 0; i < kJobs; ++i, ++posted)
            writers.post([&] {
                // The first holds the others up until there are as many as may wait, and would go
                // on seeing them come if there were no bound.
                for (int turn = 0; done == 0 && (posted < 1 + kCapacity || turn < 1000); ++turn)
                    std::this_thread::yield();
                most = std::max(most.load(), posted - done);
                ++done;
            });
    });
    poster.join();
    writers.finish();
    EXPECT_EQ(done, kJobs);
    EXPECT_EQ(most, 1 + kCapacity);
}

TEST_F(Threaded, StepsAsManyAsAsked) {
    perform(app_, "step 1000");
    app_.finish();
    EXPECT_EQ(app_.state().steps_done, 1000);
    App direct(App::Mode::Direct);
    perform(direct,
            "kernel cpu-reference; size 24 17; seed square; step 1000; save-field " + folder_ / "a.npy");
    perform(app_, "save-field " + folder_ / "b.npy");
    app_.finish();
    EXPECT_EQ(errors(), "");
    EXPECT_EQ(bytes_of(folder_ / "a.npy"), bytes_of(folder_ / "b.npy"));
}

TEST_F(Threaded, WhatComesAfterAStepWaitsForItsEnd) {
    perform(app_, "step 3000; save-field " + folder_ / "a.npy" + "; set feed 0.03; step 10; save-image " +
                      folder_ / "a.png");
    app_.finish();
    EXPECT_EQ(errors(), "");
    App direct(App::Mode::Direct);
    perform(direct, "kernel cpu-reference; size 24 17; seed square; step 3000; save-field " +
                        folder_ / "b.npy" + "; set feed 0.03; step 10; save-image " + folder_ / "b.png");
    EXPECT_EQ(bytes_of(folder_ / "a.npy"), bytes_of(folder_ / "b.npy"));
    EXPECT_EQ(bytes_of(folder_ / "a.png"), bytes_of(folder_ / "b.png"));
}

TEST_F(Threaded, RunsAndStopsAndFramesAreWhole) {
    perform(app_, "play");
    const Frame* frame = nullptr;
    std::int64_t last = -1;
    for (int seen = 0; seen < 20;) {
        app_.update();
        frame = app_.take_frame();
        if (frame == nullptr) continue;
        ++seen;
        ASSERT_EQ(frame->u.size(), 24U * 17U);
        EXPECT_GE(frame->steps_done, last);
        last = frame->steps_done;
    }
    EXPECT_GT(last, 0);
    perform(app_, "pause");
    app_.finish();
    const auto steps = app_.state().steps_done;
    EXPECT_FALSE(app_.state().playing);
    wait_for([&] {
        if (const Frame* newer = app_.take_frame()) last = newer->steps_done;
        return last == steps;
    });
    EXPECT_EQ(app_.state().steps_done, steps);
}

TEST_F(Threaded, FramesHoldThePlanesThatAreWanted) {
    app_.want_planes({false, true});
    const Frame* frame = nullptr;
    perform(app_, "play");
    wait_for([&] {  // both planes come now and then, for the extremes
        if (const Frame* newer = app_.take_frame()) frame = newer;
        return frame != nullptr && frame->planes == PlaneSet{false, true};
    });
    perform(app_, "pause; reset; step 3");
    app_.finish();
    wait_for([&] {
        if (const Frame* newer = app_.take_frame()) frame = newer;
        return frame != nullptr && frame->steps_done == 3 && frame->planes.v;
    });
    // At rest, too, a plane that is newly wanted comes with a frame of its own.
    app_.want_planes({true, true});
    wait_for([&] {
        if (const Frame* newer = app_.take_frame()) frame = newer;
        return frame->planes == PlaneSet{true, true};
    });
    App direct(App::Mode::Direct);
    perform(direct, "kernel cpu-reference; size 24 17; seed square; step 3");
    const Frame& same = *direct.take_frame();
    EXPECT_EQ(frame->u, same.u);
    EXPECT_EQ(frame->v, same.v);
}

TEST_F(Threaded, AnyKernelWhileItRunsKeepsTheFieldAndTheCount) {
    perform(app_, "play");
    std::int64_t last = 0;
    for (const char* kernel : {"cpu-autovec", "cpu-reference-f64", "cpu-openmp", "cpu-reference"}) {
        perform(app_, std::string("kernel ") + kernel);
        wait_for([&] { return app_.state().kernel == kernel && app_.state().steps_done > last + 10; });
        last = app_.state().steps_done;
    }
    EXPECT_EQ(errors(), "");
}

TEST_F(Threaded, AWantedSpeedIsKept) {
    perform(app_, "speed 1; play");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_LE(app_.state().steps_done, 1);
    perform(app_, "speed full");
    wait_for([&] { return app_.state().steps_done > 100; });
}

TEST_F(Threaded, StoppingEndsALongStep) {
    perform(app_, "step 1000000000000");
    wait_for([&] { return app_.state().steps_done > 10; });
    perform(app_, "set feed 0.031");  // goes through
    EXPECT_GT(app_.state().steps_left, 0);
    perform(app_, "pause");
    app_.finish();
    EXPECT_EQ(app_.state().steps_left, 0);
    EXPECT_EQ(app_.document().feed, 0.031);
}

TEST_F(Threaded, ClosingDoesNotWaitForStepsThatHaveNotBegun) {
    App app(App::Mode::Threaded);
    perform(app, "kernel cpu-reference; step 1000000000000");
}

TEST_F(Threaded, ABlownUpFieldPausesAndSaysWhy) {
    perform(app_, "stencil all-ones; set du 1; play");
    wait_for([&] { return !app_.state().playing && !app_.state().paused_because.empty(); });
    EXPECT_NE(app_.state().paused_because.find("0.16"), std::string::npos);
    app_.update();
    EXPECT_NE(errors().find("blown up"), std::string::npos);
    perform(app_, "stencil karl-sims; reset");
    app_.finish();
    EXPECT_EQ(app_.state().paused_because, "");
}

TEST_F(Threaded, LateFailuresNameTheScriptsLineAndStopIt) {
    ASSERT_TRUE(
        app_.run_script("step 5\nsave-field " + folder_ / "no/such.npy" + "\nstep 100\n", "demo.gss").ok());
    app_.finish();
    const std::string said = errors();
    EXPECT_NE(said.find("demo.gss, line 2"), std::string::npos) << said;
    EXPECT_EQ(app_.state().steps_done, 5);
    EXPECT_FALSE(app_.script_running());
}

TEST_F(Threaded, FilesAreReadAndUndoneBesideTheWindow) {
    Field field(9, 13, GS_F64);
    field.set(4, 4, 0.3, 0.6);
    ASSERT_TRUE(write_npy(folder_ / "in.npy", field).ok());
    perform(app_, "load-field " + folder_ / "in.npy" + "; step 3; undo; redo; reset; save-field " +
                      folder_ / "out.npy");
    app_.finish();
    EXPECT_EQ(errors(), "");
    Field back;
    ASSERT_TRUE(read_npy(folder_ / "out.npy", back).ok());
    EXPECT_TRUE(back == field.converted(GS_F32));
    EXPECT_EQ(app_.state().cols, 13);
}

TEST_F(Threaded, AScriptIsOpenedBesideTheWindowAndComesBeforeWhatWaits) {
    write_bytes(folder_ / "a.gss", "set feed 0.01\nstep 3\nset kill 0.02\n");
    perform(app_, "open " + folder_ / "a.gss" + "; set kill 0.03; open " + folder_ / "a.gss" + "; step 1");
    app_.finish();
    EXPECT_EQ(errors(), "");
    EXPECT_EQ(app_.document().kill, 0.02);
    EXPECT_EQ(app_.state().steps_done, 7);
    write_bytes(folder_ / "a.gss", "step 1\nwrong\n");
    perform(app_, "open " + folder_ / "a.gss");
    app_.finish();
    const std::string said = errors();
    EXPECT_NE(said.find("a.gss, line 2"), std::string::npos) << said;
}

TEST_F(Threaded, AStrokeOfManyDabsIsUndoneAtOnce) {
    app_.begin_gesture("paint");
    for (int i = 0; i < 50; ++i) perform(app_, "paint 3 " + std::to_string(i % 24) + " 2");
    app_.end_gesture();
    perform(app_, "undo; save-field " + folder_ / "a.npy");
    app_.finish();
    App direct(App::Mode::Direct);
    perform(direct, "kernel cpu-reference; size 24 17; seed square; save-field " + folder_ / "b.npy");
    EXPECT_EQ(bytes_of(folder_ / "a.npy"), bytes_of(folder_ / "b.npy"));
}

TEST_F(Threaded, TheCellUnderTheCursor) {
    app_.probe(8, 12);
    wait_for([&] { return app_.state().probe_row == 8; });
    EXPECT_EQ(app_.state().probe_v, 0.25);
    app_.probe(100, 100);
    wait_for([&] { return app_.state().probe_row == -1; });
}

TEST_F(Threaded, APictureOfTheWindowIsWrittenUnderItsName) {
    app_.save_picture(folder_ / "w.png", {2, 1, {1, 2, 3, 4, 5, 6}});
    app_.finish();
    const auto messages = app_.take_messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].path, folder_ / "w.png");
    EXPECT_GT(bytes_of(folder_ / "w.png").size(), 50U);
}

TEST_F(Threaded, ClosingFinishesWhatIsBeingWritten) {
    {
        App app(App::Mode::Threaded);
        perform(app, "size 300 300; save-field " + folder_ / "last.npy" + "");
    }
    Field back;
    EXPECT_TRUE(read_npy(folder_ / "last.npy", back).ok());
}

}  // namespace gs::test
