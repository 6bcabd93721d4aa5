// Names that the program makes up replace no file, whatever other programs do at the same moment.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <new>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/core/files/files.h"
#include "app/core/files/paths.h"
#include "app/core/files/piped_program.h"
#include "app/core/files/run_file.h"
#include "tests/unit/core_support.h"
#include "tests/unit/failing_disk.h"

namespace {

using namespace gs;
using namespace gs::test;
namespace fs = std::filesystem;

void make(App& app) {
    perform(app, "size 16 12; kernel cpu-reference; step 2");
}

TEST(MadeUpName, OfAFileThatIsNotWholeIsNotThere) {
    for (int nth = 1; nth < 100; ++nth) {
        const Folder folder;
        const std::string place = folder / "here";
        fs::create_directory(place);
        const Within within(place);  // files go there whose names the program makes up
        App app(App::Mode::Direct);
        make(app);
        bool failed = false;
        {
            const FailingDisk disk(place, nth, ENOSPC);
            const bool done = app.execute("save-image").ok();
            failed = disk.failed();
            EXPECT_EQ(done, !failed) << "call " << nth;
            EXPECT_EQ(disk.renamed_unsynced(), 0) << "renamed before the bytes were on the disk";
        }
        EXPECT_EQ(content_of(place).size(), failed ? 0U : 1U) << "call " << nth;
        if (failed) continue;
        EXPECT_GT(nth, 3);
        return;
    }
    FAIL() << "it never got through";
}

/// Another program makes a file of the same name in the time between that name was made up and the
/// file is written.
class MadeUpNames : public testing::Test {
  protected:
    /// Each of another step, so that only what is tested takes them from each other.
    std::string made_up(std::string_view ending) { return automatic_path(++step_, ending); }
    std::string taken(std::string_view ending) {
        std::string path = made_up(ending);
        write_bytes(path, "another program's");
        return path;
    }
    /// Where it says that it wrote.
    std::string written_to(const std::string& command) {
        (void)app_.take_messages();
        perform(app_, command);
        const std::vector<Message> messages = app_.take_messages();
        EXPECT_EQ(messages.size(), 1U);
        return messages.empty() ? "" : messages.back().path;
    }
    static std::string second(const std::string& path) {
        const fs::path name = path;
        return (name.parent_path() / name.stem()).string() + "-2" + name.extension().string();
    }

    int step_ = 0;
    Folder folder_;
    Within within_{folder_.path()};
    App app_{App::Mode::Direct};
};

TEST_F(MadeUpNames, AreTheNextOnesIfAnotherProgramHasTakenThem) {
    make(app_);
    struct Case {
        const char *command, *ending;
    };
    for (const auto& [command, ending] : {Case{"save-image", "png"},
                                          {"save-image", "jpg"},
                                          {"save-session", "json"},
                                          {"save-run", "gsr"},
                                          {"save-field", "npy"},
                                          {"save-field", "vti"},
                                          {"save-palette", "json"},
                                          {"save-curve spectrum", "csv"},
                                          {"save-curve spectrum", "png"},
                                          {"select 1 1 5 5; save-selection", "png"}}) {
        const std::string path = taken(ending);
        EXPECT_EQ(written_to(fmt::format("{} {}", command, path)), second(path)) << command;
        EXPECT_EQ(bytes_of(path), "another program's") << command;
        EXPECT_GT(bytes_of(second(path)).size(), 50U) << command;
    }
}

TEST_F(MadeUpNames, OfFilesThatBelongTogetherAreTheSame) {
    make(app_);
    const std::string path = made_up("gsr");
    perform(app_, "select 1 1 4 4; copy; paste 3 3; step 1");
    write_bytes(path + ".1.npy", "another program's");  // it is on its way
    EXPECT_EQ(written_to("save-run " + path), second(path));
    EXPECT_FALSE(fs::exists(path));
    EXPECT_EQ(bytes_of(path + ".1.npy"), "another program's");
    RunFile run;
    const Status read = read_run(second(path), run);
    EXPECT_TRUE(read) << read.why();
}

TEST_F(MadeUpNames, OfFramesAreFoldersThatNoOtherProgramHas) {
    make(app_);
    const std::string path = made_up("frames");
    fs::create_directory(path);
    write_bytes(path + "/frame-000000.png", "another program's");
    EXPECT_EQ(written_to(fmt::format("export {} 0 2 1", path)), second(path));
    EXPECT_EQ(content_of(path).size(), 1U);
    EXPECT_EQ(bytes_of(path + "/frame-000000.png"), "another program's");
    EXPECT_TRUE(fs::exists(second(path) + "/frame-000002.png"));
}

TEST_F(MadeUpNames, OfFilmsAreTheNextOnesToo) {
    if (find_program("ffmpeg").empty()) GTEST_SKIP() << "ffmpeg is missing";
    make(app_);
    const std::string path = taken("gif");
    EXPECT_EQ(written_to(fmt::format("export {} 0 2 1", path)), second(path));
    EXPECT_EQ(bytes_of(path), "another program's");
    EXPECT_GT(bytes_of(second(path)).size(), 50U);
}

TEST_F(MadeUpNames, ReplaceNoFileOnFileSystemsThatHaveNoSuchCall) {
    make(app_);
    for (const bool links : {true, false}) {
        const OldFileSystem old(links);
        const std::string free = made_up("png");
        EXPECT_EQ(written_to("save-image " + free), free);
        EXPECT_GT(bytes_of(free).size(), 50U);
        const std::string path = taken("jpg");
        EXPECT_EQ(written_to("save-image " + path), second(path));
        EXPECT_EQ(bytes_of(path), "another program's");
        EXPECT_GT(bytes_of(second(path)).size(), 50U);
    }
}

TEST_F(MadeUpNames, AreLikeAnyOthersOnceTheyAreWritten) {
    make(app_);
    const std::string path = made_up("png");
    EXPECT_EQ(written_to("save-image " + path), path);
    const std::string first = bytes_of(path);
    perform(app_, "paint 3 3 4; step 3");
    EXPECT_EQ(written_to("save-image " + path), path) << "a name that the user gives replaces";
    EXPECT_NE(bytes_of(path), first);
}

/// Two programs that come to each point at the same moment.
struct Meeting {
    std::atomic<int> arrived[2] = {0, 0};
    void meet(int me) {
        const int now = ++arrived[me];
        while (arrived[1 - me] < now) std::this_thread::yield();
    }
};

constexpr int kMeetings = 200;

/// Writes files at the same moments as the other program.
void write_at_once(Meeting& meeting, int me) {
    for (int i = 0; i < kMeetings; ++i) {
        meeting.meet(me);
        std::string path = automatic_path(i, "txt");
        meeting.meet(me);
        const std::string words = fmt::format("{} of {}", i, me);
        (void)write_named(path, [&](const std::string& named) {
            return write_file(named, [&](std::ostream& out) { out << words; });
        });
    }
}

TEST(TwoPrograms, ThatSaveAtTheSameMomentLoseNothing) {
    const Folder folder;
    const Within within(folder.path());
    void* const shared =
        mmap(nullptr, sizeof(Meeting), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(shared, MAP_FAILED);
    Meeting& meeting = *new (shared) Meeting;
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    write_at_once(meeting, child == 0 ? 1 : 0);
    if (child == 0) _exit(0);
    int ended = 0;
    ASSERT_EQ(waitpid(child, &ended, 0), child);
    munmap(shared, sizeof(Meeting));
    std::set<std::string> words;
    std::size_t second = 0;
    for (const auto& [name, bytes] : content_of(folder.path().string())) {
        words.insert(bytes);
        second += name.ends_with("-2.txt") ? 1 : 0;
    }
    EXPECT_EQ(words.size(), 2U * kMeetings);
    EXPECT_GT(second, kMeetings / 4U) << "they hardly met";
}

}  // namespace
