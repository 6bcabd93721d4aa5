// Frames in a folder belong to one run, are whole, and have the names that were asked for.
#include "app/core/files/field_hash.h"
#include "app/core/files/recording.h"

#include <chrono>
#include <map>
#include <set>

#include "app/core/files/png_text.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class Frames : public testing::Test {
  protected:
    /// The names in a folder but that of the manifest.
    std::set<std::string> names(const std::string& path) const {
        std::set<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(path))
            all.insert(entry.path().filename().string());
        all.erase(kManifest);
        return all;
    }
    Exported frame(std::int64_t step) const {
        Exported s;
        s.field = Field(3, 4, GS_F32);
        s.steps_done = step;
        s.time = 0.5 * static_cast<double>(step);
        return s;
    }
    /// Records a run of these steps to its end.
    Status record(const RecordingOptions& options, std::initializer_list<std::int64_t> steps,
                  bool whole = true) {
        Recording recording(options, Document{});
        if (Status begun = recording.begin(); !begun) return begun;
        for (const std::int64_t step : steps) recording.add(frame(step));
        return recording.end(whole);
    }
    Folder folder_;
    std::string out_ = folder_ / "f";
};

}  // namespace

TEST_F(Frames, StepsOrPlacesInTheFilm) {
    ASSERT_TRUE(record({out_, FrameNumbers::Steps, 30}, {10, 20, 30}).ok());
    EXPECT_EQ(names(out_),
              (std::set<std::string>{"frame-000010.png", "frame-000020.png", "frame-000030.png"}));
    const std::string other = folder_ / "g/deep";
    ASSERT_TRUE(record({other, FrameNumbers::Frames, 2}, {0, 17, 34}).ok());
    EXPECT_EQ(names(other), (std::set<std::string>{"frame-000000.png", "frame-000001.png", "frame-000002.png",
                                                   "frames.csv"}));
    EXPECT_EQ(bytes_of(other + "/frames.csv"),
              "file,step,time\nframe-000000.png,0,0\nframe-000001.png,17,8.5\nframe-000002.png,34,17\n");
    const std::string large = folder_ / "large";
    ASSERT_TRUE(record({large, FrameNumbers::Steps, 12345678}, {7}).ok());
    EXPECT_EQ(names(large), std::set<std::string>{"frame-00000007.png"});
}

TEST_F(Frames, ThoseOfAnotherRunAreRefusedWithWhatToDo) {
    ASSERT_TRUE(record({out_, FrameNumbers::Steps, 30}, {10, 20, 30}).ok());
    for (const FrameNumbers numbers : {FrameNumbers::Steps, FrameNumbers::Frames})
        EXPECT_TRUE(failed_with(record({out_, numbers, 30}, {5}), "3 frames", "--replace", "--out", out_));
    EXPECT_EQ(names(out_).size(), 3U);
    EXPECT_TRUE(failed_with(check_recording({out_}), "3 frames"));
    EXPECT_TRUE(check_recording({out_, FrameNumbers::Steps, 0, true}).ok());
}

TEST_F(Frames, OldOnesGoWhenTheNewOnesAreWhole) {
    ASSERT_TRUE(record({out_, FrameNumbers::Frames, 30}, {10, 20, 30}).ok());
    write_bytes(out_ + "/notes.txt", "mine");
    write_bytes(out_ + "/frame-1.png", "mine");
    write_bytes(out_ + "/frame-000010.png.txt", "mine");
    std::filesystem::create_directory(out_ + "/new");
    RecordingOptions options{out_, FrameNumbers::Steps, 30, true};
    {
        Recording recording(options, Document{});
        ASSERT_TRUE(recording.begin().ok());
        EXPECT_EQ(recording.old_frames(), 3);
        recording.add(frame(4));
        EXPECT_TRUE(bytes_of(out_ + "/frames.csv").ends_with("frame-000002.png,30,15\n"))
            << "the old ones are there until the end";
        ASSERT_TRUE(recording.end(true).ok());
        EXPECT_EQ(recording.place(), out_);
    }
    EXPECT_EQ(names(out_), (std::set<std::string>{"frame-000004.png", "notes.txt", "frame-1.png",
                                                  "frame-000010.png.txt", "new"}));
}

TEST_F(Frames, WhatEndsEarlyLeavesBothRunsApart) {
    ASSERT_TRUE(record({out_, FrameNumbers::Steps, 30}, {10, 20}).ok());
    RecordingOptions options{out_, FrameNumbers::Steps, 30, true};
    ASSERT_TRUE(record(options, {7}, false).ok());
    EXPECT_EQ(names(out_), (std::set<std::string>{"frame-000010.png", "frame-000020.png", "new"}));
    EXPECT_EQ(names(out_ + "/new"), std::set<std::string>{"frame-000007.png"});
    ASSERT_TRUE(record(options, {}, false).ok());
    EXPECT_EQ(names(out_).count("new-2"), 0U) << "an empty folder is not left behind";
    ASSERT_TRUE(record(options, {8}).ok());
    EXPECT_EQ(names(out_), (std::set<std::string>{"frame-000008.png", "new"}))
        << "what was kept once stays kept";
    EXPECT_EQ(names(out_ + "/new"), std::set<std::string>{"frame-000007.png"});
    // If the first run in a folder ends early, its complete frames stay, with their list.
    ASSERT_TRUE(record({folder_ / "h", FrameNumbers::Frames, 9}, {0, 3}, false).ok());
    EXPECT_EQ(names(folder_ / "h").size(), 3U);
}

TEST_F(Frames, AFailedFrameIsSaidAndReplacesNothing) {
    ASSERT_TRUE(record({out_, FrameNumbers::Steps, 30}, {10}).ok());
    Recording recording({out_, FrameNumbers::Steps, 30, true}, Document{});
    ASSERT_TRUE(recording.begin().ok());
    std::filesystem::remove_all(recording.place());
    recording.add(frame(4));
    EXPECT_TRUE(failed_with(recording.end(true), "can't write", out_ + "/new"));
    EXPECT_EQ(names(out_), std::set<std::string>{"frame-000010.png"});
}

TEST_F(Frames, TwoAtOnceAreRefused) {
    Recording first({out_, FrameNumbers::Steps, 30}, Document{});
    ASSERT_TRUE(first.begin().ok());
    EXPECT_TRUE(failed_with(record({out_, FrameNumbers::Steps, 30}, {1}), "another rendering"));
    ASSERT_TRUE(first.end(true).ok());
}

TEST_F(Frames, AFileThatIsNoListIsNotWrittenOver) {
    std::filesystem::create_directory(out_);
    write_bytes(out_ + "/frames.csv", "my,own,table\n");
    EXPECT_TRUE(failed_with(record({out_, FrameNumbers::Frames, 3}, {1}), "frames.csv"));
    EXPECT_TRUE(record({out_, FrameNumbers::Steps, 3}, {1}).ok());
    EXPECT_TRUE(record({out_, FrameNumbers::Steps, 3, true}, {2}).ok());
    EXPECT_EQ(bytes_of(out_ + "/frames.csv"), "my,own,table\n");
}

TEST_F(Frames, TheManifestSaysWhichRunTheyAreOf) {
    ASSERT_TRUE(record({out_, FrameNumbers::Steps, 30}, {10, 20}).ok());
    Manifest list;
    ASSERT_TRUE(read_manifest(out_ + "/manifest.json", list).ok());
    ASSERT_EQ(list.frames.size(), 2U);
    EXPECT_EQ(list.frames[0].file, "frame-000010.png");
    EXPECT_EQ(list.frames[0].step, 10);
    EXPECT_EQ(list.frames[1].time, 10);
    EXPECT_EQ(list.frames[1].hash, hash_of(frame(20).field));
    const std::map<std::string, std::string> facts(list.run.begin(), list.run.end());
    EXPECT_EQ(facts.at("feed"), "0.0545");
    EXPECT_EQ(facts.at("format"), "png");
    EXPECT_EQ(facts.count("speed"), 0U) << "how fast it ran is no part of the run";
    write_bytes(out_ + "/manifest.json", "{\"name\": \"an app for the web\"}");
    EXPECT_TRUE(failed_with(record({out_, FrameNumbers::Steps, 30, true}, {10}), "manifest.json"));
    EXPECT_EQ(bytes_of(out_ + "/manifest.json"), "{\"name\": \"an app for the web\"}");
}

namespace {

/// Options that go on.
RecordingOptions going_on(const std::string& folder, const char* kind = "png") {
    RecordingOptions options{folder, FrameNumbers::Steps, 40};
    options.resume = true;
    options.kind = find_frame_kind(kind);
    return options;
}

}  // namespace

TEST_F(Frames, WhatWasInterruptedGoesOnToTheSameBytes) {
    for (const FrameKind& kind : frame_kinds()) {
        const std::string whole = folder_ / "whole" + std::string(kind.word),
                          part = folder_ / "part" + std::string(kind.word);
        RecordingOptions options = going_on(whole, kind.word.data());
        options.resume = false;
        ASSERT_TRUE(record(options, {10, 20, 30, 40}).ok());
        options.folder = part;
        ASSERT_TRUE(record(options, {10, 20, 30}, false).ok());
        const std::string kept = part + "/frame-000020" + std::string(kind.ending);
        const auto before = std::filesystem::last_write_time(kept) - std::chrono::hours(1);
        std::filesystem::last_write_time(kept, before);
        std::filesystem::remove(part + "/frame-000010" + std::string(kind.ending));
        write_bytes(part + "/frame-000030" + std::string(kind.ending), "");  // as after a power cut
        write_bytes(part + "/grayscope-999999999-1.part", "half of a frame");
        Recording recording(going_on(part, kind.word.data()), Document{});
        ASSERT_TRUE(recording.begin().ok());
        for (const std::int64_t step : {10, 20, 30, 40}) recording.add(frame(step));
        ASSERT_TRUE(recording.end(true).ok());
        EXPECT_EQ(recording.kept_frames(), 1);
        EXPECT_EQ(std::filesystem::last_write_time(kept), before) << "a frame that is there is not written";
        EXPECT_EQ(names(part), names(whole));
        for (const std::string& name : names(whole)) {
            const std::filesystem::path one = std::filesystem::path(part) / name;
            EXPECT_EQ(bytes_of(one.string()), bytes_of((std::filesystem::path(whole) / name).string()))
                << name;
        }
        EXPECT_EQ(bytes_of(part + "/manifest.json"), bytes_of(whole + "/manifest.json"));
    }
}

TEST_F(Frames, AnotherRunIsNotGoneOnWith) {
    RecordingOptions options = going_on(out_);
    ASSERT_TRUE(record(options, {10, 20}).ok()) << "an empty folder begins";
    const auto try_with = [&](const Document& document, const RecordingOptions& with) {
        return Recording(with, document).begin();
    };
    Document other;
    other.feed = 0.037;
    EXPECT_TRUE(failed_with(try_with(other, options), "feed is 0.0545", "is 0.037", "--replace"));
    other = {};
    other.palette = "cividis";
    EXPECT_TRUE(failed_with(try_with(other, options), "palette is inferno"));
    other = {};
    other.speed = 0;
    EXPECT_TRUE(try_with(other, options).ok()) << "how fast it runs makes no other frames";
    RecordingOptions with = options;
    with.look.caption = "{step}";
    EXPECT_TRUE(failed_with(try_with({}, with), "caption is nothing", "{step}"));
    with = options;
    with.pace.every = 7;
    EXPECT_TRUE(failed_with(try_with({}, with), "every is 1"));
    with = options;
    with.kind = find_frame_kind("npy");
    EXPECT_TRUE(failed_with(try_with({}, with), "format is png"));
    // The same settings with another field: a field from a file, a stroke.
    Recording recording(options, Document{});
    ASSERT_TRUE(recording.begin().ok());
    Exported touched = frame(10);
    touched.field.set(0, 0, 0.5, 0.25);
    recording.add(std::move(touched));
    EXPECT_TRUE(failed_with(recording.end(true), "frame-000010.png", "step 10", "another run"));
    std::filesystem::remove(out_ + "/manifest.json");
    EXPECT_TRUE(failed_with(check_recording(options), "2 frames", "manifest.json"));
}

TEST_F(Frames, APictureSaysWhatItShows) {
    Document document;
    document.feed = 0.037;
    document.vary_kill = {Gradient::Along::Rows, 0.05, 0.07};
    const PictureFacts facts = facts_of(document, {{{}, 34, 17.5}, "cpu-simd", ""});
    const auto value = [&](const std::string& name) {
        for (const auto& [key, said] : facts)
            if (key == name) return said;
        return std::string("missing");
    };
    EXPECT_EQ(value("step"), "34");
    EXPECT_EQ(value("time"), "17.5");
    EXPECT_EQ(value("feed"), "0.037");
    EXPECT_EQ(value("kill"), "varies");
    EXPECT_EQ(value("kernel"), "cpu-simd");
    EXPECT_TRUE(value("Software").starts_with("Grayscope "));
    std::vector<char> foreign{'G', 'I', 'F'};
    insert_facts(foreign, facts);
    EXPECT_EQ(foreign.size(), 3U);
}

}  // namespace gs::test
