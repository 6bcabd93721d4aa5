// Frames in a folder belong to one run, are whole, and have the names that were asked for.
#include "app/core/files/recording.h"

#include <set>

#include "app/core/files/png_text.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class Frames : public testing::Test {
  protected:
    std::set<std::string> names(const std::string& path) const {
        std::set<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(path))
            all.insert(entry.path().filename().string());
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
    EXPECT_TRUE(failed_with(recording.end(true), "frame-000004.png"));
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
