// A run as a document: every state of it comes back to the bit, by any kernel of the same algebra,
// in any portions, from a file, with and without a window.
#include <chrono>
#include <filesystem>
#include <iterator>
#include <random>
#include <set>
#include <thread>

#include "app/core/document/kernel_choice.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/run_file.h"
#include "app/core/run/keyframes.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using namespace std::chrono_literals;

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kRuns = 8;
#else
constexpr int kRuns = 150;
#endif

struct Seen {
    Moment moment;
    std::string hash;
};

/// One random thing that a user may do.
class RandomUser {
  public:
    explicit RandomUser(unsigned seed) : random_(seed) {}
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    double between(double low, double high) { return low + (high - low) * below(1000) / 1000; }

    std::string command() {
        const int row = below(40) - 4, col = below(40) - 4;
        switch (below(25)) {
            case 0:
                return fmt::format("set feed {}", between(0.01, 0.08));
            case 1:
                return fmt::format("set kill {}", between(0.04, 0.07));
            case 2:
                return fmt::format("set dt {}", between(0.5, 1));
            case 3:
                return fmt::format("paint {} {} {}", row, col, 1 + below(6));
            case 4:
                return fmt::format("line {} {} {} {}", row, col, below(30), below(30));
            case 5:
                return fmt::format("rectangle {} {} {} {} erase", row, col, below(30), below(30));
            case 6:
                return fmt::format("fill {} {}", below(16), below(16));
            case 7:
                return fmt::format("stamp u-skate {} {} {}", row, col, below(360));
            case 8:
                return fmt::format("noise 0.05 {}", below(1000));
            case 9:
                return fmt::format("spots 2 {}", below(1000));
            case 10:
                return fmt::format("shift {} {}", below(9) - 4, below(9) - 4);
            case 11:
                return below(2) == 0 ? "mirror left-right" : "turn left";
            case 12:
                return fmt::format("resize {} {} {}", 17 + below(20), 17 + below(20),
                                   below(2) == 0 ? "resample" : "keep");
            case 13:
                return below(3) == 0 ? "reset" : "set brush-mirror both";
            case 14:
                return "select 2 2 9 12; copy; select none";
            case 15:
                return fmt::format("paste {} {}", below(20), below(20));
            case 16:
                return "undo";
            case 17:
                return "redo";
            case 18:
                return fmt::format("vary feed 0.02 {} across columns", between(0.03, 0.06));
            case 19:
                return "vary feed off";
            case 20:
                return "set brush-paints feed";
            case 21:
                return "set brush-paints kill";
            case 22:
                return "set brush-paints u-and-v";
            case 23:
                return kernels_[static_cast<std::size_t>(below(static_cast<int>(kernels_.size())))];
            default:
                return fmt::format("go-to {}", below(120));
        }
    }

  private:
    std::mt19937 random_;
    std::vector<std::string> kernels_{"kernel cpu-simd",    "kernel cpu-temporal",
                                      "kernel cpu-blocked", "kernel cpu-reference",
                                      "kernel cpu-aos",     "kernel cpu-reference-f64"};
};

std::string hash_now(App& app) {
    return hash_of(present(app).field);
}

/// A stroke, as the window draws one: its dabs are one entry of the history.
void stroke(App& app, RandomUser& user) {
    app.begin_gesture("paint");
    for (int i = user.below(4); i >= 0; --i) {
        (void)app.execute(fmt::format("paint {} {} {}", user.below(30), user.below(30), 1 + user.below(6)));
        (void)app.execute(fmt::format("step {}", user.below(3)));
    }
    app.end_gesture();
}

/// Does random things, and remembers what the field was at some moments.
std::vector<Seen> live(App& app, RandomUser& user, int things) {
    std::vector<Seen> seen;
    for (int i = 0; i < things; ++i) {
        if (user.below(6) == 0) stroke(app, user);
        (void)app.execute(user.command());  // some are refused, as those of a user are
        (void)app.execute(fmt::format("step {}", user.below(12)));
        if (user.below(2) == 0) seen.push_back({app.state().now, hash_now(app)});
    }
    seen.push_back({app.state().now, hash_now(app)});
    return seen;
}

}  // namespace

TEST(Run, EveryMomentOfARandomRunComesBackToTheBit) {
    int compared = 0;
    for (int number = 0; number < kRuns; ++number) {
        SCOPED_TRACE(number);
        RandomUser user(static_cast<unsigned>(number));
        App app(App::Mode::Direct);
        perform(app, "size 33 29; seed spots; kernel cpu-simd");
        const std::vector<Seen> seen = live(app, user, 24);
        const Line line = app.state().line;
        for (const Seen& s : seen) {
            if (!lies_on(s.moment, line)) continue;  // undone, or of a run before
            ASSERT_TRUE(app.go_to(s.moment)) << s.moment.step;
            ASSERT_EQ(hash_now(app), s.hash) << "step " << s.moment.step;
            EXPECT_TRUE(app.state().line == line);
            ++compared;
        }
        ASSERT_FALSE(testing::Test::HasFailure());
    }
    EXPECT_GT(compared, kRuns);
}

TEST(Run, ARunFromAFileEndsInTheSameBits) {
    for (int number = 0; number < kRuns; ++number) {
        SCOPED_TRACE(number);
        RandomUser user(static_cast<unsigned>(1000 + number));
        App app(App::Mode::Direct);
        perform(app, "size 33 29; seed spots; kernel cpu-simd");
        const std::vector<Seen> seen = live(app, user, 16);
        const Folder folder, other;
        const std::string path = folder / "run.gsr";
        perform(app, "save-run " + path);
        RunFile run;
        const Status read = read_run(path, run);
        ASSERT_TRUE(read) << read.why();
        EXPECT_EQ(run.hash, seen.back().hash);
        App again(App::Mode::Direct);
        const Status taken = again.take_run(run.line, run.now);
        ASSERT_TRUE(taken) << taken.why();
        ASSERT_EQ(hash_now(again), seen.back().hash);
        EXPECT_EQ(again.state().time, app.state().time);
        EXPECT_EQ(again.document().feed, app.document().feed);
        // What it writes is what it has read.
        perform(again, "save-run " + (other / "run.gsr"));
        ASSERT_TRUE(bytes_of(path) == bytes_of(other / "run.gsr")) << path;
    }
}

namespace {

/// The files of a folder.
int files_in(const std::string& folder) {
    const std::filesystem::directory_iterator all(folder), end;
    return static_cast<int>(std::distance(all, end));
}

/// How many planes of painted rates there are of a run.
std::size_t planes_of(const Line& line) {
    std::set<const Field*> planes;
    for (const EventPtr& event : events_after(nullptr, line.last)) {
        if (event->document->rates) planes.insert(event->document->rates.get());
        if (event->painted) planes.insert(event->painted->known().get());
    }
    planes.erase(nullptr);
    return planes.size();
}

}  // namespace

TEST(Run, AStrokeOfRatesIsItsDabsAndNoPlaneForEach) {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    constexpr int kSide = 64, kDabs = 60;
#else
    constexpr int kSide = 512, kDabs = 500;
#endif
    const Folder folder, other;
    App app(App::Mode::Direct);
    perform(app, fmt::format("size {} {}; kernel cpu-simd; step 3; set brush-paints feed", kSide, kSide));
    app.begin_gesture("paint");
    for (int i = 0; i < kDabs; ++i)
        perform(app, fmt::format("set brush-feed {}; paint {} {} 6", 0.02 + 0.0001 * (i % 100), i * 7 % kSide,
                                 i * 13 % kSide));
    app.end_gesture();
    perform(app, "step 2");
    const Line line = app.state().line;
    ASSERT_GE(events_after(nullptr, line.last).size(), static_cast<std::size_t>(kDabs));
    EXPECT_LE(planes_of(line), 2U);
    perform(app, "save-run " + (folder / "run.gsr"));
    EXPECT_EQ(files_in(folder / ""), 1);
    RunFile run;
    const Status read = read_run(folder / "run.gsr", run);
    ASSERT_TRUE(read) << read.why();
    App again(App::Mode::Direct);
    ASSERT_TRUE(again.take_run(run.line, run.now));
    EXPECT_EQ(hash_now(again), hash_now(app));
    EXPECT_TRUE(*again.document().rates == *app.document().rates);
    EXPECT_LE(planes_of(again.state().line), 2U);
    // From the middle: what was painted before is made again.
    perform(again, "go-to birth; go-to end");
    EXPECT_TRUE(*again.document().rates == *app.document().rates);
}

TEST(Run, PaintedRatesAreMadeAgainOfAnyThatSomeoneHas) {
    auto on = std::make_shared<Document>();
    on->cols = on->rows = 30;
    on->vary_feed = {Gradient::Along::Rows, 0.02, 0.06};
    std::vector<Edit> all;
    std::vector<std::shared_ptr<const PaintedRates>> painted;
    for (int i = 0; i < 20; ++i) {
        const edit::Stroke dab{
            {14.0 + i % 3, 15}, {14, 12.0 + i % 5}, 6, BrushShape::Soft, {{0.01 * i, {}}, 0.5}};
        all.emplace_back(dab);
        const std::vector<Edit> one{dab};
        painted.push_back(painted.empty() ? std::make_shared<PaintedRates>(on, one)
                                          : std::make_shared<PaintedRates>(painted.back(), one));
    }
    const Field whole = *paint_rates(*on, all);
    EXPECT_TRUE(*painted.back()->planes() == whole);
    EXPECT_EQ(painted.back()->known(), nullptr) << "no one has them";
    const auto middle = painted[9]->planes(), end = painted.back()->planes();
    EXPECT_TRUE(*end == whole);
    EXPECT_EQ(painted.back()->planes(), end);
    EXPECT_EQ(painted[9]->known(), middle);
}

TEST(Run, AnyNumberOfStrokesIsLetGoOf) {
    auto on = std::make_shared<Document>();
    auto painted = std::make_shared<const PaintedRates>(on, std::vector<Edit>{});
    for (int i = 0; i < 500000; ++i)
        painted = std::make_shared<const PaintedRates>(std::move(painted), std::vector<Edit>{});
    EXPECT_EQ(painted->size(), (Extent{540, 960}));
}

TEST(Run, UndoBringsPaintedRatesBackWithoutAFieldInTheFile) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 40 30; kernel cpu-simd; step 5; set brush-paints kill; paint 9 9 4");
    const Field first = *app.document().rates;
    perform(app, "step 5; paint 20 20 5; step 5");
    const Field second = *app.document().rates;
    perform(app, "undo; step 5");
    EXPECT_TRUE(*app.document().rates == first);
    const std::string after_undo = hash_now(app);
    const Moment then = app.state().now;
    perform(app, "redo; step 5");
    EXPECT_TRUE(*app.document().rates == second);
    perform(app, "undo; undo; step 5");
    EXPECT_EQ(app.document().rates, nullptr);
    perform(app, "redo; step 5");
    const std::string end = hash_now(app);
    ASSERT_TRUE(app.go_to(then));
    EXPECT_EQ(hash_now(app), after_undo);
    EXPECT_TRUE(*app.document().rates == first);
    perform(app, "go-to end");
    EXPECT_EQ(hash_now(app), end);
    perform(app, "save-run " + (folder / "run.gsr"));
    EXPECT_EQ(files_in(folder / ""), 1) << bytes_of(folder / "run.gsr");
    RunFile run;
    const Status read = read_run(folder / "run.gsr", run);
    ASSERT_TRUE(read) << read.why();
    App again(App::Mode::Direct);
    ASSERT_TRUE(again.take_run(run.line, run.now));
    EXPECT_EQ(hash_now(again), end);
}

TEST(Run, AFileWhosePaintedRatesDoNotFitIsRefused) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 20 20; kernel cpu-simd; set brush-paints feed; paint 9 9 4; step 1; undo; redo");
    perform(app, "save-run " + (folder / "run.gsr"));
    const std::string good = bytes_of(folder / "run.gsr");
    const auto with = [&](const std::string& word, const std::string& instead) {
        std::string text = good;
        const std::size_t at = text.rfind(word);
        if (at == std::string::npos) return Status::failure("there is no " + word);
        write_bytes(folder / "bad.gsr", text.replace(at, word.size(), instead));
        RunFile run;
        return read_run(folder / "bad.gsr", run);
    };
    EXPECT_TRUE(with("stroke", "stroke").ok());
    EXPECT_TRUE(failed_with(with("\"stroke\"", "\"strike\""), "strike", "stroke"));
    EXPECT_TRUE(failed_with(with("\"edits\"", "\"edit\""), "edits"));
    EXPECT_TRUE(
        failed_with(with("\"do\":\"paint-rates\"", "\"do\":\"paint-rates\",\"rates\":null"), "rates"));
    EXPECT_TRUE(failed_with(with("{\"events\":3}", "{\"events\":2}"), "rates"));
}

TEST(Run, ALiveRunInTheWindowsThreadsIsReplayedWithoutThem) {
    const Folder folder;
    RandomUser user(4711);
    App app(App::Mode::Threaded);
    perform(app, "size 65 47; seed spots; kernel cpu-simd; speed 0; play");
    for (int i = 0; i < 60; ++i) {
        (void)app.execute(user.command());
        (void)app.execute("play");
        const std::int64_t wanted = app.state().steps_done + user.below(40);
        const auto begin = std::chrono::steady_clock::now();
        while (app.state().steps_done < wanted && std::chrono::steady_clock::now() - begin < 200ms) {
            app.update();
            std::this_thread::yield();
        }
    }
    perform(app, "pause");
    app.finish();
    perform(app, "save-run " + (folder / "live.gsr"));
    app.finish();
    RunFile run;
    const Status read = read_run(folder / "live.gsr", run);
    ASSERT_TRUE(read) << read.why();
    EXPECT_EQ(run.hash, hash_now(app));
    App again(App::Mode::Direct);
    ASSERT_TRUE(again.take_run(run.line, run.now));
    EXPECT_EQ(hash_now(again), run.hash);
    EXPECT_EQ(again.state().steps_done, app.state().steps_done);
}

TEST(Run, TheWindowScrubsAndASecondWishTakesTheFirstOnesPlace) {
    App app(App::Mode::Threaded);
    perform(app, "size 65 47; seed spots; kernel cpu-simd; step 400; set feed 0.03; step 400");
    app.finish();
    const Line line = app.state().line;
    const std::string end = hash_now(app);
    for (const int step : {700, 30, 399, 401, 0, 12}) ASSERT_TRUE(app.go_to(moment_at(line, step)));
    app.finish();
    EXPECT_EQ(app.state().steps_done, 12);
    EXPECT_NE(app.document().feed, 0.03);
    EXPECT_TRUE(app.state().line == line);
    perform(app, "go-to end");
    app.finish();
    EXPECT_EQ(app.document().feed, 0.03);
    EXPECT_EQ(hash_now(app), end);
    EXPECT_EQ(app.document().kernel, "cpu-simd");
    EXPECT_EQ(app.state().kernel, "cpu-simd");
}

TEST(Run, PlayingOnFromThePastGoesThroughTheSameEvents) {
    App app(App::Mode::Direct);
    perform(app,
            "size 40 30; seed spots; kernel cpu-simd; step 20; set feed 0.03; step 10; paint 9 9 4; step 30");
    const std::string end = hash_now(app);
    perform(app, "go-to birth");
    EXPECT_EQ(app.state().steps_done, 0);
    EXPECT_NE(app.document().feed, 0.03);
    perform(app, "step 60");
    EXPECT_EQ(app.document().feed, 0.03);
    EXPECT_EQ(hash_now(app), end);
}

TEST(Run, AChangeInThePastBeginsABranchAndUndoBringsTheOldFutureBack) {
    App app(App::Mode::Direct);
    perform(app, "size 40 30; seed spots; kernel cpu-simd; step 20; paint 9 9 4; step 30");
    const std::string end = hash_now(app);
    const Line line = app.state().line;
    perform(app, "go-to 10; set feed 0.03");
    EXPECT_EQ(app.state().line.end, 10);
    perform(app, "step 15; undo");
    EXPECT_TRUE(app.state().line == line);
    EXPECT_EQ(app.state().steps_done, 10);
    perform(app, "step 40");
    EXPECT_EQ(hash_now(app), end);
    perform(app, "redo");
    EXPECT_EQ(app.state().steps_done, 25);
    EXPECT_EQ(app.document().feed, 0.03);
}

TEST(Run, ARunThatBlewUpIsReplayedToItsEnd) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 40 30; seed spots; kernel cpu-simd; step 5; set edge 0.6");
    EXPECT_FALSE(app.execute("step 200").ok());
    ASSERT_TRUE(app.state().blown_up);
    perform(app, "paint 9 9 3; save-run " + (folder / "run.gsr"));
    const std::string end = hash_now(app);
    RunFile run;
    ASSERT_TRUE(read_run(folder / "run.gsr", run));
    App again(App::Mode::Direct);
    const Status taken = again.take_run(run.line, run.now);
    ASSERT_TRUE(taken) << taken.why();
    EXPECT_EQ(hash_now(again), end);
    EXPECT_TRUE(again.state().blown_up);
    perform(again, "go-to 5");
    EXPECT_FALSE(again.state().blown_up);
    perform(again, "go-to end");
    EXPECT_EQ(hash_now(again), end);
    // In the window, too.
    App window(App::Mode::Threaded);
    ASSERT_TRUE(window.take_run(run.line, run.now));
    window.finish();
    EXPECT_EQ(hash_now(window), end);
}

TEST(Run, AFieldThatBlewUpIsNoMomentToCompareWith) {
    App app(App::Mode::Direct);
    perform(app, "size 40 30; seed spots; kernel cpu-simd; step 5; remember-moment; set edge 0.6");
    EXPECT_FALSE(app.execute("step 200").ok());
    const auto before = app.document().moment;
    EXPECT_TRUE(failed_with(app.execute("remember-moment"), "values must be between"));
    EXPECT_EQ(app.document().moment, before);
}

TEST(Run, AnotherShapeOfAFieldThatBlewUpBeginsWithItsLastGoodMoment) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 40 30; seed spots; kernel cpu-simd; step 5; set edge 0.6");
    EXPECT_FALSE(app.execute("step 200").ok());
    perform(app, "set edge 0.2; resize 50 40 tile; step 7; save-run " + (folder / "run.gsr"));
    RunFile run;
    const Status read = read_run(folder / "run.gsr", run);
    ASSERT_TRUE(read) << read.why();
    App again(App::Mode::Direct);
    ASSERT_TRUE(again.take_run(run.line, run.now));
    EXPECT_EQ(hash_now(again), hash_now(app));
}

TEST(Run, GoToFindsEventsAndSaysWhatItDoesNotFind) {
    App app(App::Mode::Direct);
    perform(app, "size 20 20; seed spots; step 20; paint 9 9 4; step 30; go-to previous");
    EXPECT_EQ(app.state().steps_done, 20);
    perform(app, "go-to end");
    EXPECT_EQ(app.state().steps_done, 50);
    perform(app, "go-to 7");
    EXPECT_EQ(app.state().steps_done, 7);
    const Status beyond = app.execute("go-to 51"), nonsense = app.execute("go-to nowhere");
    EXPECT_EQ(beyond.why(), "go-to: step 51 is not in the run; it must be between 0 and 50");
    EXPECT_NE(nonsense.why().find("birth"), std::string::npos);
}

TEST(Run, KeyframesKeepToTheirBudgetAndThinOutThePast) {
    auto event = std::make_shared<Event>();
    Keyframes keyframes(std::size_t{10} * 800);
    for (int i = 1; i <= 100; ++i) {
        auto keyframe = std::make_shared<Snapshot>(Snapshot{Field(10, 10, GS_F32), i, 0.0});
        keyframe->after = event;
        keyframes.add(std::move(keyframe));
        EXPECT_LE(keyframes.bytes(), std::size_t{10} * 800);
    }
    const std::vector<std::int64_t> steps = keyframes.steps_on({event, 100});
    ASSERT_EQ(steps.size(), 10U);
    EXPECT_EQ(steps.back(), 100);
    EXPECT_GT(steps[1] - steps[0], steps[9] - steps[8]);
    EXPECT_EQ(keyframes.nearest({event, 99})->steps_done, steps[8]);
}

}  // namespace gs::test
