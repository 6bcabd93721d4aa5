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
    EXPECT_TRUE(with(R"({"views":[[3,-5.5,1e6,0.25,7]]})").ok());
    for (const char* wrong :
         {R"({"views":7})", R"({"views":[[3,1,1,1]]})", R"({"views":[[3,1,1,1,0]]})",
          R"({"views":[[-1,1,1,1,1]]})", R"({"views":[[0.5,1,1,1,1]]})", R"({"views":[[3,1,"x",1,1]]})",
          R"({"views":[[3,1e300,1,1,1]]})", R"({"views":[[3,1,1,1,1e30]]})", R"({"views":[],"more":1})"})
        EXPECT_TRUE(failed_with(with(wrong), "bad.gsr")) << wrong;
}

}  // namespace gs::test
