// A field that has blown up or died out, the ways back, and what undo says.
#include <chrono>
#include <thread>

#include "app/core/files/npy.h"
#include "app/core/run/condition.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

const char* const kSmall = "kernel cpu-reference; size 96 64; seed spots";

class DirectStates : public testing::Test {
  protected:
    DirectStates() { perform(app_, kSmall); }
    Field field() { return present(app_).field; }
    void blow_up() {
        perform(app_, "set dt 1.5");
        ASSERT_TRUE(failed_with(app_.execute("step 2000"), "blown up", "1.25"));
    }
    App app_{App::Mode::Direct};
    Folder folder_;
};

class ThreadedStates : public testing::Test {
  protected:
    ThreadedStates() {
        perform(app_, kSmall);
        app_.finish();
    }
    template <class Condition>
    void wait_for(Condition condition) {
        for (int i = 0; i < 20000 && !condition(); ++i) {
            app_.update();
            (void)app_.take_frame();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ASSERT_TRUE(condition());
    }
    std::string said() {
        std::string all;
        app_.update();
        for (const Message& m : app_.take_messages()) all += m.text + "\n";
        return all;
    }
    App app_{App::Mode::Threaded};
};

}  // namespace

TEST_F(DirectStates, ABlowUpIsStatedWithTheMomentToGoBackTo) {
    perform(app_, "step 100");
    EXPECT_FALSE(app_.state().blown_up);
    EXPECT_EQ(app_.state().good_step, -1);
    blow_up();
    const SimState s = app_.state();
    EXPECT_TRUE(s.blown_up);
    EXPECT_EQ(s.blown_up_step, 2100);
    EXPECT_EQ(s.blown_up_dt, 1.5);
    EXPECT_DOUBLE_EQ(s.blown_up_limit, 1.25);
    EXPECT_EQ(s.good_step, 100);
    EXPECT_TRUE(failed_with(app_.execute("step 5"), "step 2100", "step 100", "recover"));
    perform(app_, "set dt 0.7");
    EXPECT_TRUE(app_.state().blown_up) << "it stays so until another field is there";
    EXPECT_EQ(app_.state().blown_up_dt, 1.5);
}

TEST_F(DirectStates, RecoverGoesBackWithATimeStepThatHolds) {
    perform(app_, "step 100");
    const Field good = field();
    blow_up();
    perform(app_, "recover");
    EXPECT_FALSE(app_.state().blown_up);
    EXPECT_EQ(app_.document().dt, 1);
    EXPECT_EQ(app_.state().steps_done, 100);
    EXPECT_TRUE(field() == good);
    EXPECT_EQ(app_.undo_label(), "recover");
    perform(app_, "step 5000");
    app_.take_messages();
    const Document before = app_.document();
    EXPECT_TRUE(app_.execute("recover").ok()) << "so that a journal can be replayed";
    EXPECT_NE(app_.take_messages().back().text.find("not blown up"), std::string::npos);
    EXPECT_EQ(app_.document(), before);
    perform(app_, "undo");
    EXPECT_EQ(app_.document().dt, 1.5);
    EXPECT_EQ(app_.state().steps_done, 5100);
}

TEST_F(DirectStates, WithoutAnyLookTheStartIsTheGoodMoment) {
    perform(app_, "step 1; reset");  // the next look is not due yet
    const Field start = field();
    blow_up();
    EXPECT_EQ(app_.state().good_step, 0);
    perform(app_, "recover");
    EXPECT_TRUE(field() == start);
    perform(app_,
            "step 7; save-session " + folder_ / "s.json" + "; step 3; load-session " + folder_ / "s.json");
    const Field given = field();
    blow_up();
    EXPECT_EQ(app_.state().good_step, 7);
    perform(app_, "recover");
    EXPECT_TRUE(field() == given);
}

TEST_F(DirectStates, UndoBringsTheGoodMomentBackAndNeverABlownUpField) {
    perform(app_, "step 100");
    const Field good = field();
    blow_up();
    perform(app_, "undo");
    EXPECT_EQ(app_.document().dt, 1);
    EXPECT_TRUE(field() == good);
    EXPECT_EQ(app_.state().steps_done, 100);
    blow_up();
    perform(app_, "reset; undo");
    EXPECT_TRUE(field() == good);
    EXPECT_FALSE(app_.state().blown_up);
}

TEST_F(DirectStates, AChangeOfThePaletteBringsNoFieldBack) {
    perform(app_, "step 100");
    blow_up();
    perform(app_, "palette cividis; undo");
    EXPECT_TRUE(app_.state().blown_up);
}

TEST_F(DirectStates, TheFieldThatDiedOutComesBackWithTheRates) {
    perform(app_, "step 500");
    const Field alive = field();
    EXPECT_EQ(app_.state().rest, Rest::No);
    perform(app_, "set kill 0.12; step 2000");
    EXPECT_EQ(app_.state().rest, Rest::DiedOut);
    perform(app_, "undo");
    EXPECT_EQ(app_.document().kill, Document{}.kill);
    EXPECT_TRUE(field() == alive);
    EXPECT_EQ(app_.state().steps_done, 500);
    EXPECT_EQ(app_.state().rest, Rest::No);
    perform(app_, "step 2000");
    EXPECT_EQ(app_.state().rest, Rest::No) << "it lives on";
    perform(app_, "redo; step 2000; undo");
    EXPECT_EQ(app_.state().steps_done, 2500);
}

TEST_F(DirectStates, AnEmptySeedHasDiedOutOnlyOnceItRuns) {
    perform(app_, "seed empty");
    EXPECT_EQ(app_.state().rest, Rest::No);
    perform(app_, "step 1");
    EXPECT_EQ(app_.state().rest, Rest::DiedOut);
    perform(app_, "paint 8 8 4");
    EXPECT_EQ(app_.state().rest, Rest::No);
}

TEST_F(DirectStates, OneValueEverywhereIsUniform) {
    Field flat(9, 13, GS_F32);
    flat.visit([](auto u, auto v) {
        std::fill(u.begin(), u.end(), 0.4F);
        std::fill(v.begin(), v.end(), 0.3F);
    });
    ASSERT_TRUE(write_npy(folder_ / "flat.npy", flat).ok());
    perform(app_, "load-field " + folder_ / "flat.npy" + "; step 2");
    EXPECT_EQ(app_.state().rest, Rest::Uniform);
}

TEST(Condition, ATimeStepThatHoldsLeavesRoomForTheReaction) {
    Document d;
    const auto after = [&](double now, double blown_up) {
        d.dt = now;
        return dt_that_holds(d, blown_up);
    };
    EXPECT_EQ(after(1.39, 1.39), 1);
    EXPECT_EQ(after(1.2, 1.2), 1);
    EXPECT_EQ(after(0.7, 1.39), 0.7) << "that was set since";
    EXPECT_EQ(after(0.9, 0.9), 0.45) << "the reaction was too fast";
    d.edge = d.corner = 1;  // its limit is 1/6
    EXPECT_EQ(after(1, 1), 0.13);
}

TEST_F(ThreadedStates, TheStateStaysWhileSettingsAreTriedAndTheRunGoesOnAfterwards) {
    perform(app_, "speed full; play");
    wait_for([&] { return app_.state().steps_done > 100; });
    perform(app_, "set dt 1.5");
    wait_for([&] { return app_.state().blown_up; });
    app_.finish();
    const SimState s = app_.state();
    EXPECT_FALSE(s.playing);
    EXPECT_EQ(s.blown_up_dt, 1.5);
    EXPECT_LE(s.good_step, s.blown_up_step);
    (void)said();
    perform(app_, "set dt 1.6; set feed 0.05; play");
    app_.finish();
    EXPECT_TRUE(app_.state().blown_up);
    EXPECT_FALSE(app_.state().playing);
    EXPECT_EQ(app_.state().paused_because, s.paused_because);
    EXPECT_NE(said().find("recover"), std::string::npos);
    perform(app_, "step 3");
    app_.finish();
    perform(app_, "recover");
    app_.finish();
    EXPECT_FALSE(app_.state().blown_up);
    EXPECT_EQ(app_.state().paused_because, "");
    EXPECT_EQ(app_.document().dt, 1);
    EXPECT_TRUE(app_.state().playing);
    const std::int64_t back_at = app_.state().steps_done;
    wait_for([&] { return app_.state().steps_done > back_at + 1000; });
    EXPECT_FALSE(app_.state().blown_up);
}

TEST_F(ThreadedStates, ARunThatHasBlownUpIsNotSaidToPlay) {
    for (int i = 0; i < 4; ++i) {  // whether it is noticed by a look or while a moment is kept
        perform(app_, "reset; set dt 1.5; speed full; play");
        app_.finish();
        SimState s = app_.state();
        for (; !s.blown_up; s = app_.state()) std::this_thread::yield();
        EXPECT_FALSE(s.playing) << i;
    }
}

TEST_F(ThreadedStates, UndoOfTheTimeStepMendsTheFieldAndTheRunGoesOn) {
    perform(app_, "speed full; step 50");
    app_.finish();
    perform(app_, "set dt 1.5; play");
    wait_for([&] { return app_.state().blown_up; });
    perform(app_, "set dt 1.7; undo");  // 1.5 would not hold, either
    app_.finish();
    EXPECT_FALSE(app_.state().blown_up);
    EXPECT_FALSE(app_.state().playing);
    perform(app_, "undo; play");
    wait_for([&] { return app_.state().steps_done > 5000; });
    EXPECT_FALSE(app_.state().blown_up);
}

TEST_F(ThreadedStates, AFieldThatDiesOutIsSpokenOfAndComesBack) {
    perform(app_, "step 300");
    app_.finish();
    perform(app_, "set kill 0.12; speed full; play");
    wait_for([&] { return app_.state().rest == Rest::DiedOut; });
    EXPECT_TRUE(app_.state().playing);
    perform(app_, "pause; undo");
    app_.finish();
    EXPECT_EQ(app_.state().steps_done, 300);
    EXPECT_EQ(app_.state().rest, Rest::No);
}

TEST_F(ThreadedStates, UndoSaysWhatItDid) {
    perform(app_, "set feed 0.03; undo");
    EXPECT_NE(said().find("undone: feed from 0.03 to 0.0545"), std::string::npos);
    perform(app_, "redo");
    EXPECT_NE(said().find("redone: feed from 0.0545 to 0.03"), std::string::npos);
    perform(app_, "preset mitosis");
    (void)said();
    perform(app_, "undo");
    const std::string of_preset = said();
    EXPECT_NE(of_preset.find("feed from 0.0367 to 0.03, kill from 0.0649 to 0.062"), std::string::npos)
        << of_preset;
    perform(app_, "paint 5 5 3; undo");
    EXPECT_NE(said().find("undone: paint"), std::string::npos);
    App direct(App::Mode::Direct);
    perform(direct, "set feed 0.03; undo");
    EXPECT_TRUE(direct.take_messages().empty());
}

}  // namespace gs::test
