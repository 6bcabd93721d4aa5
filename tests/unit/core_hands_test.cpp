// What a hand does: shapes, symmetry, tools, the selection, the whole field, painted rates.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>
#include <utility>
#include <vector>

#include "app/core/files/png.h"
#include "app/core/hands/edits.h"
#include "app/core/hands/reshape.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// An empty field of 32 columns and 20 rows, of the reference kernel.
class Hands : public testing::Test {
  protected:
    Hands() { perform(app_, "kernel cpu-reference; size 32 20; seed empty"); }
    Field field() { return present(app_).field; }
    double v(int row, int col) { return field().v(row, col); }
    /// Where v is not 0: '#'.
    std::string drawn() {
        const Field now = field();
        std::string all;
        for (int y = 0; y < now.rows(); ++y, all += '\n')
            for (int x = 0; x < now.cols(); ++x) all += now.v(y, x) > 0 ? '#' : '.';
        return all;
    }
    int painted() {
        const std::string all = drawn();
        return static_cast<int>(std::count(all.begin(), all.end(), '#'));
    }
    App app_{App::Mode::Direct};
    Folder folder_;
};

/// Every cell holds a number of its own.
Field numbered(int rows, int cols) {
    Field field(rows, cols, GS_F32);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) field.set(y, x, y, x);
    return field;
}

}  // namespace

TEST_F(Hands, TheBrushIsSoftRoundOrSquare) {
    perform(app_, "paint 10 10 4");
    EXPECT_FLOAT_EQ(static_cast<float>(v(10, 12)), 0.25F);
    EXPECT_FLOAT_EQ(static_cast<float>(v(10, 13)), 0.125F);  // a quarter of the way beyond the half
    EXPECT_EQ(v(10, 14), 0);
    perform(app_, "clear; set brush-shape round; paint 10 10 4");
    EXPECT_EQ(v(10, 14), 0.25);
    EXPECT_EQ(v(13, 13), 0);
    perform(app_, "clear; set brush-shape square; paint 10 10 4");
    EXPECT_EQ(v(13, 13), 0.25);
    EXPECT_EQ(painted(), 81);
}

TEST_F(Hands, WhatIsPaintedIsWhatTheSettingsSay) {
    perform(app_, "set brush-shape round; set brush-v 0.5; set brush-paints v; paint 10 10 2");
    EXPECT_EQ(field().u(10, 10), 1);
    EXPECT_EQ(v(10, 10), 0.5);
    perform(app_, "set brush-paints u; set brush-u 0.125; paint 10 10 2");
    EXPECT_EQ(field().u(10, 10), 0.125);
    EXPECT_EQ(v(10, 10), 0.5);
    perform(app_, "erase 10 10 2");
    EXPECT_EQ(field().u(10, 10), 1);
    EXPECT_EQ(v(10, 10), 0.5);
    perform(app_, "set brush-paints u-and-v; erase 10 10 2");
    EXPECT_EQ(painted(), 0);
}

TEST_F(Hands, ALineHasTheBrushsWidthAndItsShapeAtTheEnds) {
    perform(app_, "set brush-shape square; set brush-radius 1; line 5 5 5 10");
    EXPECT_EQ(painted(), 3 * 8);
    perform(app_, "clear; set brush-shape round; line 5 5 15 5");
    EXPECT_EQ(painted(), 3 * 11 + 2);
    perform(app_, "line 5 5 15 5 erase");
    EXPECT_EQ(painted(), 0);
    EXPECT_TRUE(failed_with(app_.execute("line 5 5 15 5 wipe"), "line", "wipe", "erase"));
}

TEST_F(Hands, ARectangleIncludesBothCorners) {
    perform(app_, "rectangle 8 9 3 4");
    EXPECT_EQ(painted(), 36);
    EXPECT_EQ(v(3, 4), 0.25);
    EXPECT_EQ(v(8, 9), 0.25);
    EXPECT_EQ(v(2, 4), 0);
}

TEST_F(Hands, FillStopsAtOtherValuesAndGoesOnAtThePeriodicEdge) {
    perform(app_, "set boundary no-flux; rectangle 0 10 19 10; rectangle 0 20 19 20; set brush-v 0.5");
    perform(app_, "fill 4 4");
    EXPECT_EQ(v(12, 9), 0.5);
    EXPECT_EQ(v(12, 10), 0.25);
    EXPECT_EQ(v(12, 30), 0);
    perform(app_, "undo; set boundary periodic; fill 4 4");
    EXPECT_EQ(v(12, 30), 0.5);
    EXPECT_EQ(v(12, 15), 0);
    perform(app_, "fill 4 4 erase");
    EXPECT_EQ(v(12, 30), 0);
}

TEST_F(Hands, FillCountsTheTolerance) {
    perform(app_, "set brush-v 0.04; rectangle 5 5 9 9; set brush-v 0.5; fill 0 0");
    EXPECT_EQ(v(7, 7), 0.5);
    perform(app_, "undo; set fill-tolerance 0.03; fill 0 0");
    EXPECT_FLOAT_EQ(static_cast<float>(v(7, 7)), 0.04F);
}

TEST_F(Hands, AMarkAndItsMirrorImageAreTheSameToTheBit) {
    perform(app_, "set brush-mirror both; paint 4.31 7.77 5.2; paint 9.1 15.2 6 0.3");
    const Field now = field();
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 32; ++x) {
            ASSERT_EQ(now.v(y, x), now.v(y, 31 - x)) << y << " " << x;
            ASSERT_EQ(now.v(y, x), now.v(19 - y, x)) << y << " " << x;
        }
    EXPECT_GT(painted(), 100);
}

TEST_F(Hands, TurnsRepeatAMarkAroundTheMiddle) {
    perform(app_, "size 41 41; set brush-fold 4; set brush-shape round; paint 20 32 2");
    for (const auto& [row, col] : {std::pair(20, 32), {32, 20}, {20, 8}, {8, 20}})
        EXPECT_EQ(v(row, col), 0.25);
    const int four = painted();
    perform(app_, "clear; set brush-fold 1; paint 20 32 2");
    EXPECT_EQ(four, 4 * painted());
    for (int fold = 2; fold <= 12; ++fold) {
        const auto all = images({BrushMirror::None, fold}, {41, 41});
        ASSERT_EQ(all.size(), static_cast<std::size_t>(fold));
        EXPECT_EQ(images({BrushMirror::LeftRight, fold}, {41, 41}).size(),
                  static_cast<std::size_t>(2 * fold));
        const CellPoint turned = all[1].to({20, 32});
        EXPECT_NEAR(std::hypot(turned.row - 20, turned.col - 20), 12, 1e-12);
        const CellPoint back = all[1].back(turned);
        EXPECT_NEAR(back.col, 32, 1e-12);
    }
}

TEST_F(Hands, ImagesThatOverlapPaintACellOnce) {
    perform(app_, "set brush-shape round; set brush-mirror both; paint 9.5 15.5 4 0.5");
    const double once = v(9, 15);
    perform(app_, "clear; set brush-mirror none; paint 9.5 15.5 4 0.5");
    EXPECT_EQ(v(9, 15), once);
}

TEST_F(Hands, EdgesOfAreasAreReachedByRectanglesThatShareNoCell) {
    const edit::Stroke stroke{{9, 14}, {9, 14}, 3, BrushShape::Soft, {{}, 1, {BrushMirror::Both, 6}}};
    std::vector<int> times(20 * 32);
    for (const Rect& r : reach(stroke, {20, 32}))
        for (int y = r.row; y < r.row + r.rows; ++y)
            for (int x = r.col; x < r.col + r.cols; ++x)
                ++times[static_cast<std::size_t>(y) * 32 + static_cast<std::size_t>(x)];
    EXPECT_EQ(*std::max_element(times.begin(), times.end()), 1);
    EXPECT_TRUE(reach(edit::Stroke{{90, 90}, {90, 90}, 3}, {20, 32}).empty());
}

TEST_F(Hands, MarksGoOnAtTheOtherSideOfAPeriodicField) {
    perform(app_, "set brush-shape square; set boundary no-flux; paint 0 31 2");
    EXPECT_EQ(painted(), 3 * 3);
    perform(app_, "clear; set boundary periodic; paint 0 31 2");
    EXPECT_EQ(painted(), 5 * 5);
    for (const auto& [row, col] : {std::pair(2, 29), {2, 1}, {18, 29}, {18, 1}})
        EXPECT_EQ(v(row, col), 0.25) << row << " " << col;
    // A mark that goes over an edge is the one within the field, shifted, to the bit.
    perform(app_, "clear; set brush-shape soft; paint 10.3 15.6 6.2 0.7; shift 10 16");
    const Field shifted = field();
    perform(app_, "clear; paint 20.3 31.6 6.2 0.7");
    const Field over = field();
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 32; ++x) ASSERT_NEAR(over.v(y, x), shifted.v(y, x), 1e-15) << y << " " << x;
    perform(app_, "clear; stamp soliton 10 16");
    const int whole = painted();
    perform(app_, "clear; stamp soliton 19 0");
    EXPECT_EQ(painted(), whole);
    perform(app_, "clear; rectangle -2 30 1 33");
    EXPECT_EQ(painted(), 16);
    perform(app_, "clear; rectangle 2 3 4 5; select 2 3 4 5; copy; clear; paste 19 31");
    EXPECT_EQ(painted(), 9);
    EXPECT_EQ(v(1, 1), 0.25);
    perform(app_, "clear; set brush-fold 4; set brush-mirror both; paint 0 0 3");
    for (const Rect& a :
         reach(edit::Stroke{{0, 0}, {0, 0}, 3, BrushShape::Soft, {{}, 1, {BrushMirror::Both, 4, true}}},
               {20, 32}))
        EXPECT_TRUE(within(a, {20, 32}) == a);
}

TEST_F(Hands, StampsAreTurned) {
    perform(app_, "stamp spot 10 16");
    EXPECT_EQ(v(10, 22), 0.25);
    EXPECT_EQ(v(16, 16), 0);
    perform(app_, "clear; stamp spot 10 16 90");
    EXPECT_EQ(v(10, 22), 0);
    EXPECT_EQ(v(16, 16), 0.25);
    perform(app_, "stamp soliton 10 16");
    EXPECT_EQ(v(10, 16), 1);
    EXPECT_TRUE(failed_with(app_.execute("stamp star 1 1"), "star", "spot", "u-skate"));
}

TEST_F(Hands, ASelectionIsCopiedPastedAndStamped) {
    EXPECT_TRUE(failed_with(app_.execute("copy"), "select"));
    EXPECT_TRUE(failed_with(app_.execute("paste"), "copied"));
    perform(app_, "rectangle 2 3 4 5; select 2 3 4 5; copy; paste 10 20");
    EXPECT_EQ(v(10, 20), 0.25);
    EXPECT_EQ(v(12, 22), 0.25);
    EXPECT_EQ(painted(), 18);
    perform(app_, "undo");
    EXPECT_EQ(painted(), 9);
    perform(app_, "stamp selection 15 15");
    EXPECT_EQ(v(14, 14), 0.25);
    perform(app_, "set boundary no-flux; paste 18 30");  // what does not fit is left out
    EXPECT_EQ(painted(), 18 + 4);
    perform(app_, "cut");
    EXPECT_EQ(v(3, 4), 0);
    perform(app_, "select none; paste");
    EXPECT_EQ(v(3, 4), 0.25);
    EXPECT_TRUE(failed_with(app_.execute("select 100 3 104 5"), "100", "32"));
    EXPECT_TRUE(failed_with(app_.execute("select here"), "here", "ROW COL"));
}

TEST_F(Hands, ASelectionEndsWithTheSizeOfItsField) {
    perform(app_, "select all");
    EXPECT_EQ(app_.hands().selection, (Rect{0, 0, 20, 32}));
    perform(app_, "size 16 16");
    EXPECT_FALSE(app_.hands().selection);
}

TEST_F(Hands, ASelectionIsSavedAsPictureAndAsField) {
    EXPECT_TRUE(failed_with(app_.execute("save-selection " + folder_ / "a.png"), "select"));
    perform(app_, "rectangle 2 3 4 5; select 2 3 4 7; save-selection " + folder_ / "a.npy");
    perform(app_, "save-selection " + folder_ / "a.png");
    EXPECT_GT(bytes_of(folder_ / "a.png").size(), 50U);
    perform(app_, "load-field " + folder_ / "a.npy");
    EXPECT_EQ(app_.document().cols, 5);
    EXPECT_EQ(app_.document().rows, 3);
    EXPECT_EQ(painted(), 9);
}

TEST_F(Hands, TheWholeFieldOrTheSelectionIsChanged) {
    perform(app_, "rectangle 2 3 4 5; shift 5 -4");
    EXPECT_EQ(v(7, 31), 0.25);
    EXPECT_EQ(v(9, 1), 0.25);
    EXPECT_EQ(painted(), 9);
    perform(app_, "shift -5 4; mirror left-right");
    EXPECT_EQ(v(2, 28), 0.25);
    perform(app_, "mirror top-bottom");
    EXPECT_EQ(v(17, 28), 0.25);
    perform(app_, "turn half");
    EXPECT_EQ(v(2, 3), 0.25);
    perform(app_, "select 0 0 9 9; mirror left-right");
    EXPECT_EQ(v(2, 6), 0.25);
    EXPECT_EQ(painted(), 9);
    perform(app_, "noise 0.1 3");
    EXPECT_EQ(field().u(12, 12), 1);
    EXPECT_NE(field().u(5, 5), 1);
    EXPECT_NEAR(field().u(5, 5), 1, 0.1);
    perform(app_, "clear");
    EXPECT_EQ(painted(), 0);
    perform(app_, "select none; spots 3 7");
    EXPECT_GT(painted(), 30);
    const Field first = field();
    perform(app_, "clear; spots 3 7");
    EXPECT_TRUE(field() == first);
}

TEST(Reshaping, TurnsAndTilesAndCutsExactly) {
    using How = Reshape::How;
    const Field field = numbered(2, 3);
    const Field right = reshaped(field, {How::TurnRight, {3, 2}});
    EXPECT_EQ(right.u(0, 0), 1);  // the lower left corner comes to the upper left
    EXPECT_EQ(right.v(0, 0), 0);
    EXPECT_EQ(right.u(0, 1), 0);
    EXPECT_TRUE(reshaped(right, {How::TurnLeft, {2, 3}}) == field);
    const Field tiled = reshaped(field, {How::Tile, {5, 7}});
    EXPECT_EQ(tiled.u(3, 6), 1);
    EXPECT_EQ(tiled.v(3, 5), 2);
    const Field padded = reshaped(field, {How::Keep, {4, 5}});
    EXPECT_EQ(padded.u(1, 1), 0);
    EXPECT_EQ(padded.v(1, 3), 2);
    EXPECT_EQ(padded.u(0, 0), 1);
    EXPECT_EQ(padded.v(0, 0), 0);
    EXPECT_TRUE(reshaped(padded, {How::Keep, {2, 3}}) == field);
    EXPECT_TRUE(reshaped(field, {How::Resample, {2, 3}}) == field);
    const Field finer = reshaped(field, {How::Resample, {2, 6}});
    EXPECT_FLOAT_EQ(static_cast<float>(finer.v(0, 1)), 0.25F);
    EXPECT_EQ(finer.v(0, 5), 2);
}

TEST_F(Hands, AnotherSizeKeepsTheFieldAndIsUndone) {
    perform(app_, "rectangle 2 3 4 5; step 3");
    const Field before = field();
    perform(app_, "turn right");
    EXPECT_EQ(app_.document().cols, 20);
    EXPECT_EQ(app_.document().rows, 32);
    EXPECT_EQ(app_.state().steps_done, 3);
    const Field after = field();
    perform(app_, "undo");
    EXPECT_TRUE(field() == before);
    perform(app_, "redo");
    EXPECT_TRUE(field() == after);
    perform(app_, "turn left");
    EXPECT_TRUE(field() == before);
    for (const char* how : {"resize 64 40 pad", "resize 64x40 resample", "resize 64 40 tile"}) {
        perform(app_, how);
        EXPECT_EQ(field().cols(), 64) << how;
        EXPECT_EQ(app_.state().steps_done, 3) << how;
        perform(app_, "step 1; undo");
        EXPECT_TRUE(field() == before) << how;
    }
    perform(app_, "resize 16 10 crop");
    const Field cropped = field();
    perform(app_, "undo; resize 16 10");
    EXPECT_TRUE(field() == cropped);
    EXPECT_TRUE(failed_with(app_.execute("resize 64 40 melt"), "melt", "crop, pad", "tile"));
}

TEST_F(Hands, PaintedRatesAreEachCellsOwn) {
    perform(app_, "feed 0.05; set brush-shape round; set brush-paints feed; set brush-feed 0.03");
    perform(app_, "paint 10 10 3");
    const Document d = app_.document();
    ASSERT_TRUE(varies(d));
    EXPECT_EQ(rates_at(d, 10, 10), std::pair(0.03, d.kill));
    EXPECT_EQ(rates_at(d, 10, 14), std::pair(0.05, d.kill));
    perform(app_, "set brush-paints kill; set brush-kill 0.06; rectangle 0 0 3 3");
    EXPECT_EQ(rates_at(app_.document(), 2, 2), std::pair(0.05, 0.06));
    EXPECT_EQ(rates_at(app_.document(), 10, 10).first, 0.03);
    perform(app_, "fill 19 31");
    EXPECT_EQ(rates_at(app_.document(), 19, 0).second, 0.06);
    perform(app_, "undo; set brush-paints feed; erase 10 10 5");
    EXPECT_EQ(rates_at(app_.document(), 10, 10).first, 0.05);
    EXPECT_TRUE(d.rates != app_.document().rates);
    EXPECT_EQ(d.rates->u(10, 10), 0.03);  // what is shared is never changed
    EXPECT_EQ(painted(), 0);
    perform(app_, "undo; undo; undo");
    EXPECT_FALSE(varies(app_.document()));
    perform(app_, "redo");
    EXPECT_EQ(rates_at(app_.document(), 10, 10).first, 0.03);
    perform(app_, "turn right");
    EXPECT_EQ(rates_at(app_.document(), 10, 9).first, 0.03);
    perform(app_, "vary off");
    EXPECT_FALSE(varies(app_.document()));
}

TEST(PaintedRates, OfALargeFieldAreSeenWhileTheyAreDrawnAndAreOneEntry) {
    App app(App::Mode::Threaded);
    perform(app, "kernel cpu-simd; size 1100 1000; feed 0.05; set brush-shape round; set brush-paints feed");
    app.finish();
    const auto feed_at = [&](int row, int col) { return rates_at(app.document(), row, col).first; };
    const double painted = app.document().brush_feed;
    app.begin_gesture("stroke");
    perform(app, "paint 10 10 3");
    for (int i = 0; i < 30000 && !varies(app.document()); ++i) {
        app.update();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(feed_at(10, 10), painted) << "while it is drawn";
    perform(app, "paint 10 100 3");
    app.end_gesture();
    perform(app, "paint 10 200 3");  // comes after the stroke, whose end is on its way
    EXPECT_EQ(feed_at(10, 100), painted);
    app.finish();
    EXPECT_EQ(feed_at(10, 200), painted);
    perform(app, "undo");
    EXPECT_EQ(feed_at(10, 200), 0.05);
    EXPECT_EQ(feed_at(10, 100), painted);
    perform(app, "undo");
    EXPECT_FALSE(varies(app.document()));
    EXPECT_EQ(app.redo_label(), "stroke");
    perform(app, "redo");
    EXPECT_EQ(feed_at(10, 10), painted);
    EXPECT_EQ(feed_at(10, 100), painted);
    // One that ends before the first copy is one entry, too.
    perform(app, "vary off");
    app.begin_gesture("short");
    perform(app, "paint 500 500 3");
    app.end_gesture();
    app.finish();
    EXPECT_EQ(feed_at(500, 500), painted);
    EXPECT_EQ(app.undo_label(), "short");
    perform(app, "undo");
    EXPECT_FALSE(varies(app.document()));
}

TEST_F(Hands, PaintedRatesAreComputedWith) {
    perform(app_,
            "rectangle 5 5 14 25; set brush-paints kill; set brush-kill 0.5; rectangle 0 0 19 15; step 1");
    EXPECT_LT(v(10, 10), v(10, 20));
}

TEST_F(Hands, ATextIsWrittenInTheMiddle) {
    perform(app_, "size 320 180; text GRAY");
    const Field now = field();
    int low = 320, high = 0, cells = 0;
    for (int y = 0; y < 180; ++y)
        for (int x = 0; x < 320; ++x)
            if (now.v(y, x) > 0.2) {
                low = std::min(low, x);
                high = std::max(high, x);
                ++cells;
            }
    EXPECT_NEAR(low + high, 319, 3);
    EXPECT_GT(high - low, 200);
    EXPECT_GT(cells, 3000);
    EXPECT_LT(cells, 20000);
    perform(app_, "undo");
    EXPECT_EQ(field().v(90, low + 5), 0);
    EXPECT_TRUE(failed_with(app_.execute("text ' '"), "letter"));
    EXPECT_TRUE(failed_with(app_.execute("size 4 4; text Grayscope"), "Grayscope", "4 x 4"));
}

TEST_F(Hands, APictureBecomesASeedOrAMapOfARate) {
    // Left half black, right half white.
    Picture picture{64, 40, std::vector<std::uint8_t>(std::size_t{64} * 40 * 3)};
    for (std::size_t i = 0; i < picture.rgb.size(); ++i) picture.rgb[i] = i / 3 % 64 < 32 ? 0 : 255;
    const std::string file = folder_ / "half.png";
    ASSERT_TRUE(write_picture(file, picture));
    perform(app_, "seed noise; picture " + file + " seed");
    EXPECT_EQ(v(10, 15), 0);
    EXPECT_EQ(field().u(10, 15), 1);
    EXPECT_EQ(v(10, 16), 0.25);
    EXPECT_EQ(field().u(10, 16), 0.5);
    perform(app_, "picture " + file + " feed invert range 0.02:0.06");
    EXPECT_EQ(rates_at(app_.document(), 5, 5).first, 0.06);
    EXPECT_EQ(rates_at(app_.document(), 5, 25).first, 0.02);
    EXPECT_EQ(rates_at(app_.document(), 5, 25).second, app_.document().kill);
    perform(app_, "undo");
    EXPECT_FALSE(varies(app_.document()));
    EXPECT_TRUE(failed_with(app_.execute("picture " + file + " soup"), "soup", "kill"));
    EXPECT_TRUE(failed_with(app_.execute("picture " + file + " seed tilted"), "tilted", "threshold"));
    write_bytes(file, "no picture");
    EXPECT_TRUE(failed_with(app_.execute("picture " + file), "half.png", "JPEG"));
}

TEST(Masks, APictureIsFittedCoveredOrStretched) {
    const Mask white{{10, 10}, std::vector<std::uint8_t>(100, 255)};
    const Mask fit = fitted(white, {10, 20}, {});
    EXPECT_EQ(fit.share(5, 4), 0);
    EXPECT_EQ(fit.share(5, 5), 1);
    EXPECT_EQ(fit.share(5, 15), 0);
    EXPECT_EQ(fitted(white, {10, 20}, {.placing = Placing::Cover}).share(5, 0), 1);
    EXPECT_EQ(fitted(white, {10, 20}, {.placing = Placing::Stretch}).share(9, 19), 1);
    const Mask inverted = fitted(white, {10, 20}, {.invert = true});
    EXPECT_EQ(*std::max_element(inverted.shares.begin(), inverted.shares.end()), 0);
    const Mask dots{{2, 2}, {0, 255, 255, 0}};
    EXPECT_NEAR(fitted(dots, {1, 1}, {}).share(0, 0), 0.5, 0.01);
    EXPECT_EQ(fitted(dots, {1, 1}, {.threshold = 0.4}).share(0, 0), 1);
    EXPECT_EQ(fitted(dots, {4, 4}, {}).share(0, 3), 1);
    EXPECT_TRUE(trimmed({{2, 2}, {0, 0, 0, 0}}).shares.empty());
    EXPECT_EQ(trimmed({{2, 2}, {0, 7, 0, 0}}).size, (Extent{1, 1}));
}

TEST_F(Hands, AStrokeOfRatesIsOneEntry) {
    perform(app_, "set brush-paints feed");
    app_.begin_gesture("stroke");
    for (int i = 0; i < 8; ++i) perform(app_, "paint 10 " + std::to_string(2 * i));
    app_.end_gesture();
    EXPECT_TRUE(varies(app_.document()));
    EXPECT_EQ(app_.undo_label(), "stroke");
    perform(app_, "undo");
    EXPECT_FALSE(varies(app_.document()));
}

TEST_F(Hands, AJournalDoesTheSameAgain) {
    std::string journal;
    app_.set_journal([&](std::string_view line) { journal += std::string(line) + "\n"; });
    perform(app_, "set brush-fold 3; set brush-mirror left-right; paint 4 9 3; line 1 1 9 20");
    perform(app_, "fill 0 0; stamp u-skate 10 16 30; select 3 3 8 9; copy; paste 10 10; noise 0.2 4");
    perform(app_,
            "select none; turn left; set brush-paints kill; paint 9 9; resize 40 24 tile; undo; step 2");
    App again(App::Mode::Direct);
    perform(again, "kernel cpu-reference; size 32 20; seed empty");
    ASSERT_TRUE(again.run_script(journal, "journal").ok());
    EXPECT_TRUE(present(again).field == field());
    EXPECT_EQ(*again.document().rates, *app_.document().rates);
}

TEST(HandsThreaded, RatesThatAreDraggedComeByTheNextFrame) {
    App app(App::Mode::Threaded);
    perform(app, "kernel cpu-reference; size 32 20; set brush-paints feed");
    app.begin_gesture("stroke");
    perform(app, "paint 10 10");
    perform(app, "paint 10 20");
    EXPECT_FALSE(varies(app.document()));
    app.update();
    ASSERT_TRUE(varies(app.document()));
    EXPECT_EQ(rates_at(app.document(), 10, 20).first, app.document().brush_feed);
    perform(app, "paint 10 30");
    app.end_gesture();
    EXPECT_EQ(rates_at(app.document(), 10, 30).first, app.document().brush_feed);
    perform(app, "undo");
    EXPECT_FALSE(varies(app.document()));
    app.finish();
}

}  // namespace gs::test
