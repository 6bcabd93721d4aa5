// How the fast CUDA kernels cut a field, for cards that this machine does not have.
#include "kernels/cuda/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

namespace gs {

namespace {

const CudaCard& card(const std::string& name) {
    const auto& all = known_cards();
    return *std::find_if(all.begin(), all.end(), [&](const CudaCard& c) { return c.name == name; });
}

TilePlan tiles(const CudaCard& c, int cols, int rows) {
    return plan_tiles(c, rows, cols);
}

StripPlan strips(const CudaCard& c, int cols, int rows, const StripWishes& wishes = {}) {
    return plan_strips(c, rows, cols, wishes,
                       [&](int depth) { return strip_blocks(c, depth, wishes.warps_a_block); });
}

/// One entry of the documentation's table: "18 rows, 128 of 132 tiles, 1223".
std::string in_words(const CudaCard& c, int cols, int rows) {
    const auto rate = [&](const char* kernel) {
        return std::to_string(std::lround(predicted_gcells(kernel, c, rows, cols)));
    };
    const TilePlan plan = tiles(c, cols, rows);
    if (plan.rows.all() == 0) {
        const StripPlan cut = strips(c, cols, rows);
        return "T depth " + std::to_string(cut.depth) + ", " + std::to_string(cut.bands) +
               " bands: " + rate("cuda-temporal");
    }
    std::string height = std::to_string(plan.rows.registers);
    if (plan.rows.shared > 0) height += "+" + std::to_string(plan.rows.shared);
    return "P " + height + " rows, " + std::to_string(plan.tiling.tiles()) + " of " +
           std::to_string(plan.places) + ": " + rate("cuda-persistent");
}

std::string table() {
    constexpr int kSizes[][2] = {{1280, 720}, {1024, 1024}, {1920, 1080}, {2560, 1440}, {3840, 2160}};
    std::string text =
        "| card | 1280 x 720 | 1024 x 1024 | 1920 x 1080 | 2560 x 1440 | 3840 x 2160 |\n"
        "|---|---|---|---|---|---|\n";
    for (const CudaCard& c : known_cards()) {
        text += "| " + c.name + " |";
        for (const auto& [cols, rows] : kSizes) text += " " + in_words(c, cols, rows) + " |";
        text += "\n";
    }
    return text;
}

}  // namespace

TEST(CudaPlan, TheDocumentsTableIsWhatIsChosen) {
    std::ifstream in(GS_KERNELS_DOCUMENT);
    std::stringstream words;
    words << in.rdbuf();
    EXPECT_NE(words.str().find(table()), std::string::npos)
        << "docs/kernels.md has another table of tiles; this is the present one:\n"
        << table();
}

TEST(CudaPlan, CommonSizesStayOnTheChipWhereTheyCan) {
    struct Case {
        const char* name;
        int cols, rows, rows_a_warp;
    };
    for (const Case& c : {Case{"H100 SXM", 1920, 1080, 18},
                          {"H100 SXM", 2560, 1440, 33},
                          {"RTX 4090", 1920, 1080, 18},
                          {"RTX 5090", 1920, 1080, 15},
                          {"RTX 5090", 2560, 1440, 27},
                          {"A100 SXM", 1920, 1080, 24},
                          {"A100 SXM", 1024, 1024, 12}})
        EXPECT_EQ(tiles(card(c.name), c.cols, c.rows).rows.all(), c.rows_a_warp)
            << c.name << ", " << c.cols << " x " << c.rows;
    EXPECT_EQ(tiles(card("H100 SXM"), 7680, 4320).rows.all(), 0) << "too large for any chip";
}

/// All tiles fit onto the card at once, and its shared memory holds what they ask for.
TEST(CudaPlan, TilesFitTheCard) {
    for (const CudaCard& c : known_cards())
        for (const int rows : {1, 40, 333, 720, 1080, 1440})
            for (const int cols : {1, 120, 1000, 1920, 2560}) {
                const TilePlan plan = tiles(c, cols, rows);
                if (plan.rows.all() == 0) continue;
                EXPECT_LE(plan.tiling.tiles(), plan.places) << c.name << " " << cols << " x " << rows;
                EXPECT_LE(tile_shared_bytes(plan.rows), c.shared_a_block);
                const int own = kTileWarps * plan.rows.all() - 2 * kTileBorder;
                EXPECT_GE(plan.tiling.down * own, rows);
                EXPECT_GE(plan.tiling.across * 4 * kTileGroups, cols);
            }
}

/// A few blocks more than the card holds at once would wait for a whole
/// pass, and nearly double its time.
TEST(CudaPlan, BandsLeaveNoScrapOfAWave) {
    for (const CudaCard& c : known_cards())
        for (const auto& [cols, rows] : {std::pair(3840, 2160), std::pair(7680, 4320)}) {
            const StripPlan plan = strips(c, cols, rows);
            const int blocks = (plan.strips * plan.bands + 3) / 4;
            const int places = c.sms * strip_blocks(c, plan.depth, 4);
            const int rest = blocks % places;
            EXPECT_TRUE(rest == 0 || rest > places / 2 || blocks < places)
                << c.name << ": " << blocks << " blocks on " << places << " places";
            EXPECT_GE(plan.bands * plan.rows_a_band, rows);
        }
}

TEST(CudaPlan, WishesAreKept) {
    const CudaCard& c = card("H100 SXM");
    EXPECT_EQ(strips(c, 1920, 1080, {4, 0, 4}).depth, 4);
    EXPECT_EQ(strips(c, 1920, 1080, {0, 72, 4}).rows_a_band, 72);
    EXPECT_EQ(strips(c, 100, 3, {8, 4096, 4}).rows_a_band, 3);
    for (const int wish : {1, 6, 7, 18, 19, 21, 30, 42, 99})
        EXPECT_GE(tile_rows(wish).all(), std::min(wish, 42));
    EXPECT_EQ(tile_rows(19).shared, 3);
    EXPECT_EQ(tile_rows(21).shared, 3);
    EXPECT_EQ(tile_rows(22).shared, 6);
}

/// From 6 rows in registers to 18 and 24 more in shared memory, in threes.
TEST(CudaPlan, HeightsGrow) {
    const std::vector<TileRows>& all = tile_heights();
    EXPECT_EQ(all.front().all(), 6);
    EXPECT_EQ(all.back().all(), kTallestRegisters + kMostSharedRows);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GT(all[i].all(), all[i - 1].all());
    for (const TileRows& height : all) {
        EXPECT_EQ(height.shared % 3, 0);
        EXPECT_LE(height.registers, kTallestRegisters);
    }
}

TEST(CudaPlan, AFieldOfOneCellHasAPlan) {
    for (const CudaCard& c : known_cards()) {
        EXPECT_EQ(tiles(c, 1, 1).tiling.tiles(), 1);
        EXPECT_EQ(strips(c, 1, 1).bands, 1);
        EXPECT_GT(predicted_gcells("cuda-temporal", c, 1, 1), 0);
    }
    EXPECT_EQ(predicted_gcells("cpu-simd", known_cards().front(), 100, 100), 0);
}

}  // namespace gs
