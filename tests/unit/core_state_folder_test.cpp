// The folders in which the program keeps what it has to find again: they vanish, the clock jumps,
// other programs use them, too.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/core/files/favourites_file.h"
#include "app/core/files/palette_file.h"
#include "app/core/files/run_journal.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

namespace fs = std::filesystem;

void follow(RunJournal& journal, const App& app) {
    journal.follow(app.state().line, app.state().now, nullptr);
    journal.settle();
}

/// A run of so many steps, as a program that has crashed leaves it.
std::string leave_run(const std::string& folder, int steps) {
    App app(App::Mode::Direct);
    perform(app, "size 16 12; kernel cpu-reference; seed spots; step " + std::to_string(steps));
    RunJournal journal(folder);
    follow(journal, app);
    return journal.path();
}

std::set<std::int64_t> steps_of_all(const std::string& folder) {
    std::set<std::int64_t> steps;
    for (const auto& entry : fs::directory_iterator(folder)) {
        RunFile run;
        if (entry.path().extension() == ".gsr" && read_run(entry.path().string(), run, true))
            steps.insert(run.now.step);
    }
    return steps;
}

}  // namespace

// ---- folders that vanish

TEST(VanishedFolder, TheJournalBeginsAgainWithTheWholeRun) {
    const Folder folder;
    const std::string place = folder / "state/runs";
    App app(App::Mode::Direct);
    // A selection that was pasted is a field beside the run.
    perform(app,
            "size 16 12; kernel cpu-reference; seed spots; step 3; select 1 1 4 4; copy; paste 5 5; step 2");
    RunJournal journal(place);
    follow(journal, app);
    ASSERT_TRUE(fs::exists(journal.path()));
    fs::remove_all(folder / "state");
    perform(app, "step 1");
    follow(journal, app);
    EXPECT_FALSE(journal.take_failure());
    RunFile run;
    Status read = read_run(journal.path(), run, true);
    ASSERT_TRUE(read) << read.why();
    EXPECT_EQ(run.now.step, 6);
    EXPECT_FALSE(find_lost_run(place)) << "it is no longer held";
    // And once more, with an event.
    fs::rename(place, folder / "elsewhere");
    perform(app, "set feed 0.03; step 4");
    follow(journal, app);
    read = read_run(journal.path(), run, true);
    ASSERT_TRUE(read) << read.why();
    EXPECT_EQ(run.now.step, 10);
}

TEST(VanishedFolder, OneThatCantBeMadeIsSaidOnceAndTheRunIsWrittenLater) {
    const Folder folder;
    const std::string place = folder / "state/runs";
    App app(App::Mode::Direct);
    perform(app, "size 16 12; kernel cpu-reference; seed spots; step 3");
    RunJournal journal(place);
    write_bytes(folder / "state", "a file where the folder should be");
    follow(journal, app);
    const auto failed = journal.take_failure();
    ASSERT_TRUE(failed);
    EXPECT_NE(failed->find(place), std::string::npos) << *failed;
    perform(app, "step 1");
    follow(journal, app);
    EXPECT_FALSE(journal.take_failure()) << "it is said twice";
    fs::remove(folder / "state");
    perform(app, "step 1");
    follow(journal, app);
    RunFile run;
    ASSERT_TRUE(read_run(journal.path(), run, true));
    EXPECT_EQ(run.now.step, 5);
}

TEST(VanishedFolder, FavouritesAndPalettesAreWrittenIntoANewOne) {
    const Folder folder;
    const std::string place = folder / "config";
    App app(App::Mode::Direct);
    app.keep_favourites_in(place + "/favourites.json");
    app.keep_palettes_in(place + "/palettes.json");
    perform(app, "size 16 12; keep One; palette-stops First 0:#000000 1:#ffffff");
    fs::remove_all(place);
    perform(app, "keep Two; palette-stops Second 0:#000000 1:#ff0000");
    App next(App::Mode::Direct);
    next.keep_favourites_in(place + "/favourites.json");
    next.keep_palettes_in(place + "/palettes.json");
    perform(next, "size 16 12; forget One; forget Two; palette First; palette Second");
}

TEST(VanishedFolder, ARecordingSaysSoAndAFolderOfThatNameIsLeftAlone) {
    const Folder folder;
    const std::string place = folder / "frames";
    RecordingOptions options;
    options.folder = place;
    App app(App::Mode::Direct);
    perform(app, "size 16 12; kernel cpu-reference; seed spots; step 1");
    Recording recording(options, app.document());
    ASSERT_TRUE(recording.begin().ok());
    recording.add(present(app));
    fs::rename(place, folder / "elsewhere");
    recording.add(present(app));
    EXPECT_TRUE(failed_with(recording.end(true), "frame", place));
}

// ---- clocks that jump

TEST(Clock, TheNewestRunIsFoundAlthoughTheClockWasSetBack) {
    const Folder folder;
    const std::string place = folder / "runs";
    // Runs of a time that has not come yet: more of them than are kept.
    for (int i = 1; i <= 5; ++i) {
        const fs::path left = leave_run(place, i);
        fs::rename(left, left.parent_path() / ("run-900000000000" + std::to_string(i) + "-7.gsr"));
    }
    leave_run(place, 30);
    const auto found = find_lost_run(place);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->step, 30);
    leave_run(place, 40);
    ASSERT_TRUE(find_lost_run(place));
    EXPECT_EQ(find_lost_run(place)->step, 40);
}

TEST(Clock, ARunOfTheYear1970ComesBeforeTheOthers) {
    const Folder folder;
    const std::string place = folder / "runs";
    const fs::path left = leave_run(place, 2);
    fs::rename(left, left.parent_path() / "run-99999-7.gsr");
    leave_run(place, 30);
    ASSERT_TRUE(find_lost_run(place));
    EXPECT_EQ(find_lost_run(place)->step, 30);
}

// ---- several programs

TEST(SeveralPrograms, EachKeepsItsRun) {
    const Folder folder;
    const std::string place = folder / "runs";
    {
        App app(App::Mode::Direct), other(App::Mode::Direct);
        perform(app, "size 16 12; kernel cpu-reference; seed spots; step 3; select 1 1 4 4; copy; paste 5 5");
        perform(other,
                "size 12 16; kernel cpu-reference; seed spots; step 4; select 1 1 4 4; copy; paste 5 5");
        RunJournal journal(place);
        follow(journal, app);  // in one process, the other's name differs because this one is there
        RunJournal others(place);
        ASSERT_NE(journal.path(), others.path());
        for (int i = 0; i < 5; ++i) {
            follow(journal, app);
            follow(others, other);
            EXPECT_FALSE(find_lost_run(place)) << "what a program writes counts as lost";
            perform(app, i % 2 == 0 ? "step 2" : "go-to 3; set feed 0.04; step 1");
            perform(other, i % 2 == 0 ? "step 3" : "undo");
        }
        follow(journal, app);
        follow(others, other);
        const auto expected = std::set{app.state().now.step, other.state().now.step};
        EXPECT_EQ(steps_of_all(place), expected);
        others.end();
        EXPECT_EQ(steps_of_all(place), std::set{app.state().now.step});
    }
    EXPECT_TRUE(find_lost_run(place));
}

/// Each is a program that reads, adds one thing, writes and ends, again and again.
template <class Add>
void at_once(int programs, const Add& add) {
    std::vector<std::thread> all;
    all.reserve(static_cast<std::size_t>(programs));
    for (int program = 0; program < programs; ++program)
        all.emplace_back([&add, program] {
            for (int i = 0; i < 8; ++i) add(std::to_string(program) + "-" + std::to_string(i));
        });
    for (std::thread& one : all) one.join();
}

TEST(SeveralPrograms, NoneLosesTheFavouritesOfAnother) {
    const Folder folder;
    const std::string path = folder / "config/favourites.json";
    at_once(2, [&](const std::string& name) {
        FavouritesFile file(path);
        Favourites own;
        own.kept.push_back(std::make_shared<const Favourite>(name, 0, Document()));
        std::string trouble;
        const Status written = file.write(own, 1, trouble);
        EXPECT_TRUE(written) << written.why();
        EXPECT_EQ(trouble, "");
    });
    Kept kept;
    ASSERT_TRUE(read_favourites(path, kept).ok());
    EXPECT_EQ(kept.size(), 16U);
}

TEST(SeveralPrograms, NoneLosesThePalettesOfAnother) {
    const Folder folder;
    const std::string path = folder / "config/palettes.json";
    at_once(2, [&](const std::string& name) {
        PalettesFile file(path);
        std::string trouble;
        OwnPalette palette;
        palette.name = name;
        palette.stops = {{0, {0, 0, 0}}, {1, {255, 255, 255}}};
        const Status written = file.write({palette}, 1, trouble);
        EXPECT_TRUE(written) << written.why();
        EXPECT_EQ(trouble, "");
    });
    std::string trouble;
    EXPECT_EQ(PalettesFile(path).read(trouble).size(), 16U);
}

// ---- names

TEST(NamesOfFiles, ThatAreNotUtf8AreRefusedWhereTheFileHoldsThem) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 16 12; kernel cpu-reference; seed spots; step 1");
    const std::string name = folder / "b\xe9ta";
    EXPECT_TRUE(failed_with(app.execute("save-session " + name + ".json"), "its name must be in UTF-8"));
    perform(app, "save-run " + name + ".gsr");  // it has no field beside it
    perform(app, "select 1 1 4 4; copy; paste 5 5");
    EXPECT_TRUE(failed_with(app.execute("save-run " + name + "2.gsr"), "its name must be in UTF-8"));
    perform(app, "save-image " + name + ".png; save-field " + name + ".npy; load-field " + name + ".npy");
    std::set<std::string> there;
    for (const auto& entry : fs::directory_iterator(fs::path(name).parent_path()))
        there.insert(entry.path().filename().string());
    EXPECT_EQ(there, (std::set<std::string>{"b\xe9ta.gsr", "b\xe9ta.png", "b\xe9ta.npy"}));
}

TEST(NamesOfFiles, WhatIsNamedCanBeWritten) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 16 12; kernel cpu-reference; palette-stops Good 0:#000000 1:#ffffff");
    EXPECT_TRUE(failed_with(app.execute("palette-stops b\xe9ta 0:#000000 1:#ffffff"), "not allowed"));
    EXPECT_TRUE(failed_with(app.execute("rename-palette b\xe9ta"), "not allowed"));
    EXPECT_TRUE(failed_with(app.execute("keep b\xe9ta"), "not allowed"));
    const std::string colours = folder / "b\xe9ta.txt";
    write_bytes(colours, "#102030\n#405060\n");
    perform(app, "load-palette " + colours);
    const std::string session = folder / "s.json";
    perform(app, "save-session " + session + "; load-session " + session);
}

}  // namespace gs::test
