// What becomes of files when the disk fails at any moment: what was there stays whole, or the new
// is whole; a sentence says so; nothing half, and no temporary file, is left.
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <string>

#include "app/core/bench/cache_file.h"
#include "app/core/export/run_frames.h"
#include "app/core/files/kept_pictures.h"
#include "app/core/files/run_journal.h"
#include "tests/unit/core_support.h"
#include "tests/unit/failing_disk.h"

namespace {

using namespace gs;
using namespace gs::test;
namespace fs = std::filesystem;

std::string names_of(const std::map<std::string, std::string>& files) {
    std::string names;
    for (const auto& [name, bytes] : files) names += name + " (" + std::to_string(bytes.size()) + ") ";
    return names;
}

/// A command that writes; its text ends with the path.
struct Writer {
    const char *name, *command, *file;
};

void PrintTo(const Writer& writer, std::ostream* out) {
    *out << writer.name;
}

/// The failure of a command, or what it said went wrong.
std::string trouble_of(App& app, const Status& done) {
    std::string trouble = done ? "" : done.why();
    for (const Message& message : app.take_messages())
        if (message.kind != Message::Kind::Info) trouble += message.text;
    return trouble;
}

void make(App& app) {
    perform(app,
            "size 16 12; kernel cpu-reference; palette-stops Mine 0:#000000 1:#ffffff; keep One; step 2");
}

class FullDisk : public testing::TestWithParam<Writer> {
  protected:
    /// Fails at the n-th call, for every n, with what stands in the folder before.
    void fail_at_each(int error, bool again) {
        const Writer& writer = GetParam();
        for (int nth = 1; nth < 400; ++nth) {
            const Folder folder;
            const std::string place = folder / "here";
            fs::create_directory(place);
            const std::string command = std::string(writer.command) + " " + place + "/" + writer.file;
            App app(App::Mode::Direct);
            make(app);
            if (again) perform(app, command);
            const auto before = content_of(place);
            perform(app, "step 1; paint 3 3 2; palette-stops Mine 0:#102030 1:#ffffff; feed 0.03; keep Two");
            (void)app.take_messages();
            Status done;
            bool failed = false;
            int unsynced = 0;
            {
                const FailingDisk disk(place, nth, error);
                done = app.execute(command);
                failed = disk.failed();
                unsynced = disk.renamed_unsynced();
            }
            EXPECT_EQ(unsynced, 0) << "renamed before the bytes were on the disk";
            const std::string trouble = trouble_of(app, done);
            const auto after = content_of(place);
            if (!failed) {
                EXPECT_EQ(trouble, "") << "call " << nth;
                EXPECT_NE(after, before) << "nothing was written";
                EXPECT_GT(nth, 1) << "the disk was not asked";
                return;
            }
            EXPECT_NE(trouble, "") << "call " << nth << " failed and nothing was said";
            EXPECT_TRUE(after == before)
                << "call " << nth << ": " << names_of(before) << " has become " << names_of(after);
            for (const auto& [name, bytes] : after)
                EXPECT_EQ(name.find(".part"), std::string::npos) << "call " << nth << ": " << name;
        }
        FAIL() << "it never got through";
    }
};

TEST_P(FullDisk, LeavesWhatWasThere) {
    fail_at_each(ENOSPC, true);
}

TEST_P(FullDisk, LeavesNothingHalf) {
    fail_at_each(ENOSPC, false);
}

TEST_P(FullDisk, OrOneThatMayOnlyBeRead) {
    fail_at_each(EROFS, true);
}

constexpr Writer kWriters[] = {
    {"Picture", "save-image", "a.png"},       {"Jpeg", "save-image", "a.jpg"},
    {"Field", "save-field", "a.npy"},         {"Vti", "save-field", "a.vti"},
    {"Session", "save-session", "a.json"},    {"Run", "save-run", "a.gsr"},
    {"Palette", "save-palette", "a.json"},    {"Favourites", "save-favourites", "a.json"},
    {"Gimp", "save-palette", "a.gpl"},        {"Selection", "select 1 1 5 5; save-selection", "a.npy"},
    {"Curve", "save-curve spectrum", "a.csv"}};
INSTANTIATE_TEST_SUITE_P(Writers, FullDisk, testing::ValuesIn(kWriters),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(FullDiskOf, TheJournalLeavesTheRunThatItHad) {
    for (int nth = 1; nth < 100; ++nth) {
        const Folder folder;
        const std::string place = folder / "runs";
        App app(App::Mode::Direct);
        perform(app, "size 16 12; kernel cpu-reference; seed spots; step 5; set feed 0.03; step 5");
        RunJournal journal(place);
        journal.follow(app.state().line, app.state().now, nullptr);
        journal.settle();
        const auto before = content_of(place);
        perform(app, "go-to 2; select 1 1 4 4; copy; paste 3 3; step 1");  // a branch: all is written again
        {
            const FailingDisk disk(place, nth, ENOSPC);
            journal.follow(app.state().line, app.state().now, nullptr);
            journal.settle();
            if (!disk.failed()) {
                EXPECT_GT(nth, 3);
                EXPECT_FALSE(journal.take_failure());
                return;
            }
        }
        EXPECT_TRUE(journal.take_failure()) << "call " << nth << " failed and nothing was said";
        RunFile run;
        const Status read = read_run(journal.path(), run, true);
        EXPECT_TRUE(read) << "call " << nth << ": " << read.why();
        EXPECT_FALSE(find_lost_run(place)) << "call " << nth << ": its own run counts as lost";
        // The field that was pasted goes, if the run does not come that far.
        const auto after = content_of(place);
        for (const auto& [name, bytes] : after)
            EXPECT_TRUE(before.contains(name) || bytes_of(journal.path()).find(name) != std::string::npos)
                << "call " << nth << ": " << name;
    }
    FAIL() << "it never got through";
}

TEST(FullDiskOf, TheJournalHasTheWholeRunWhenThereIsRoomAgain) {
    for (int nth = 1; nth < 100; ++nth) {
        const Folder folder;
        const std::string place = folder / "runs";
        App app(App::Mode::Direct);
        perform(app, "size 16 12; kernel cpu-reference; seed spots; step 5");
        RunJournal journal(place);
        WatchedRuns views;
        double moved = 0;
        const auto follow = [&] {
            const Line line = app.state().line;
            views.watch(line, app.state().now, {8, 6 + ++moved, 8, 6});
            journal.follow(line, app.state().now, nullptr, views.take_new(line));
            journal.settle();
        };
        follow();
        perform(app, "set feed 0.03; step 2; set kill 0.06; step 2");
        bool failed = false;
        {
            const FailingDisk disk(place, nth, ENOSPC);
            follow();
            failed = disk.failed();
        }
        perform(app, "set feed 0.04; step 3");
        follow();
        RunFile run;
        const Status read = read_run(journal.path(), run, false);
        ASSERT_TRUE(read) << "call " << nth << ": " << read.why();
        EXPECT_EQ(run.line.last->number, app.state().line.last->number) << "call " << nth;
        EXPECT_EQ(run.now.step, 12) << "call " << nth;
        EXPECT_EQ(run.sights.all(), views.of(app.state().line).all()) << "call " << nth;
        if (failed) continue;
        EXPECT_GT(nth, 3);
        return;
    }
    FAIL() << "it never got through";
}

/// A journal that gets as many lines as in a lecture of hours, on a disk that takes no time.
class LongJournal : public testing::Test {
  protected:
    void SetUp() override {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
        GTEST_SKIP() << "as many lines as in a lecture of hours take long there";
#endif
        perform(app_, "size 4 4; kernel cpu-reference; step 1");
    }
    std::uintmax_t size() const {
        return fs::file_size(journal_.path());
    }

    const Folder folder_;
    const FailingDisk disk_{folder_ / "", 1'000'000'000, ENOSPC};
    App app_{App::Mode::Direct};
    RunJournal journal_{folder_ / "runs"};
};

TEST_F(LongJournal, AViewThatIsDraggedWhileTheFieldStandsStillDoesNotMakeItGrow) {
    WatchedRuns views;
    for (int second = 0; second < 12'000; ++second) {
        views.watch(app_.state().line, app_.state().now, {2, second / 3.0, 4, 4});
        journal_.follow(app_.state().line, app_.state().now, nullptr, views.take_new(app_.state().line));
        journal_.settle();
        if (second == 5'000) {
            EXPECT_GT(size(), 400'000U);
        }
    }
    EXPECT_LT(size(), 500'000U) << "it was not written again";
    RunFile run;
    ASSERT_TRUE(read_run(journal_.path(), run, true));
    EXPECT_EQ(run.sights.all(), views.of(app_.state().line).all());
}

TEST_F(LongJournal, IsWrittenAgainBeforeItGrowsWithoutEvents) {
    std::uintmax_t most = 0;
    for (int step = 2; step < 25'000; ++step) {
        perform(app_, "step 1");
        journal_.follow(app_.state().line, app_.state().now, nullptr);
        journal_.settle();
        if (step % 500 == 0) most = std::max(most, size());
    }
    EXPECT_GT(most, 500'000U);
    EXPECT_LT(size(), 500'000U) << "it was not written again";
    RunFile run;
    ASSERT_TRUE(read_run(journal_.path(), run, true));
    EXPECT_EQ(run.now.step, app_.state().now.step);
}

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kCallsOn = 7;  // between two calls that fail: a rendering takes long there
#else
constexpr int kCallsOn = 1;
#endif

/// How frames are put into a folder.
struct FramesCase {
    const char* name;
    bool replace, resume;
};

void PrintTo(const FramesCase& frames, std::ostream* out) {
    *out << frames.name;
}

class FullDiskOfFrames : public testing::TestWithParam<FramesCase> {
  protected:
    static Status write(App& app, const std::string& place, std::int64_t every, const FramesCase& how) {
        RecordingOptions options;
        options.folder = place;
        options.last = options.largest = 12;
        options.pace.every = every;
        options.replace = how.replace;
        options.resume = how.resume;
        FramesMade made;
        return write_frames({app.state().line, nullptr, options}, false, {}, made);
    }
};

/// By the test, before a rendering goes on; the list still names it.
constexpr const char* kTakenAway = "frame-000006.png";

/// Each frame that is there is whole, and the list names the frames that are there.
void expect_whole(const std::map<std::string, std::string>& after,
                  const std::map<std::string, std::string>& whole) {
    for (const auto& [name, bytes] : after) {
        EXPECT_EQ(name.find(".part"), std::string::npos) << name;
        if (!name.ends_with(".png")) continue;
        const auto found = whole.find(fs::path(name).filename().string());
        EXPECT_TRUE(found != whole.end() && found->second == bytes) << name << " is not whole";
    }
    const auto list = after.find("manifest.json");
    if (list == after.end()) return;
    for (const auto& [name, bytes] : whole) {
        if (name == kTakenAway) continue;
        const bool listed = name.ends_with(".png") && list->second.find(name) != std::string::npos;
        EXPECT_TRUE(!listed || after.contains(name)) << name << " is listed and not there";
    }
}

TEST_P(FullDiskOfFrames, LeavesWholeFramesOfOneRun) {
    const FramesCase how = GetParam();
    App app(App::Mode::Direct);
    perform(app, "size 16 12; kernel cpu-reference; seed spots; step 12");
    const Folder reference;
    ASSERT_TRUE(write(app, reference / "all", 3, {}).ok());
    const auto whole = content_of(reference / "all");
    const std::map<std::string, std::string> old{{"frame-000001.png", "old"}, {"frame-000002.png", "old"}};
    for (int nth = 1; nth < 400; nth += kCallsOn) {
        const Folder folder;
        const std::string place = folder / "here";
        if (how.replace) {
            fs::create_directory(place);
            for (const auto& [name, bytes] : old) write_bytes((fs::path(place) / name).string(), bytes);
        }
        if (how.resume) {
            ASSERT_TRUE(write(app, place, 3, {}).ok());
            fs::remove(place + "/" + kTakenAway);
        }
        Status done;
        bool failed = false;
        {
            const FailingDisk disk(folder / "", nth, ENOSPC);
            done = write(app, place, 3, how);
            failed = disk.failed();
            EXPECT_EQ(disk.renamed_unsynced(), 0);
        }
        const auto after = fs::exists(place) ? content_of(place) : std::map<std::string, std::string>();
        if (!failed) {
            EXPECT_TRUE(done) << done.why();
            EXPECT_GT(nth, 5) << "the disk was not asked";
            EXPECT_EQ(names_of(after), names_of(whole));
            return;
        }
        EXPECT_FALSE(done) << "call " << nth << " failed and nothing was said";
        SCOPED_TRACE("call " + std::to_string(nth) + ": " + names_of(after));
        std::map<std::string, std::string> all = whole;
        if (how.replace) {
            all.insert(old.begin(), old.end());
            const bool old_ones = after.contains("frame-000001.png");
            EXPECT_EQ(old_ones, after.contains("frame-000002.png"));
            EXPECT_FALSE(old_ones && after.contains("frame-000003.png")) << "frames of two runs";
            EXPECT_TRUE(old_ones || after.contains("frame-000012.png")) << "the old frames are lost";
        }
        expect_whole(after, all);
    }
    FAIL() << "it never got through";
}

constexpr FramesCase kFrames[] = {
    {"New", false, false}, {"Replaced", true, false}, {"GoneOnWith", false, true}};
INSTANTIATE_TEST_SUITE_P(Frames, FullDiskOfFrames, testing::ValuesIn(kFrames),
                         [](const auto& test) { return std::string(test.param.name); });

/// What is kept only so that it need not be computed again: a failure is not said, and nothing that
/// is half written is ever taken for it.
TEST(FullDiskOf, CachesAreOldOrNewOrNone) {
    for (int nth = 1; nth < 100; ++nth) {
        const Folder folder;
        const std::string place = folder / "cache";
        setenv("XDG_CACHE_HOME", place.c_str(), 1);
        const Picture before{2, 1, {1, 2, 3, 4, 5, 6}}, next{2, 1, {6, 5, 4, 3, 2, 1}};
        keep_picture("one", "settings", before);
        cache("figures.json", "speed", 1);
        bool failed = false;
        {
            const FailingDisk disk(place, nth, ENOSPC);
            keep_picture("one", "settings", next);
            keep_picture("two", "settings", next);
            cache("figures.json", "speed", 2);
            failed = disk.failed();
        }
        const auto kept = kept_picture("one", "settings", 2, 1);
        EXPECT_TRUE(kept && (kept->rgb == before.rgb || kept->rgb == next.rgb)) << "call " << nth;
        const auto other = kept_picture("two", "settings", 2, 1);
        EXPECT_TRUE(!other || other->rgb == next.rgb) << "call " << nth;
        const auto figure = cached("figures.json", "speed");
        EXPECT_TRUE(figure == 1 || figure == 2) << "call " << nth << ": " << figure.dump();
        for (const auto& [name, bytes] : content_of(place))
            EXPECT_EQ(name.find(".part"), std::string::npos) << "call " << nth << ": " << name;
        if (failed) continue;
        EXPECT_EQ(kept->rgb, next.rgb);
        EXPECT_EQ(figure, 2);
        EXPECT_GT(nth, 9);
        unsetenv("XDG_CACHE_HOME");
        return;
    }
    FAIL() << "it never got through";
}

}  // namespace
