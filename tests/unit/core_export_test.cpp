// Frames and films that are made of a run afterwards.
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/core/document/words.h"
#include "app/core/export/export.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_options.h"
#include "app/core/files/manifest.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

namespace fs = std::filesystem;

/// A run with a glide, strokes, other colours and kernels of both algebras; of each tenth step a
/// picture was saved when it was there.
void live(App& app, const Folder& folder) {
    perform(app, "size 48 36; seed spots; kernel cpu-simd; speed 600");
    const char* const deeds[] = {"paint 9 9 5",       "glide feed 0.03 200t", "kernel cpu-temporal",
                                 "palette viridis",   "kernel cpu-reference", "line 3 3 30 40",
                                 "set range-low 0.1", "kernel cpu-blocked",   "undo"};
    std::int64_t step = 0;
    for (const char* deed : deeds) {
        for (int i = 0; i < 3; ++i) {
            perform(app, "save-image " + (folder / fmt::format("live-{:06}.png", step).c_str()));
            perform(app, "step 10");
            step += 10;
        }
        (void)app.execute(deed);
    }
}

RecordingOptions frames_in(const std::string& folder, std::int64_t first, std::int64_t last,
                           std::int64_t every) {
    RecordingOptions options;
    options.folder = folder;
    options.first = first;
    options.last = last;
    options.pace.every = every;
    options.largest = last;
    return options;
}

/// Waits for the end of what is being written.
RunExport::Done wait_for(RunExport& writing) {
    while (true) {
        if (auto done = writing.take_done()) return *std::move(done);
        std::this_thread::yield();
    }
}

}  // namespace

TEST(RunExport, FramesMadeAfterwardsAreByteForByteThoseThatWereSavedLive) {
    const Folder folder;
    App app(App::Mode::Direct);
    live(app, folder);
    const std::string now = hash_of(present(app).field);
    const Line line = app.state().line;
    int compared = 0;
    for (const bool background : {false, true}) {
        const std::string place = folder / (background ? "beside" : "here");
        FramesMade made;
        const Status written =
            write_frames({line, nullptr, frames_in(place, 0, 270, 10)}, background, {}, made);
        ASSERT_TRUE(written) << written.why();
        EXPECT_EQ(made.frames, 28);
        for (std::int64_t step = 10; step < 270; step += 10) {
            const std::string after = bytes_of(fmt::format("{}/frame-{:06}.png", place, step));
            ASSERT_FALSE(after.empty()) << step;
            // At these steps, the picture was saved before something was done.
            if (step % 30 == 0) continue;
            EXPECT_TRUE(after == bytes_of(folder / fmt::format("live-{:06}.png", step).c_str())) << step;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 2 * 18);
    EXPECT_EQ(hash_of(present(app).field), now);
    EXPECT_TRUE(app.state().line == line);
}

TEST(RunExport, AKeyframeShortensTheWayAndChangesNothing) {
    const Folder folder;
    App app(App::Mode::Direct);
    live(app, folder);
    const Line line = app.state().line;
    perform(app, "go-to 100");
    auto keyframe = std::make_shared<Snapshot>(present(app));
    FramesMade made;
    std::int64_t first_step = -1;
    const auto told = [&](const FramesProgress& p) {
        if (first_step < 0) first_step = p.step;
        return true;
    };
    ASSERT_TRUE(write_frames({line, nullptr, frames_in(folder / "a", 120, 200, 7)}, false, {}, made));
    ASSERT_TRUE(write_frames({line, keyframe, frames_in(folder / "b", 120, 200, 7)}, false, told, made));
    EXPECT_GT(first_step, 100);
    for (std::int64_t step = 120; step < 200; step += 7) {
        const std::string name = fmt::format("/frame-{:06}.png", step);
        EXPECT_TRUE(bytes_of((folder / "a") + name) == bytes_of((folder / "b") + name)) << step;
    }
}

TEST(RunExport, APauseHoldsItAndAStopLeavesNoHalfFrame) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 96 64; seed spots; step 3000");
    RunExport writing;
    const Status begun = writing.begin({app.state().line, nullptr, frames_in(folder / "f", 0, 3000, 1)});
    ASSERT_TRUE(begun) << begun.why();
    EXPECT_TRUE(failed_with(writing.begin({app.state().line, nullptr, frames_in(folder / "g", 0, 3000, 1)}),
                            "frames are being written"));
    while (writing.now().progress.frames < 3) std::this_thread::yield();
    writing.pause(true);
    // What was under way when it was paused is done first.
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const std::int64_t held = writing.now().progress.frames;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(writing.now().progress.frames, held);
    writing.pause(false);
    while (writing.now().progress.frames == held) std::this_thread::yield();
    writing.cancel();
    const RunExport::Done done = wait_for(writing);
    EXPECT_TRUE(done.cancelled);
    EXPECT_LT(done.made.frames, 3001);
    std::int64_t pictures = 0;
    for (const auto& file : fs::directory_iterator(folder / "f"))
        pictures += file.path().extension() == ".png" ? 1 : 0;
    EXPECT_EQ(pictures, done.made.frames);
    EXPECT_FALSE(writing.now().active);
}

TEST(RunExport, TheCommandHasTheOptionsOfRender) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 24 16; seed spots; step 100");
    perform(app, "export " + (folder / "n") + " 0 100 format npy number frames every 30");
    EXPECT_TRUE(fs::exists(folder / "n/frame-000004.npy"));
    EXPECT_FALSE(fs::exists(folder / "n/frame-000005.npy"));
    perform(app, "export " + (folder / "p") + " 20 40 600/s fps 60 pixels 48x32");
    Manifest list;
    ASSERT_TRUE(read_manifest(folder / "p/manifest.json", list).ok());
    ASSERT_EQ(list.frames.size(), 3U);
    EXPECT_EQ(list.frames[1].step, 30);
    EXPECT_EQ(fact_of(list.run, "every"), "600/s");
    EXPECT_EQ(fact_of(list.run, "pixels"), "48x32");
    // The words that ask for what differs from the usual give it again.
    RecordingOptions options, again;
    options.look = {320, 200, "step {step}, \"F\" {F}", FrameShows::View};
    options.pace = {1, 240, 24};
    options.numbers = FrameNumbers::Frames;
    Words words;
    ASSERT_TRUE(split_words(frame_option_words(options), words));
    ASSERT_TRUE(read_frame_options(words, again));
    EXPECT_TRUE(again.look == options.look && again.pace == options.pace);
    EXPECT_EQ(again.numbers, options.numbers);
    EXPECT_EQ(frame_option_words({}), "");
}

TEST(RunExport, WhatCantBeIsSaid) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 20 20; seed spots; step 100");
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " 0 200"), "step 200", "0", "100"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " 50 20"), "20", "50"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " 50"), "two ends"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " 0 100 soon"), "soon", "600/s"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " 0 100 20 size 64x48"), "size",
                            "every, fps, pixels, show"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " pixels"), "pixels", "value"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " format npy pixels 64x48"), "pixels"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " format gif"), "png, grey16, npy"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " show view"), "no window"));
    EXPECT_TRUE(failed_with(app.execute("export " + (folder / "f") + " 0 100 10/s"), "number frames"));
    EXPECT_FALSE(fs::exists(folder / "f"));
    EXPECT_TRUE(failed_with(app.execute("export-stop"), "no frames"));
    EXPECT_TRUE(failed_with(app.execute("record; record " + (folder / "f")), "no step since step 100"));
    perform(app, "reset; step 10");
    perform(app, "record " + (folder / "f"));  // the film had begun in another run
    perform(app, "step 20; record " + (folder / "f"));
    EXPECT_TRUE(fs::exists(folder / "f/frame-000030.png"));
}

}  // namespace gs::test
