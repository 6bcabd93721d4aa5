// Settings that move over time: `glide`, `path`, and what they mean to history, sessions and steps.
#include "app/core/document/glide.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/core/app/view_words.h"
#include "app/core/document/presets.h"
#include "tests/unit/core_support.h"

namespace gs::test {
namespace {

/// A small field that no one watches.
class Glides : public testing::Test {
  protected:
    Glides() : app(App::Mode::Direct) { perform(app, "size 24 16; preset coral"); }
    double feed() const { return app.document().feed; }
    Status run(const std::string& line) { return app.execute(line); }

    App app;
};

}  // namespace

TEST(Glide, IsLinearBetweenItsMomentsAndStaysAtItsEnd) {
    const Glide glide{{"feed", "kill"}, {{0, {0, 1}}, {2, {0.5, 1}}, {6, {0.5, 0}}}};
    EXPECT_EQ(glide.values(0), (std::vector{0.0, 1.0}));
    EXPECT_EQ(glide.values(1), (std::vector{0.25, 1.0}));
    EXPECT_EQ(glide.values(5), (std::vector{0.5, 0.25}));
    EXPECT_EQ(glide.values(7), (std::vector{0.5, 0.0}));
    const Glide slower = glide.lasting(60, Glide::Clock::Simulated);
    EXPECT_EQ(slower.values(10), glide.values(1));
    EXPECT_EQ(slower.length(), 60);
}

TEST(Glide, OnlyRealNumbersOfEquationsAndPictureCan) {
    const std::vector<std::string> keys = gliding_keys();
    for (const char* key : {"feed", "kill", "du", "dv", "dt", "edge", "corner"})
        EXPECT_NE(std::find(keys.begin(), keys.end(), key), keys.end()) << key;
    for (const char* key : {"cols", "speed", "brush-radius", "seed-number"})
        EXPECT_EQ(std::find(keys.begin(), keys.end(), key), keys.end()) << key;
}

TEST(Glide, ReadsItsDuration) {
    double length = 0;
    Glide::Clock clock{};
    EXPECT_TRUE(read_duration("d", "5s", length, clock));
    EXPECT_EQ(length, 5);
    EXPECT_EQ(clock, Glide::Clock::Wall);
    EXPECT_TRUE(read_duration("d", "2.5", length, clock));
    EXPECT_EQ(length, 2.5);
    EXPECT_TRUE(read_duration("d", "700t", length, clock));
    EXPECT_EQ(clock, Glide::Clock::Simulated);
    for (const char* wrong : {"", "s", "0s", "-3", "soon", "5 h"})
        EXPECT_FALSE(read_duration("d", wrong, length, clock)) << wrong;
}

TEST_F(Glides, MoveOverSimulatedTimeToTheirEndExactly) {
    const double from = feed();
    perform(app, "glide feed 0.03 100t; step 50");
    EXPECT_NEAR(feed(), (from + 0.03) / 2, (from - 0.03) / 40);
    perform(app, "step 49");
    EXPECT_TRUE(app.glide_share().has_value());
    perform(app, "step 30");
    EXPECT_EQ(feed(), 0.03);
    EXPECT_FALSE(app.glide_share().has_value());
    EXPECT_EQ(app.state().steps_done, 129);
}

TEST_F(Glides, TakeASecondForAsManyStepsAsTheSpeedAsksFor) {
    perform(app, "speed 100; glide kill 0.05 feed 0.02 2s; step 100");
    EXPECT_NEAR(app.document().kill, (0.062 + 0.05) / 2, 1e-4);
    perform(app, "step 100");
    EXPECT_EQ(app.document().kill, 0.05);
    EXPECT_EQ(feed(), 0.02);
}

TEST_F(Glides, AreOneEntryOfTheHistory) {
    perform(app, "feed 0.05; glide feed 0.03 100t; step 200; undo");
    EXPECT_EQ(feed(), 0.05);
    perform(app, "redo");
    EXPECT_EQ(feed(), 0.03);
    perform(app, "undo; undo");
    EXPECT_EQ(feed(), 0.0545);
}

TEST_F(Glides, EndIfSomeoneElseTakesHoldOrSaysSo) {
    perform(app, "glide feed 0.03 100t; step 20; feed 0.04; step 200");
    EXPECT_EQ(feed(), 0.04);
    perform(app, "glide feed 0.03 100t; step 20; glide stop; step 200");
    EXPECT_GT(feed(), 0.03);
    EXPECT_TRUE(failed_with(run("glide stop"), "nothing is gliding"));
    perform(app, "glide feed 0.03 100t; step 20; undo; step 100");
    EXPECT_NE(feed(), 0.03);
}

TEST_F(Glides, EndInAPresetsEquationsWithItsName) {
    perform(app, "boundary fixed; glide preset worms 50t; step 25");
    EXPECT_EQ(app.document().boundary, Boundary::Fixed);
    perform(app, "step 25");
    EXPECT_EQ(app.document().boundary, Boundary::Periodic);
    ASSERT_NE(matching_preset(app.document()), nullptr);
    EXPECT_EQ(std::string(matching_preset(app.document())->id), "worms");
    EXPECT_EQ(app.state().steps_done, 50) << "the field goes on";
}

TEST_F(Glides, RefuseWhatCantGlideInOneSentence) {
    EXPECT_TRUE(failed_with(run("glide seed spots 5s"), "seed", "can glide"));
    EXPECT_TRUE(failed_with(run("glide feed 2 5s"), "feed", "between 0 and 1"));
    EXPECT_TRUE(failed_with(run("glide feed 0.03"), "glide feed 0.03 5s"));
    EXPECT_TRUE(failed_with(run("glide feed 0.03 soon"), "duration", "soon"));
    EXPECT_TRUE(failed_with(run("glide preset wurms 5s"), "wurms", "worms"));
    EXPECT_TRUE(failed_with(run("glide feed 0.03 F 0.04 5s"), "twice"));
    EXPECT_TRUE(failed_with(run("glide path"), "no path"));
    perform(app, "vary feed 0.01 0.05 across columns");
    EXPECT_TRUE(failed_with(run("glide feed 0.03 5s"), "vary off"));
}

TEST_F(Glides, FollowAPathInItsTimeOrAnother) {
    perform(app, "speed 100; path 0 0.03 0.06 1 0.05 0.06 3 0.05 0.05; glide path");
    EXPECT_EQ(feed(), 0.03) << "it begins at its first place";
    perform(app, "step 100");
    EXPECT_NEAR(feed(), 0.05, 1e-9);
    EXPECT_NEAR(app.document().kill, 0.06, 3e-4);
    perform(app, "step 200");
    EXPECT_EQ(app.document().kill, 0.05);
    perform(app, "glide path 30t; step 30");
    EXPECT_EQ(app.document().kill, 0.05);
    perform(app, "undo; undo; undo");
    EXPECT_EQ(app.document().path, nullptr);
}

TEST_F(Glides, PathsAreReadWrittenAndKeptInSessions) {
    Glide path, again;
    const std::vector<std::string> words{"1", "0.03", "0.06", "2.5", "0.05", "0.055"};
    ASSERT_TRUE(read_path(words, path));
    EXPECT_EQ(words_of_path(path), "0 0.03 0.06 1.5 0.05 0.055");
    EXPECT_TRUE(failed_with(run("path 0 0.03"), "threes"));
    EXPECT_TRUE(failed_with(run("path 0 0.03 0.06"), "between 2"));
    EXPECT_TRUE(failed_with(run("path 1 0.03 0.06 1 0.03 0.06"), "later"));
    EXPECT_TRUE(failed_with(run("path 0 0.03 0.06 1 3 0.06"), "feed", "between 0 and 1"));
    const Folder folder;
    perform(app, "path 0 0.03 0.06 1.5 0.05 0.055; save-session " + (folder / "s.json"));
    App other(App::Mode::Direct);
    perform(other, "open " + (folder / "s.json"));
    ASSERT_NE(other.document().path, nullptr);
    EXPECT_EQ(*other.document().path, path);
}

TEST(Glide, ThinsAPathOutButKeepsItsEnds) {
    std::vector<Glide::Moment> moments;
    moments.reserve(3001);
    for (int i = 0; i < 3001; ++i) moments.push_back({i * 0.02, {i * 1e-5, 0.06}});
    thin_out(moments);
    EXPECT_LE(moments.size(), kMostPlaces);
    EXPECT_GT(moments.size(), kMostPlaces / 3);
    EXPECT_EQ(moments.front().at, 0);
    EXPECT_EQ(moments.back().at, 60);
}

TEST(Journal, LeavesAwayWhatOnlyLeadsToOtherCommands) {
    EXPECT_FALSE(is_journalled("view paste"));
    EXPECT_FALSE(is_journalled("view map-over-field"));
    for (const char* line : {"view map", "view copy", "feed 0.03", "view", "paste", ""})
        EXPECT_TRUE(is_journalled(line)) << line;
}

}  // namespace gs::test
