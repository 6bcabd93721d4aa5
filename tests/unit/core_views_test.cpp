// What a window has shown of a run, and films that show it again.
#include <filesystem>

#include "app/core/export/run_frames.h"
#include "app/core/files/formats.h"
#include "app/core/files/run_file.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

const Sight kWhole{8, 12, 16, 24}, kLeft{8, 4, 6, 8}, kRight{8, 20, 6, 8}, kClose{3, 3, 2, 3};

/// The window shows the present state so.
void watch(App& app, const Sight& sight) {
    app.watch(app.run_now(), sight);
}

/// Steps one by one, each of which is watched so.
void go_watched(App& app, int steps, const Sight& sight) {
    for (int i = 0; i < steps; ++i) {
        perform(app, "step 1");
        watch(app, sight);
    }
}

/// Thirty steps: ten of the whole field, ten of its left part, ten of its right one.
void live(App& app) {
    perform(app, "size 24 16; seed spots; kernel cpu-simd; step 1; set feed 0.05");
    watch(app, kWhole);
    go_watched(app, 9, kWhole);
    go_watched(app, 10, kLeft);
    perform(app, "palette viridis");
    go_watched(app, 10, kRight);
}

RecordingOptions frames_in(const std::string& folder) {
    RecordingOptions options{folder, FrameNumbers::Steps, 30};
    options.first = 1;
    options.last = 30;
    options.look.shows = FrameShows::View;
    return options;
}

}  // namespace

TEST(Views, EachStepIsShownAsItWasLastWatched) {
    App app(App::Mode::Direct);
    live(app);
    EXPECT_EQ(app.sights().at(0), kWhole) << "before the first one";
    EXPECT_EQ(app.sights().at(10), kWhole);
    EXPECT_EQ(app.sights().at(11), kLeft);
    EXPECT_EQ(app.sights().at(20), kLeft);
    EXPECT_EQ(app.sights().at(30), kRight);
    // A look around at the end counts, one in the past does not.
    watch(app, kClose);
    EXPECT_EQ(app.sights().at(30), kClose);
    EXPECT_EQ(app.sights().at(29), kRight);
    perform(app, "go-to 12");
    watch(app, kClose);
    watch(app, kWhole);
    EXPECT_EQ(app.sights().at(12), kLeft);
    EXPECT_EQ(app.undo_label(), "palette") << "it is no entry of the history";
    // Played on, the steps that pass are watched again, and what lies ahead stays as it was.
    go_watched(app, 5, kClose);
    EXPECT_EQ(app.sights().at(12), kLeft);
    EXPECT_EQ(app.sights().at(13), kClose);
    EXPECT_EQ(app.sights().at(17), kClose);
    EXPECT_EQ(app.sights().at(18), kLeft);
    EXPECT_EQ(app.sights().at(21), kRight);
    perform(app, "go-to end");
    watch(app, kWhole);
    EXPECT_EQ(app.sights().at(25), kRight) << "going there is no watching";
}

TEST(Views, AnotherRunHasItsOwnAndUndoBringsThoseOfTheOldOneBack) {
    App app(App::Mode::Direct);
    live(app);
    perform(app, "reset");
    EXPECT_TRUE(app.sights().empty());
    watch(app, kClose);
    go_watched(app, 5, kClose);
    EXPECT_EQ(app.sights().at(3), kClose);
    perform(app, "undo");
    EXPECT_EQ(app.sights().at(3), kWhole);
    EXPECT_EQ(app.sights().at(15), kLeft);
    watch(app, kRight);
    EXPECT_EQ(app.sights().at(15), kLeft);
}

TEST(Views, ABranchHasThoseOfThePastAndUndoBringsThoseOfTheFutureBack) {
    App app(App::Mode::Direct);
    live(app);
    perform(app, "go-to 15; set kill 0.06");  // in the middle of what was watched after one event
    watch(app, kClose);
    EXPECT_EQ(app.sights().at(10), kWhole);
    EXPECT_EQ(app.sights().at(14), kLeft);
    EXPECT_EQ(app.sights().at(15), kClose);
    perform(app, "step 20");  // without a look
    EXPECT_EQ(app.sights().at(25), kClose) << "and not what was shown of another future";
    watch(app, kWhole);
    EXPECT_EQ(app.sights().at(25), kClose);
    EXPECT_EQ(app.sights().at(35), kWhole);
    perform(app, "undo");
    EXPECT_EQ(app.sights().at(15), kLeft);
    EXPECT_EQ(app.sights().at(21), kRight);
    perform(app, "redo");
    EXPECT_EQ(app.sights().at(14), kLeft);
    EXPECT_EQ(app.sights().at(15), kClose);
    EXPECT_EQ(app.sights().at(35), kWhole);
}

TEST(Views, ABranchThatIsPlayedAgainChangesNoOther) {
    App app(App::Mode::Direct);
    live(app);
    perform(app, "go-to 15; set kill 0.06");
    go_watched(app, 5, kClose);
    perform(app, "go-to 12");
    watch(app, kWhole);
    go_watched(app, 8, kWhole);  // past the event at step 15 to the end
    EXPECT_EQ(app.sights().at(12), kLeft);
    for (const int step : {13, 14, 15, 16, 20}) EXPECT_EQ(app.sights().at(step), kWhole) << step;
    perform(app, "undo");
    EXPECT_EQ(app.sights().at(12), kLeft);
    EXPECT_EQ(app.sights().at(14), kWhole) << "both branches have had this step";
    EXPECT_EQ(app.sights().at(16), kLeft) << "that one has not been watched again";
    EXPECT_EQ(app.sights().at(21), kRight);
}

TEST(Views, WhatIsNewIsSaidOnceAndAddsUpToTheWhole) {
    App app(App::Mode::Direct);
    WatchedRuns watched;
    Sights said;
    std::size_t entries = 0;
    const auto look = [&](const Sight& sight) { watched.watch(app.state().line, app.state().now, sight); };
    const auto say = [&] {
        const auto part = watched.take_new(app.state().line);
        entries = part ? part->sights.all().size() : 0;
        if (part) said.replace(*part);
        const Sights all = watched.of(app.state().line);
        for (std::int64_t step = 0; !all.empty() && step <= app.state().line.end; ++step)
            EXPECT_EQ(said.at(step), all.at(step)) << step;
        return part.has_value();
    };
    perform(app, "size 24 16; seed spots; kernel cpu-simd; step 5");
    look(kWhole);
    EXPECT_TRUE(say());
    EXPECT_FALSE(say());
    look(kWhole);
    EXPECT_FALSE(say()) << "a window that stays as it is";
    for (int step = 0; step < 50; ++step) {
        perform(app, "step 1");
        look({8, 4.0 + step, 6, 8});
    }
    EXPECT_TRUE(say());
    EXPECT_EQ(entries, 50U);
    perform(app, "step 1");
    look(kLeft);
    EXPECT_TRUE(say());
    EXPECT_EQ(entries, 1U) << "only what is new";
    perform(app, "set feed 0.03");
    look(kRight);
    EXPECT_TRUE(say());
    EXPECT_LE(entries, 2U) << "an event says nothing of before again";
    perform(app, "go-to 30; set kill 0.06; step 1");
    watched.leave();
    look(kClose);
    EXPECT_TRUE(say());
    EXPECT_LE(entries, 2U) << "nor does a branch";
    perform(app, "undo");
    watched.leave();
    look(kClose);
    EXPECT_TRUE(say());
    EXPECT_EQ(said.at(56), kRight);
    perform(app, "reset");
    watched.leave();
    look(kWhole);
    EXPECT_TRUE(say());
    EXPECT_EQ(said.all().size(), 1U);
}

TEST(Views, AFilmOfTheRunsFileShowsWhatTheLiveOnesDoes) {
    const Folder folder;
    App app(App::Mode::Direct);
    live(app);
    const Line line = app.state().line;
    FramesMade made;
    const Status written =
        write_frames({line, nullptr, frames_in(folder / "a"), app.sights()}, false, {}, made);
    ASSERT_TRUE(written) << written.why();
    perform(app, "save-run " + (folder / "run.gsr"));
    RunFile run;
    const Status read = read_run(folder / "run.gsr", run);
    ASSERT_TRUE(read) << read.why();
    ASSERT_EQ(run.sights.all(), app.sights().all());
    ASSERT_TRUE(write_frames({run.line, nullptr, frames_in(folder / "b"), run.sights}, true, {}, made));
    EXPECT_EQ(made.frames, 30);
    const auto frame = [&](const char* of, int step) {
        return bytes_of(folder / fmt::format("{}/frame-{:06}.png", of, step).c_str());
    };
    for (int step = 1; step <= 30; ++step) EXPECT_TRUE(frame("a", step) == frame("b", step)) << step;
    // They are what a look of one's own at these cells gives.
    perform(app, "go-to 25");
    FrameLook look;
    look.sight = kRight;
    ASSERT_TRUE(frame_kinds().front().write(folder / "look.png", present(app), app.document(), look));
    EXPECT_TRUE(bytes_of(folder / "look.png") == frame("a", 25));
    look.sight = kLeft;
    ASSERT_TRUE(frame_kinds().front().write(folder / "look.png", present(app), app.document(), look));
    EXPECT_FALSE(bytes_of(folder / "look.png") == frame("a", 25));
    // A run that goes on has them, too.
    App again(App::Mode::Direct);
    perform(again, "load-run " + (folder / "run.gsr"));
    EXPECT_EQ(again.sights().all(), app.sights().all());
}

TEST(Views, WhatIsWrongInAFileIsRefused) {
    const Folder folder;
    App app(App::Mode::Direct);
    live(app);
    perform(app, "save-run " + (folder / "run.gsr"));
    const std::string good = bytes_of(folder / "run.gsr");
    const std::size_t at = good.find("{\"views\"");
    ASSERT_NE(at, std::string::npos);
    const auto with = [&](const std::string& line) {
        write_bytes(folder / "bad.gsr", good.substr(0, at) + line + good.substr(good.find('\n', at)));
        RunFile run;
        return read_run(folder / "bad.gsr", run);
    };
    EXPECT_TRUE(with(R"({"views":[]})").ok());
    EXPECT_TRUE(with(R"({"views":[[3,1,1,1,1]],"from":3,"to":20})").ok());
    EXPECT_TRUE(with(R"({"views":[],"from":20,"to":3})").ok());
    EXPECT_TRUE(with(R"({"views":[[3,-5.5,1e6,0.25,7]]})").ok());
    for (const char* wrong :
         {R"({"views":7})", R"({"views":[[3,1,1,1]]})", R"({"views":[[3,1,1,1,0]]})",
          R"({"views":[[-1,1,1,1,1]]})", R"({"views":[[0.5,1,1,1,1]]})", R"({"views":[[3,1,"x",1,1]]})",
          R"({"views":[[3,1e300,1,1,1]]})", R"({"views":[[3,1,1,1,1e30]]})", R"({"views":[],"more":1})",
          R"({"views":[],"from":-1})", R"({"views":[],"to":"x"})", R"({"views":[],"to":1e300})"})
        EXPECT_TRUE(failed_with(with(wrong), "bad.gsr")) << wrong;
}

}  // namespace gs::test
