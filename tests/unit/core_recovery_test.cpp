// What a program that is killed leaves behind: the run goes on with the same bits.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "app/core/files/field_hash.h"
#include "app/core/files/run_file.h"
#include "app/core/files/run_journal.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using namespace std::chrono_literals;

#if defined(__SANITIZE_ADDRESS__)
constexpr int kKills = 8, kLonger = 10;  // a program begins ten times as slowly there
#else
constexpr int kKills = 30, kLonger = 1;
#endif

int kills() {
    const char* wanted = std::getenv("GRAYSCOPE_KILLS");  // `./check --long` asks for more
    return wanted != nullptr ? std::atoi(wanted) : kKills;
}

/// What its window shows all the time.
constexpr Sight kWatched{32, 48, 10, 20};

/// What the program that is going to be killed does: everything at once, until then.
[[noreturn]] void live(const std::string& folder, unsigned number) {
    std::mt19937 random(number);
    App app(App::Mode::Threaded);
    app.keep_journal_in(folder);
    (void)app.execute("size 96 64; seed spots; kernel cpu-simd; speed 0; play");
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    while (true) {
        std::string line;
        switch (below(8)) {
            case 0:
                line = fmt::format("set feed {}", 0.02 + below(400) / 1e4);
                break;
            case 1:
                line = fmt::format("paint {} {} 5", below(64), below(96));
                break;
            case 2:
                line = "select 4 4 20 20; copy; select none; paste 30 30";
                break;
            case 3:
                line = below(8) == 0 ? "reset" : "undo";
                break;
            case 4:
                line = fmt::format("go-to {}", below(200));
                break;
            case 5:
                line = "kernel cpu-temporal";
                break;
            case 6:
                line = "kernel cpu-reference";
                break;
            default:
                line = "play";
        }
        (void)app.execute(line);
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(below(30));
        while (std::chrono::steady_clock::now() < until) {
            app.update();
            app.watch(app.run_now(), kWatched);
            std::this_thread::sleep_for(1ms);
        }
        (void)app.take_messages();
    }
}

std::string hash_at(const RunFile& run, const Moment& moment, std::shared_ptr<const Snapshot> keyframe) {
    App app(App::Mode::Direct);
    const Status taken = app.take_run(run.line, moment, std::move(keyframe));
    EXPECT_TRUE(taken) << taken.why();
    EXPECT_EQ(app.state().steps_done, moment.step);
    return hash_of(present(app).field);
}

}  // namespace

TEST(Recovery, AKilledProgramsRunGoesOnWithTheSameBits) {
#if defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "under ThreadSanitizer a program that forks can't start threads";
#endif
    std::mt19937 random(1);
    int found = 0, with_keyframe = 0, with_view = 0;
    for (int i = 0; i < kills(); ++i) {
        SCOPED_TRACE(i);
        const Folder folder;
        const std::string journals = folder / "runs";
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) live(journals, static_cast<unsigned>(i));
        std::this_thread::sleep_for(std::chrono::milliseconds(kLonger * (20 + random() % 700)));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const std::optional<LostRun> lost = find_lost_run(journals);
        if (!lost) continue;  // it had not come that far
        ++found;
        RunFile run;
        const Status read = read_run(lost->path, run, true);
        ASSERT_TRUE(read) << read.why();
        with_view += run.sights.empty() ? 0 : 1;
        for (const auto& [step, sight] : run.sights.all()) {
            EXPECT_EQ(sight, kWatched);
            EXPECT_LE(step, run.line.end);
        }
        const std::string from_birth = hash_at(run, run.now, nullptr);
        if (!run.keyframe) continue;
        ++with_keyframe;
        EXPECT_EQ(hash_at(run, run.now, run.keyframe), from_birth);
        EXPECT_EQ(hash_at(run, {run.keyframe->after, run.keyframe->steps_done}, nullptr),
                  hash_of(run.keyframe->field));
    }
    EXPECT_GT(found, kills() / 2);
    EXPECT_GT(with_view, 0);
    printf("%d kills, %d runs found, %d of them with a field, %d with views\n", kills(), found, with_keyframe,
           with_view);
}

TEST(Recovery, ARunningProgramsJournalIsNotFoundAndAnEndedOneLeavesNone) {
    const Folder folder;
    const std::string journals = folder / "runs";
    {
        App app(App::Mode::Direct);
        perform(app, "size 40 30; seed spots; step 20; set feed 0.03; step 10");
        RunJournal journal(journals);
        journal.follow(app.state().line, app.state().now, nullptr);
        journal.settle();
        EXPECT_FALSE(find_lost_run(journals));
        RunFile run;
        ASSERT_TRUE(read_run(journal.path(), run, true));
        EXPECT_EQ(run.now.step, 30);
        journal.end();
    }
    EXPECT_TRUE(std::filesystem::is_empty(journals));
}

TEST(Recovery, AJournalGrowsByEventsAndIsWrittenAnewForAnotherBranch) {
    const Folder folder;
    App app(App::Mode::Direct);
    RunJournal journal(folder / "runs");
    const auto follow = [&](const std::string& line) {
        perform(app, line);
        journal.follow(app.state().line, app.state().now, nullptr);
        journal.settle();
        RunFile run;
        EXPECT_TRUE(read_run(journal.path(), run, true));
        EXPECT_EQ(run.now.step, app.state().now.step);
        EXPECT_EQ(run.line.last->number, app.state().line.last->number);
        EXPECT_EQ(run.line.end, app.state().line.end);
        return bytes_of(journal.path());
    };
    const std::string first = follow("size 40 30; seed spots; step 20");
    const std::string second = follow("set feed 0.03; step 10");
    EXPECT_TRUE(second.starts_with(first));
    const std::string third = follow("select 1 1 5 5; copy; paste 3 3; step 5");
    EXPECT_TRUE(third.starts_with(second));
    const std::string scrubbed = follow("go-to 7");
    EXPECT_TRUE(scrubbed.starts_with(third));
    const std::string branch = follow("set kill 0.06; step 1");
    EXPECT_FALSE(branch.starts_with(scrubbed));
    EXPECT_EQ(branch.find("paste"), std::string::npos);
    // The pasted field went with the branch that had it.
    int fields = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "runs"))
        fields += entry.path().extension() == ".npy" ? 1 : 0;
    EXPECT_EQ(fields, 0);
}

/// A program with a window, whose run is followed as it is by the real one.
struct Watched {
    explicit Watched(const std::string& folder) : journal(folder) {}
    void look(const std::string& line, const Sight& sight) {
        perform(app, line);
        app.watch(app.run_now(), sight);
        if (line.starts_with("go-to")) views.leave();
        views.watch(app.state().line, app.state().now, sight);
    }
    void follow() {
        journal.follow(app.state().line, app.state().now, nullptr, views.take_new(app.state().line));
    }
    /// What a program finds that is started after this one was killed.
    Sights left_behind() {
        follow();
        journal.settle();
        EXPECT_FALSE(journal.take_failure());
        RunFile run;
        const Status read = read_run(journal.path(), run, true);
        EXPECT_TRUE(read) << read.why();
        EXPECT_EQ(run.line.end, app.state().line.end);
        return run.sights;
    }

    App app{App::Mode::Direct};
    WatchedRuns views;
    RunJournal journal;
};

const Sight kWhole{8, 12, 16, 24}, kLeft{8, 4, 6, 8}, kRight{8, 20, 6, 8};

TEST(Recovery, WhatTheWindowShowedComesBack) {
    const Folder folder;
    Watched live(folder / "runs");
    live.look("size 24 16; seed spots; step 1", kWhole);
    live.look("step 9", kWhole);
    EXPECT_EQ(live.left_behind().at(10), kWhole);
    live.look("set feed 0.03; step 10", kLeft);
    live.follow();  // may wait for the next line with the one after it
    live.look("step 10", kRight);
    EXPECT_EQ(live.left_behind().all(), live.app.sights().all());
    live.look("pause", kWhole);
    EXPECT_EQ(live.left_behind().at(30), kWhole) << "the field stood still, and only the view moved";
    const std::string before = bytes_of(live.journal.path());
    EXPECT_EQ(live.left_behind().all(), live.app.sights().all());
    EXPECT_EQ(bytes_of(live.journal.path()), before) << "nothing is new";
    // Gone back and played on, with another look, and then on another branch.
    live.look("go-to 12", kWhole);
    live.look("step 3", kRight);
    EXPECT_EQ(live.left_behind().all(), live.app.sights().all());
    live.look("go-to 5; set kill 0.06", kLeft);
    live.look("step 3", kLeft);
    const Sights branch = live.left_behind();
    EXPECT_EQ(branch.at(4), kWhole);
    EXPECT_EQ(branch.at(8), kLeft);
    EXPECT_EQ(branch.all().rbegin()->first, 5) << "nothing is left of the other future";
    perform(live.app, "undo");
    live.views.leave();
    EXPECT_EQ(live.left_behind().at(30), kWhole);
}

TEST(Recovery, AJournalWithoutViewsIsReadAsBefore) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 24 16; seed spots; step 10");
    RunJournal journal(folder / "runs");
    journal.follow(app.state().line, app.state().now, nullptr);
    journal.settle();
    EXPECT_EQ(bytes_of(journal.path()).find("views"), std::string::npos);
    RunFile run;
    ASSERT_TRUE(read_run(journal.path(), run, true));
    EXPECT_TRUE(run.sights.empty());
    EXPECT_EQ(run.now.step, 10);
}

TEST(Recovery, AFieldOfAnotherBranchIsNotTakenForOneOfTheRun) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 40 30; seed spots; step 20; set feed 0.03; step 10");
    const auto left = std::make_shared<const Snapshot>(present(app));
    perform(app, "go-to 20; set kill 0.06; step 5");
    for (const bool of_this_run : {false, true}) {
        RunJournal journal(folder / (of_this_run ? "own" : "other"));
        const auto own = std::make_shared<const Snapshot>(present(app));
        journal.follow(app.state().line, app.state().now, of_this_run ? own : left);
        journal.settle();
        EXPECT_FALSE(journal.take_failure());
        RunFile run;
        ASSERT_TRUE(read_run(journal.path(), run, true));
        EXPECT_EQ(run.now.step, 25);
        EXPECT_EQ(run.keyframe != nullptr, of_this_run);
        if (run.keyframe) {
            EXPECT_EQ(hash_of(run.keyframe->field), hash_of(own->field));
        }
    }
}

TEST(Recovery, ALastLineThatIsNotWholeIsLeftAway) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 40 30; seed spots; step 20; set feed 0.03; step 10; save-run " + (folder / "a.gsr"));
    const std::string whole = bytes_of(folder / "a.gsr");
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        write_bytes(folder / "b.gsr", whole.substr(0, length));
        RunFile run;
        const bool read = read_run(folder / "b.gsr", run, true).ok();
        EXPECT_TRUE(!read || first_of(run.line.last)->step == 0);
    }
    write_bytes(folder / "b.gsr", whole.substr(0, whole.size() - 5));
    RunFile run;
    ASSERT_TRUE(read_run(folder / "b.gsr", run, true));
    EXPECT_EQ(run.line.last->number, app.state().line.last->number);
    EXPECT_TRUE(failed_with(read_run(folder / "b.gsr", run), "line"));
}

}  // namespace gs::test
