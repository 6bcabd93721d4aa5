// Ways of colouring, ranges of most cells, ticks, and the moment to compare with.
#include "app/core/document/colouring.h"

#include <cmath>
#include <set>

#include "app/core/app/app.h"
#include "app/core/document/auto_range.h"
#include "app/core/document/palettes.h"
#include "app/core/document/rate_of_change.h"
#include "app/core/document/ticks.h"
#include "app/core/files/legend.h"
#include "app/core/files/png.h"
#include "app/core/files/session.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// A small field with a pattern in it, after some steps.
Exported pattern_of(App& app) {
    (void)app.execute("size 24x16; seed spots 3; step 40");
    Exported present;
    EXPECT_TRUE(app.present(present).ok());
    return present;
}

Rgb pixel(const Picture& picture, int row, int col) {
    const auto at = 3 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                         static_cast<std::size_t>(col));
    return {picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]};
}

std::vector<float> plane(const Field& field, bool of_v) {
    std::vector<float> values;
    field.visit([&](auto u, auto v) {
        for (std::size_t i = 0; i < u.size(); ++i) values.push_back(static_cast<float>(of_v ? v[i] : u[i]));
    });
    return values;
}

}  // namespace

TEST(Colouring, LevelGroundKeepsThePalettesColourAndSlopesFollowTheLight) {
    Field ramp(5, 9, GS_F32);
    for (int y = 0; y < 5; ++y)
        for (int x = 0; x < 9; ++x) ramp.set(y, x, 1, x < 4 ? 0.2 : 0.2 + 0.05 * (x - 4));
    Document d;
    d.palette = "grey";
    d.light_angle = 180;  // from the left: ground that rises to the right lies towards it
    const Picture plain = coloured(ramp, d);
    d.colouring = Colouring::Relief;
    Picture relief = coloured(ramp, d);
    EXPECT_EQ(pixel(relief, 2, 1), pixel(plain, 2, 1));
    EXPECT_GT(pixel(relief, 2, 6)[0], pixel(plain, 2, 6)[0]);
    d.light_angle = 0;
    relief = coloured(ramp, d);
    EXPECT_LT(pixel(relief, 2, 6)[0], pixel(plain, 2, 6)[0]);
    d.relief_height = 0;
    EXPECT_EQ(coloured(ramp, d).rgb, plain.rgb);
}

TEST(Colouring, ContourLinesStandAtMultiplesOfTheirSpacingAndPlateausHaveNone) {
    Field ramp(3, 101, GS_F32);
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 101; ++x) ramp.set(y, x, 1, x < 20 ? 0 : 0.004 * (x - 20));
    Document d;
    d.contour_spacing = 0.1;
    const Picture plain = coloured(ramp, d);
    d.colouring = Colouring::Contours;
    const Picture lines = coloured(ramp, d);
    const auto differs = [&](int x) { return pixel(lines, 1, x) != pixel(plain, 1, x); };
    EXPECT_FALSE(differs(5)) << "the plateau at 0, which is a multiple";
    EXPECT_TRUE(differs(45) && differs(70) && differs(95));
    EXPECT_FALSE(differs(33) || differs(58) || differs(82));
}

TEST(Colouring, TwoChannelsShowEachInAnInkOfItsOwn) {
    Field field(1, 4, GS_F32);
    field.set(0, 0, 0, 0);
    field.set(0, 1, 1, 0);
    field.set(0, 2, 0, 0.4);
    field.set(0, 3, 1, 0.4);
    Document d;
    d.channel = Channel::U;
    d.colouring = Colouring::TwoChannels;
    const Picture both = coloured(field, d);
    EXPECT_EQ(pixel(both, 0, 0), (Rgb{0, 0, 0}));
    EXPECT_EQ(pixel(both, 0, 1), (Rgb{28, 84, 138}));
    EXPECT_EQ(pixel(both, 0, 2), (Rgb{226, 150, 60}));
    EXPECT_EQ(pixel(both, 0, 3), (Rgb{254, 234, 198}));
}

TEST(Colouring, TheRateIsWhatAStepOfTheKernelDoesAtEveryBoundary) {
    for (const char* boundary : {"periodic", "no-flux", "fixed 0.7 0.1"})
        for (const char* vary : {"vary off", "vary feed 0.02 0.06 across columns"}) {
            App app(App::Mode::Direct);
            ASSERT_TRUE(app.execute("kernel cpu-double").ok() || app.execute("kernel cpu-reference").ok());
            ASSERT_TRUE(app.execute(std::string("boundary ") + boundary + "; set dt 0.25").ok());
            const Exported before = pattern_of(app);
            ASSERT_TRUE(app.execute(vary).ok());
            ASSERT_TRUE(app.execute("step").ok());
            Exported after;
            ASSERT_TRUE(app.present(after).ok());
            for (const Channel channel : {Channel::U, Channel::V, Channel::Difference}) {
                Document d = app.document();
                d.channel = channel;
                std::vector<float> rate(before.field.cells());
                rate_of_change(plane(before.field, false), plane(before.field, true), d, rate);
                for (int y = 0; y < 16; ++y)
                    for (int x = 0; x < 24; ++x) {
                        const double du = (after.field.u(y, x) - before.field.u(y, x)) / 0.25,
                                     dv = (after.field.v(y, x) - before.field.v(y, x)) / 0.25;
                        const double wanted = channel == Channel::U   ? du
                                              : channel == Channel::V ? dv
                                                                      : du - dv;
                        ASSERT_NEAR(rate[static_cast<std::size_t>(24 * y + x)], wanted, 2e-6)
                            << boundary << " " << vary << " " << y << " " << x;
                    }
            }
        }
}

TEST(Colouring, TheMomentIsRememberedComparedWithAndKeptInSessions) {
    const Folder folder;
    App app(App::Mode::Direct);
    (void)pattern_of(app);
    EXPECT_TRUE(failed_with(app.execute("set colouring change"), "remember-moment"));
    ASSERT_TRUE(app.execute("remember-moment show").ok());
    EXPECT_EQ(app.document().colouring, Colouring::Change);
    Exported present;
    ASSERT_TRUE(app.present(present).ok());
    std::vector<float> change(present.field.cells());
    const auto differ = [&] {
        ASSERT_TRUE(app.present(present).ok());
        derive(plane(present.field, false), plane(present.field, true), app.document(), change);
    };
    differ();
    EXPECT_TRUE(std::all_of(change.begin(), change.end(), [](float x) { return x == 0; }));
    ASSERT_TRUE(app.execute("step 5").ok());
    differ();
    EXPECT_FALSE(std::all_of(change.begin(), change.end(), [](float x) { return x == 0; }));
    const std::string path = folder / "s.json";
    ASSERT_TRUE(app.execute("save-session " + path).ok());
    Session session;
    ASSERT_TRUE(read_session(path, session).ok());
    ASSERT_TRUE(session.document.moment != nullptr);
    EXPECT_TRUE(*session.document.moment == *app.document().moment);
    ASSERT_TRUE(app.execute("size 20x20").ok());
    EXPECT_EQ(app.document().colouring, Colouring::Plain) << "nothing to compare with at this size";
    ASSERT_TRUE(app.undo().ok());
    EXPECT_EQ(app.document().colouring, Colouring::Change);
    ASSERT_TRUE(app.undo().ok());
    EXPECT_TRUE(app.document().moment == nullptr) << "remembering is undone as one";
}

TEST(Range, MostCellsAreSpannedAndTheRarestLeftOut) {
    Document d;
    d.auto_range = true;
    Sample sample;
    for (int i = 0; i <= 1000; ++i) sample.push_back({1, i == 1000 ? 9.0F : static_cast<float>(i) / 1000, 0});
    EXPECT_EQ(values_shown(d, {0, 1, 0, 9}, sample), (Range{0, 9}));
    d.range_within = 90;
    const Range most = values_shown(d, {0, 1, 0, 9}, sample);
    EXPECT_NEAR(most.low, 0.05, 1e-6);
    EXPECT_NEAR(most.high, 0.95, 1e-6);
    EXPECT_TRUE(follow_range(d, {0, 1, 0, 9}, sample));
    EXPECT_EQ(shown_range(d), (Range{0.05, 0.95}));
    d.colouring = Colouring::Rate;
    for (auto& [u, v, derived] : sample) derived = -v / 100;
    const Range rate = values_shown(d, {}, sample);
    EXPECT_NEAR(rate.low, -rate.high, 1e-9) << "as far below as above";
    EXPECT_NEAR(rate.high, 0.0095, 1e-6);
}

TEST(Range, UAndVBothFollowWhereBothAreShown) {
    Document d;
    d.colouring = Colouring::TwoChannels;
    EXPECT_TRUE(follow_range(d, {0.2, 0.6, 0, 0.1}));
    EXPECT_EQ(d.ranges[0], (Range{0.2, 0.6}));
    EXPECT_EQ(d.ranges[1], (Range{0, 0.1}));
}

TEST(Range, IsChosenByACommandWithThreeWays) {
    App app(App::Mode::Direct);
    const Document& d = app.document();
    EXPECT_TRUE(app.execute("range follow").ok());
    EXPECT_TRUE(d.auto_range && d.range_within == 100);
    EXPECT_TRUE(app.execute("range percentile").ok());
    EXPECT_TRUE(d.auto_range && d.range_within == 98);
    EXPECT_TRUE(app.execute("range 90").ok());
    EXPECT_EQ(d.range_within, 90);
    EXPECT_TRUE(app.execute("range 0.1 0.3").ok());
    EXPECT_TRUE(!d.auto_range && shown_range(d) == (Range{0.1, 0.3}));
    EXPECT_TRUE(app.execute("range follow; range hand").ok());
    EXPECT_FALSE(d.auto_range);
    EXPECT_TRUE(failed_with(app.execute("range somehow"), "somehow"));
    EXPECT_TRUE(failed_with(app.execute("range 20"), "50"));
}

TEST(Legend, StandsBelowThePictureAndLeavesItAsItIs) {
    Document d;
    Field field(30, 300, GS_F32);
    const Picture plain = coloured(field, d);
    EXPECT_EQ(with_legend(plain, d).rgb, plain.rgb) << "not asked for";
    d.colour_bar = true;
    for (const Colouring way : {Colouring::Plain, Colouring::TwoChannels}) {
        d.colouring = way;
        const Picture with = with_legend(plain, d);
        EXPECT_EQ(with.width, plain.width);
        EXPECT_GT(with.height, plain.height + 20);
        EXPECT_EQ(with.rgb.size(), static_cast<std::size_t>(3 * with.width * with.height));
        EXPECT_TRUE(std::equal(plain.rgb.begin(), plain.rgb.end(), with.rgb.begin()));
        std::set<Rgb> seen;
        for (int x = 0; x < with.width; ++x) seen.insert(pixel(with, plain.height + 12, x));
        EXPECT_GT(seen.size(), 60U) << "the palette's colours";
    }
    EXPECT_EQ(with_legend(coloured(Field(3, 5, GS_F32), d), d).height, 3) << "too narrow";
    const Picture wide = with_legend(coloured(Field(2, 5000, GS_F32), d), d);
    EXPECT_EQ(wide.width, 5000);
}

TEST(Ticks, AreRoundNumbersWithinTheRange) {
    const auto labels = [](const Range& range, int most) {
        std::string all;
        for (const Tick& tick : ticks_of(range, most)) all += tick.label + " ";
        return all;
    };
    EXPECT_EQ(labels({0, 0.4}, 5), "0 0.1 0.2 0.3 0.4 ");
    EXPECT_EQ(labels({-0.2, 1}, 5), "0 0.5 1 ");
    EXPECT_EQ(labels({1, 0}, 3), "1 0.5 0 ");
    EXPECT_EQ(labels({0.3, 0.3}, 5), "");
    EXPECT_NEAR(ticks_of({1, 0}, 3)[1].place, 0.5, 1e-12);
    for (double width = 1e-6; width < 1e6; width *= 1.7)
        for (const int most : {2, 3, 5, 8}) {
            const auto ticks = ticks_of({0.37 * width, 1.37 * width}, most);
            EXPECT_LE(ticks.size(), static_cast<std::size_t>(most)) << width;
            EXPECT_GE(ticks.size(), 1U) << width;
        }
}

}  // namespace gs::test
