// cpu-rest leaves out what would change no bit: it must give the bits of cpu-simd, which leaves out
// nothing, after everything that can wake a cell.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "kernels/cpu_rest/cover.h"
#include "kernels/cpu_temporal/changes.h"
#include "kernels/engine/engine.h"
#include "kernels/engine/registry.h"
#include "tests/support/rest_twins.h"

namespace gs {

namespace {

using test::at_rest;
using test::between;
using test::calm;
using test::dotted;
using test::Random;
using test::spot;

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kRuns = 40;
#else
constexpr int kRuns = 500;
#endif

/// With cpu-rest.
class Twins : public test::Twins {
  public:
    Twins(const Field& field, const gs_params& params, const std::vector<std::int64_t>& knobs)
        : test::Twins("cpu-rest", field, params, knobs) {}
};

/// Windows only, threads as given, the rest automatic.
std::vector<std::int64_t> windows(int threads = 2, int depth = 0, int isa = 0) {
    return {threads, isa, 2, depth, 1};
}

TEST(Rest, RandomRunsHaveTheBitsOfAKernelThatLeavesNothingOut) {
    for (int number = 0; number < kRuns && !testing::Test::HasFailure(); ++number) {
        Random random(static_cast<unsigned>(number));
        const int rows = between(random, 1, 150), cols = between(random, 40, 260);
        gs_params params = calm(between(random, 0, 2));
        std::vector<std::int64_t> knobs =
            windows(between(random, 1, 3), between(random, 1, 16), between(random, 0, 3));
        knobs.back() = between(random, 0, 3) == 0 ? 0 : 1;
        Twins twins(dotted(rows, cols, random), params, knobs);
        for (int i = between(random, 1, 4); i >= 0; --i) {
            twins.step(between(random, 1, 60), between(random, 1, 40));
            disturb(twins, params, rows, cols, random);
        }
        twins.step(between(random, 1, 40), 40);
        twins.compare("run " + std::to_string(number));
    }
}

/// Only a small part is computed while a spot grows in a field at rest, at each boundary.
TEST(Rest, AFieldAtRestIsNotComputed) {
    for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
        Twins twins(at_rest(320, 400), calm(boundary), windows());
        twins.step(40, 40);
        (void)twins.computed();
        twins.step(40, 40);
        EXPECT_EQ(twins.computed(), 0);
        twins.write({150, 200, 8, 8}, spot(8, 8));
        twins.step(40, 40);
        EXPECT_GT(twins.computed(), 0);
        twins.step(16, 16);
        EXPECT_LT(twins.computed(), 0.2);
        twins.compare("boundary " + std::to_string(boundary));
    }
}

/// One cell, then one beside an edge: what crosses the edge, or a corner, wakes what lies there.
TEST(Rest, OneCellWakesItsSurroundings) {
    for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
        for (const auto& [row, col] :
             {std::pair{100, 120}, {0, 0}, {0, 120}, {202, 259}, {100, 0}, {95, 111}}) {
            Twins twins(at_rest(203, 260), calm(boundary), windows(2, 11));
            twins.step(30, 30);
            twins.write({row, col, 1, 1}, spot(1, 1));
            twins.step(120, 31);
            twins.compare("cell " + std::to_string(row) + ", " + std::to_string(col) + " at boundary " +
                          std::to_string(boundary));
        }
}

TEST(Rest, UAloneOrVAloneWakesACell) {
    for (const auto& [u, v] : {std::pair{0.5, 0.0}, {1.0, 0.4}}) {
        Twins twins(at_rest(100, 160), calm(GS_NO_FLUX), windows());
        twins.step(30, 30);
        twins.write({50, 80, 4, 4}, test::filled(4, 4, u, v));
        twins.step(90, 30);
        twins.compare(v == 0 ? "u alone" : "v alone");
    }
}

TEST(Rest, AnotherBoundaryWakesTheEdgesAndOtherRatesWakeAll) {
    gs_params params = calm(GS_FIXED);
    Twins twins(at_rest(300, 500), params, windows());
    twins.step(40, 40);
    params.boundary_u = 0.4;
    params.boundary_v = 0.3;
    twins.params(params);
    twins.step(3, 3);
    (void)twins.computed();
    twins.step(13, 13);
    EXPECT_LT(twins.computed(), 0.6);
    twins.step(60, 30);
    twins.compare("another value at the edges");
    params.feed = 0.03;
    twins.params(params);
    twins.step(50, 25);
    twins.compare("another feed rate");
}

/// A block that is computed once more than its neighbours has two states; when it comes to rest,
/// both must be the last one.
TEST(Rest, WhatComesToRestStaysAsItIs) {
    gs_params params = calm(GS_PERIODIC);
    params.kill = 0.2;  // spots die out
    Twins twins(at_rest(150, 300), params, windows());
    for (int i = 0; i < 6; ++i) {
        twins.write({20 + 15 * i, 40 * i, 6, 6}, spot(6, 6));
        twins.step(37, 37);
        twins.compare("spot " + std::to_string(i));
    }
    for (int i = 0; i < 80; ++i) twins.step(41, 41);
    twins.compare("after they are gone");
}

/// Strips while most of it changes, windows when it has come to rest, strips again.
TEST(Rest, FieldsPassFromStripsToWindowsAndBack) {
    gs_params params = calm(GS_PERIODIC);
    params.kill = 0.2;
    Twins twins(spot(200, 300), params, {2, 0, 2, 0, 0});
    (void)twins.rest().step(0);
    for (int i = 0; i < 30; ++i) {
        twins.step(301, 301);
        if (i == 0) {
            EXPECT_GT(twins.computed(), 0.9);
        }
    }
    twins.compare("after it has died");
    (void)twins.computed();
    twins.step(500, 500);
    EXPECT_EQ(twins.computed(), 0);
    params.kill = 0.0649;
    twins.params(params);
    twins.write({0, 0, 200, 300}, spot(200, 300));
    twins.step(100, 50);
    twins.compare("once more");
}

/// A row is compared with itself a step earlier, also where two bands meet.
TEST(Rest, RowsThatDifferStandStill) {
    gs_params params = calm(GS_PERIODIC);
    params.feed = params.kill = params.du = params.dv = 0;
    Field rows = at_rest(256, 256);
    for (int y = 0; y < rows.rows(); ++y)
        for (int x = 0; x < rows.cols(); ++x) rows.set(y, x, 1.0 / (1 + y), 0);
    Twins twins(rows, params, {2, 0, 2, 0, 0});
    for (int i = 0; i < 20; ++i) twins.step(400, 400);
    (void)twins.computed();
    twins.step(400, 400);
    EXPECT_EQ(twins.computed(), 0);
    twins.compare("rows that differ");
}

/// Held to strips, it never looks, however long it runs.
TEST(Rest, StripsAloneGoOnForAsLongAsTheyAreAskedTo) {
    Random random(3);
    gs_params params = calm(GS_PERIODIC);
    Twins twins(dotted(90, 200, random), params, {2, 0, 2, 0, 2});
    for (int i = 0; i < 3; ++i) {
        twins.step(400, 133);
        params.boundary = i == 0 ? GS_FIXED : GS_PERIODIC;
        twins.params(params);
    }
    twins.step(100, 100);
    EXPECT_EQ(twins.computed(), 1);
    twins.compare("strips alone");
}

/// Copies that take over what has changed since an earlier one are those that take all, whatever
/// happens in between, and in whatever order three buffers are filled.
TEST(Rest, CopiesOfWhatHasChangedAreWhole) {
    for (int number = 0; number < kRuns / 5 && !testing::Test::HasFailure(); ++number) {
        Random random(static_cast<unsigned>(number));
        const int rows = between(random, 1, 120), cols = between(random, 40, 200);
        gs_params params = calm(between(random, 0, 2));
        std::vector<std::int64_t> knobs = windows();
        knobs.back() = between(random, 0, 2) == 0 ? 0 : 1;
        Twins twins(dotted(rows, cols, random), params, knobs);
        struct Copy {
            std::vector<float> u, v;
            CopyMark mark;
        };
        const auto cells = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
        const std::vector<float> none(cells, -1);
        std::vector<Copy> copies(3, Copy{none, none, {}});
        for (int i = 0; i < 12 && !testing::Test::HasFailure(); ++i) {
            twins.step(between(random, 0, 40), 40);
            if (between(random, 0, 3) == 0) test::disturb(twins, params, rows, cols, random);
            Copy& copy = copies[static_cast<std::size_t>(between(random, 0, 2))];
            const bool u = between(random, 0, 2) != 0, v = !u || between(random, 0, 1) != 0;
            ASSERT_TRUE(
                twins.rest().copy_to(u ? copy.u.data() : nullptr, v ? copy.v.data() : nullptr, copy.mark));
            Copy whole{none, none, {}};
            ASSERT_TRUE(twins.rest().copy_to(whole.u.data(), whole.v.data()));
            EXPECT_TRUE((!u || copy.u == whole.u) && (!v || copy.v == whole.v)) << number << ", " << i;
        }
    }
}

/// What has changed while the field was stepped in strips is copied when it is in windows again.
TEST(Rest, CopiesKnowWhatStripsHaveChanged) {
    gs_params params = calm(GS_PERIODIC);
    params.feed = 0.1;
    params.kill = 0.03;
    Twins twins(spot(96, 160), params, {2, 0, 2, 0, 0});
    std::vector<float> u(96 * 160), v(u), whole_u(u), whole_v(u);
    CopyMark mark;
    for (const double feed : {0.1, 0.11, 0.12}) {  // each has a uniform state of its own
        params.feed = feed;
        twins.params(params);
        for (int i = 0; i < 20; ++i) twins.step(400, 400);
        (void)twins.computed();
        twins.step(400, 400);
        EXPECT_EQ(twins.computed(), 0) << "in windows, at rest";
        ASSERT_TRUE(twins.rest().copy_to(u.data(), v.data(), mark));
        ASSERT_TRUE(twins.rest().copy_to(whole_u.data(), whole_v.data()));
        EXPECT_TRUE(u == whole_u && v == whole_v) << feed;
    }
}

/// Planes that another engine has filled are filled again, all of them; those of a field at rest
/// are left alone.
TEST(Rest, CopiesOfAnotherStateAreNotTakenForItsOwn) {
    Twins first(at_rest(40, 80), calm(GS_NO_FLUX), windows());
    Twins second(spot(40, 80), calm(GS_NO_FLUX), windows());
    first.step(20, 20);
    second.step(20, 20);
    std::vector<float> u(40 * 80), v(40 * 80), whole = v;
    CopyMark mark;
    const auto copied = [&](Engine& engine) {
        EXPECT_TRUE(engine.copy_to(u.data(), v.data(), mark));
        EXPECT_TRUE(engine.copy_to(nullptr, whole.data()));
        return v == whole;
    };
    EXPECT_TRUE(copied(first.rest()));
    EXPECT_TRUE(copied(second.rest()));
    EXPECT_TRUE(copied(first.rest()));
    first.step(20, 20);
    v[7] = 5;  // so that it is seen whether the cell is copied
    EXPECT_FALSE(copied(first.rest()));
}

TEST(Rest, WhatIsAwakeIsTold) {
    Twins twins(at_rest(100, 170), calm(GS_NO_FLUX), windows());
    twins.step(20, 20);
    twins.write({50, 90, 2, 2}, spot(2, 2));
    twins.step(2, 2);
    const gs_activity activity = twins.rest().activity().value();
    EXPECT_EQ(activity.rows, 7);
    EXPECT_EQ(activity.cols, 11);
    for (int row = 0; row < activity.rows; ++row)
        for (int col = 0; col < activity.cols; ++col) {
            const bool near = row >= 2 && row <= 4 && col >= 4 && col <= 6;
            EXPECT_EQ(activity.awake[row * activity.cols + col] != 0, near) << row << ' ' << col;
        }
    EXPECT_FALSE(Engine().activity());
}

/// Every block that is awake lies in one window and no other, in random maps.
TEST(Cover, HoldsEachBlockOnce) {
    Random random(5);
    const WindowCost cost = [](const BlockWindow& w) { return (w.cols() + 2.0) * (w.rows() + 1.0); };
    for (int number = 0; number < 200; ++number) {
        const int rows = between(random, 1, 40), cols = between(random, 1, 40),
                  share = between(random, 1, 99);
        ChangeMap map(rows * ChangeMap::kBlock, cols * ChangeMap::kBlock);
        for (int row = 0; row < rows; ++row)
            for (int col = 0; col < cols; ++col)
                if (between(random, 1, 100) <= share) map.mark(row, col);
        const auto at = [&](int row, int col) {
            return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                   static_cast<std::size_t>(col);
        };
        std::vector<int> held(at(rows, 0));
        const int most = between(random, 1, 12);
        for (const BlockWindow& w : divided(cover(map, cost), cost, most, between(random, 1, 9))) {
            EXPECT_LE(w.cols(), most);
            for (int row = w.y0; row < w.y1; ++row)
                for (int col = w.x0; col < w.x1; ++col) ++held[at(row, col)];
        }
        for (int row = 0; row < rows; ++row)
            for (int col = 0; col < cols; ++col) {
                const int times = held[at(row, col)];
                EXPECT_LE(times, 1);
                if (map(row, col)) {
                    EXPECT_EQ(times, 1);
                }
            }
    }
}

/// A compact region is one window, not one for each row of blocks.
TEST(Cover, JoinsWhatLiesTogether) {
    const WindowCost cost = [](const BlockWindow& w) { return (w.cols() + 2.0) * (w.rows() + 1.0); };
    ChangeMap map(20 * ChangeMap::kBlock, 20 * ChangeMap::kBlock);
    for (int row = 5; row < 15; ++row)
        for (int col = 5 + row % 2; col < 15; ++col) map.mark(row, col);
    EXPECT_EQ(cover(map, cost).size(), 1U);
}

/// Near means within 16 cells, also where the last block is narrow.
TEST(Changes, GrowAcrossNarrowBlocksOfAFieldThatWraps) {
    ChangeMap map(64, 70);  // the last column of blocks is 6 cells wide
    map.mark(1, 0);
    const ChangeMap wide = map.grown(true), flat = map.grown(false);
    for (const int col : {0, 1, 3, 4}) EXPECT_TRUE(wide(1, col)) << col;
    EXPECT_FALSE(wide(1, 2));
    EXPECT_FALSE(flat(1, 4));
    EXPECT_TRUE(wide(0, 4));
    EXPECT_FALSE(wide(3, 0));
}

}  // namespace

}  // namespace gs
