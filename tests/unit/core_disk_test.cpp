// What becomes of files when the disk fails at any moment: what was there stays whole, or the new
// is whole; a sentence says so; nothing half, and no temporary file, is left.
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <string>

#include "app/core/files/run_journal.h"
#include "tests/unit/core_support.h"
#include "tests/unit/failing_disk.h"

namespace {

using namespace gs;
using namespace gs::test;
namespace fs = std::filesystem;

/// Every file within a folder, by its place in it, with its bytes.
std::map<std::string, std::string> content_of(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path().string());
    return files;
}

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
            {
                const FailingDisk disk(place, nth, error);
                done = app.execute(command);
                failed = disk.failed();
            }
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
    {"Picture", "save-image", "a.png"},    {"Jpeg", "save-image", "a.jpg"},
    {"Field", "save-field", "a.npy"},      {"Vti", "save-field", "a.vti"},
    {"Session", "save-session", "a.json"}, {"Run", "save-run", "a.gsr"},
    {"Palette", "save-palette", "a.json"}, {"Favourites", "save-favourites", "a.json"}};
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
        for (const auto& [name, bytes] : content_of(place))
            EXPECT_TRUE(name.ends_with(".gsr") || name.ends_with(".npy")) << "call " << nth << ": " << name;
    }
    FAIL() << "it never got through";
}

}  // namespace
