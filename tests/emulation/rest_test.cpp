// cuda-temporal, emulated, returns at once where the field is at rest: it must give the bits of
// cpu-simd, which steps all, after everything that can wake a cell.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kernels/cuda/rest_map.h"
#include "tests/support/rest_twins.h"

namespace gs {

namespace {

using test::at_rest;
using test::between;
using test::calm;
using test::dotted;
using test::Random;
using test::spot;

/// In bands of so many rows; strips have 128 - 2 depth columns of their own.
class Twins : public test::Twins {
  public:
    Twins(const Field& field, const gs_params& params, int depth, int band, int rest = 1)
        : test::Twins("cuda-temporal", field, params, {depth, band, 2, rest}) {}
};

TEST(EmulatedRest, RandomRunsHaveTheBitsOfAKernelThatLeavesNothingOut) {
    for (int number = 0; number < 120 && !testing::Test::HasFailure(); ++number) {
        Random random(static_cast<unsigned>(number));
        const int depth = between(random, 1, 2) * 4;
        const int rows = between(random, 1, 40), cols = between(random, 40, 280);
        gs_params params = calm(between(random, 0, 2));
        Twins twins(dotted(rows, cols, random), params, depth, between(random, 1, 12));
        for (int i = between(random, 0, 2); i >= 0; --i) {
            twins.step(between(random, 1, 26), between(random, 1, 26));
            test::disturb(twins, params, rows, cols, random);
        }
        twins.step(between(random, 8, 26), 26);
        twins.compare("run " + std::to_string(number));
    }
}

/// The two passes after which both fields hold the same are made; then nothing is, until a cell is
/// written.
TEST(EmulatedRest, AFieldAtRestIsNotComputed) {
    for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
        Twins twins(at_rest(40, 500), calm(boundary), 4, 8);
        twins.step(8, 8);
        EXPECT_EQ(twins.computed(), 1);
        twins.step(400, 400);
        EXPECT_EQ(twins.computed(), 0);
        twins.write({14, 200, 2, 2}, spot(2, 2));
        twins.step(4, 4);
        EXPECT_GT(twins.computed(), 0);
        twins.step(4, 4);
        EXPECT_LT(twins.computed(), 0.7) << "of five strips and five bands, three each";
        twins.compare("boundary " + std::to_string(boundary));
    }
}

TEST(EmulatedRest, WhatIsWrittenWakesEachTileOfIt) {
    for (const Rect& rect : {Rect{3, 2, 2, 494}, Rect{1, 7, 46, 2}}) {
        Twins twins(at_rest(48, 500), calm(GS_NO_FLUX), 4, 8);
        twins.step(12, 12);
        twins.write(rect, spot(rect.rows, rect.cols));
        twins.step(8, 8);
        twins.compare(std::to_string(rect.rows) + " rows");
    }
}

/// One cell, then one beside an edge: what crosses the edge, or a corner, wakes what lies there.
/// The last strip and the last band are so short that what is on their other side is near.
TEST(EmulatedRest, OneCellWakesItsSurroundings) {
    for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
        for (const auto& [row, col] :
             {std::pair{12, 130}, {0, 0}, {0, 121}, {25, 361}, {23, 359}, {7, 119}}) {
            Twins twins(at_rest(26, 362), calm(boundary), 4, 8);
            twins.step(8, 8);
            twins.write({row, col, 1, 1}, spot(1, 1));
            twins.step(32, 32);
            twins.compare("cell " + std::to_string(row) + ", " + std::to_string(col) + " at boundary " +
                          std::to_string(boundary));
        }
}

TEST(EmulatedRest, UAloneOrVAloneWakesACell) {
    for (const auto& [u, v] : {std::pair{0.5, 0.0}, {1.0, 0.4}}) {
        Twins twins(at_rest(24, 260), calm(GS_NO_FLUX), 4, 8);
        twins.step(12, 12);
        twins.write({7, 119, 2, 2}, test::filled(2, 2, u, v));
        twins.step(24, 8);
        twins.compare(v == 0 ? "u alone" : "v alone");
    }
}

TEST(EmulatedRest, AnotherBoundaryAndOtherRatesWakeAll) {
    gs_params params = calm(GS_FIXED);
    Twins twins(at_rest(20, 130), params, 4, 8);
    twins.step(16, 16);
    params.boundary_u = 0.4;
    params.boundary_v = 0.3;
    twins.params(params);
    twins.step(16, 16);
    twins.compare("another value at the edges");
    params.feed = 0.03;
    twins.params(params);
    twins.step(16, 16);
    twins.compare("another feed rate");
    (void)twins.computed();
    params.boundary = GS_NO_FLUX;
    twins.params(params);
    twins.step(4, 4);
    EXPECT_EQ(twins.computed(), 1);
    twins.compare("another boundary");
}

/// A uniform field that has come to rest with one feed rate has not with another.
TEST(EmulatedRest, OtherRatesWakeWhatWasAtRest) {
    gs_params params = calm(GS_PERIODIC);
    params.feed = 0.1;
    params.kill = 0.03;
    Twins twins(spot(12, 130), params, 4, 8);
    twins.step(800, 800);
    (void)twins.computed();
    twins.step(8, 8);
    EXPECT_EQ(twins.computed(), 0);
    params.feed = 0.11;
    twins.params(params);
    twins.step(16, 16);
    EXPECT_GT(twins.computed(), 0);
    twins.compare("another feed rate");
}

/// The field that is written next holds an older state of what comes to rest.
TEST(EmulatedRest, WhatComesToRestStaysAsItIs) {
    gs_params params = calm(GS_PERIODIC);
    params.kill = 0.2;    // spots die out
    params.feed = 0.125;  // and the gap is soon filled
    Twins twins(at_rest(24, 250), params, 4, 8);
    for (int i = 0; i < 3; ++i) {
        twins.write({3 + 7 * i, 90 * i, 3, 3}, spot(3, 3));
        twins.step(21, 21);
        twins.compare("spot " + std::to_string(i));
    }
    for (int i = 0; i < 12; ++i) {
        twins.step(21 + i, 21 + i);
        twins.compare("after " + std::to_string(i));
    }
    (void)twins.computed();
    twins.step(40, 40);
    EXPECT_EQ(twins.computed(), 0);
}

/// Steps that do not fill a pass are computed in all cells, and wake none but what they may change.
TEST(EmulatedRest, StepsBetweenPassesWakeNothingElse) {
    Twins twins(at_rest(40, 500), calm(GS_NO_FLUX), 4, 8);
    twins.step(8, 8);
    twins.write({2, 2, 1, 1}, spot(1, 1));
    twins.step(3, 3);
    (void)twins.computed();
    twins.step(4, 4);
    EXPECT_LT(twins.computed(), 0.5);
    twins.compare("after three steps");
}

TEST(EmulatedRest, WhatIsAwakeIsToldAndAKnobStepsAll) {
    Twins twins(at_rest(40, 250), calm(GS_NO_FLUX), 4, 8), whole(at_rest(40, 250), calm(GS_NO_FLUX), 4, 8, 0);
    twins.step(16, 16);
    twins.write({2, 2, 1, 1}, spot(1, 1));
    twins.step(4, 4);
    const gs_activity activity = twins.rest().activity().value();
    EXPECT_EQ(activity.rows, 3);
    EXPECT_EQ(activity.cols, 16);
    for (int row = 0; row < activity.rows; ++row)
        for (int col = 0; col < activity.cols; ++col)
            EXPECT_EQ(activity.awake[row * activity.cols + col] != 0, row == 0 && col < 15)
                << row << ' ' << col;
    whole.step(36, 36);
    EXPECT_EQ(whole.computed(), 1);
    const gs_activity all = whole.rest().activity().value();
    EXPECT_EQ(std::count(all.awake, all.awake + all.rows * all.cols, 1), all.rows * all.cols);
    whole.compare("all of it");
}

/// Tiles have their neighbours near, and across a short one at the end those behind it.
TEST(EmulatedRest, NearIsAcrossAShortTile) {
    RestMap map;
    map.strips = 4;
    map.bands = 3;
    map.wraps = map.narrow = true;
    const auto near = [&](int tile) {
        std::vector<int> tiles;
        for (int i = 0; i < kNearTiles; ++i)
            if (const int t = near_tile(map, tile, i); t >= 0) tiles.push_back(t);
        std::sort(tiles.begin(), tiles.end());
        tiles.erase(std::unique(tiles.begin(), tiles.end()), tiles.end());
        return tiles;
    };
    EXPECT_EQ(near(5), (std::vector<int>{0, 1, 2, 4, 5, 6, 8, 9, 10}));
    EXPECT_EQ(near(4), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    map.wraps = false;
    EXPECT_EQ(near(0), (std::vector<int>{0, 1, 4, 5}));
    EXPECT_EQ(near(11), (std::vector<int>{6, 7, 10, 11}));
}

}  // namespace

}  // namespace gs
