// The automatic range and the pictures that are kept.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/core/app/app.h"
#include "app/core/document/auto_range.h"
#include "app/core/files/kept_pictures.h"

namespace gs {
namespace {

TEST(AutoRange, StaysWhileTheValuesFillHalfOfIt) {
    Document d;
    d.ranges[1] = {0, 0.4};
    EXPECT_FALSE(follow_range(d, {0, 1, 0.0, 0.4}));
    EXPECT_FALSE(follow_range(d, {0, 1, 0.1, 0.31}));
    EXPECT_EQ(d.ranges[1], (Range{0, 0.4}));
}

TEST(AutoRange, TakesNeatNumbersAroundTheValues) {
    Document d;
    d.ranges[1] = {0, 0.4};
    EXPECT_TRUE(follow_range(d, {0, 1, 0.0, 0.4123}));
    EXPECT_EQ(d.ranges[1], (Range{0, 0.42}));
    EXPECT_TRUE(follow_range(d, {0, 1, 0.1004, 0.2}));
    EXPECT_EQ(d.ranges[1], (Range{0.1, 0.2}));
}

TEST(AutoRange, KeepsTheDirectionAndIgnoresWhatIsNoField) {
    Document d;
    d.ranges[1] = {1, 0};
    EXPECT_TRUE(follow_range(d, {0, 1, 0.0, 0.3}));
    EXPECT_EQ(d.ranges[1], (Range{0.3, 0}));
    EXPECT_FALSE(follow_range(d, {0, 1, 0.2, 0.2}));
    EXPECT_FALSE(follow_range(d, {NAN, NAN, NAN, NAN}));
    EXPECT_FALSE(follow_range(d, {0, 1, 2e9, 3e9}));
}

TEST(AutoRange, StaysWithinWhatARangeMayBe) {
    for (const Colouring colouring : {Colouring::Plain, Colouring::TwoChannels}) {
        Document d;
        d.colouring = colouring;
        EXPECT_TRUE(follow_range(d, {-1e300, 4.9e10, 0.0, 4.9e10}));
        for (const Range& range : d.ranges) {
            EXPECT_GE(range.low, -1e6);
            EXPECT_LE(range.high, 1e6);
        }
    }
}

TEST(AutoRange, IsNoEntryOfTheHistoryAndEndsWhenAnEndIsSet) {
    App app(App::Mode::Direct);
    ASSERT_TRUE(app.execute("set auto-range on").ok());
    app.follow_range({0, 1, 0, 0.9});
    EXPECT_EQ(shown_range(app.document()), (Range{0, 0.9}));
    EXPECT_EQ(app.undo_label(), "auto-range");
    ASSERT_TRUE(app.execute("set high 0.5").ok());
    EXPECT_FALSE(app.document().auto_range);
    app.follow_range({0, 1, 0, 0.9});
    EXPECT_EQ(shown_range(app.document()).high, 0.5);
}

TEST(AutoRange, UndoLeavesAFollowingRangeWhereItIs) {
    App app(App::Mode::Direct);
    ASSERT_TRUE(app.execute("set auto-range on; set feed 0.03").ok());
    app.follow_range({0, 1, 0, 0.9});
    ASSERT_TRUE(app.undo().ok());
    EXPECT_EQ(shown_range(app.document()), (Range{0, 0.9}));
    EXPECT_EQ(app.came_back().keys, std::vector<std::string>{"feed"});
}

TEST(KeptPictures, ComeBackOnlyWithTheirSettingsAndWhole) {
    const std::filesystem::path folder =
        std::filesystem::path(testing::TempDir()) / "grayscope-kept-pictures";
    std::filesystem::remove_all(folder);
    setenv("XDG_CACHE_HOME", folder.c_str(), 1);
    const Picture picture{2, 1, {1, 2, 3, 4, 5, 6}};
    keep_picture("coral", "feed 1", picture);
    const auto back = kept_picture("coral", "feed 1", 2, 1);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->rgb, picture.rgb);
    EXPECT_FALSE(kept_picture("coral", "feed 2", 2, 1).has_value());
    EXPECT_FALSE(kept_picture("mitosis", "feed 1", 2, 1).has_value());
    std::ofstream(folder / "grayscope/presets/coral.rgb", std::ios::app) << "x";
    EXPECT_FALSE(kept_picture("coral", "feed 1", 2, 1).has_value());
    unsetenv("XDG_CACHE_HOME");
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gs
