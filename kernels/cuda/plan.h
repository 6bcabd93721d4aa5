// How the fast CUDA kernels cut a field for a card, and how fast a model expects them to be.
// Plain C++17: the kernels ask it when they open, and a report, the documentation's table
// and the tests without any GPU.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/cuda/info.h"
#include "kernels/gray_scott.h"

namespace gs {

/// What the plans need to know of a card.
struct CudaCard {
    std::string name;
    /// The number of multiprocessors.
    int sms = 0;
    /// The multiprocessors' highest clock, which a card seldom holds under load.
    double clock_ghz = 0;
    /// Float multiply-adds that a multiprocessor starts in a clock: 64 or 128.
    int multiply_adds = 0;
    /// The memory's bandwidth in 1e9 bytes a second, as the maker says.
    double dram_gb_s = 0;
    std::size_t l2_bytes = 0;
    /// The most bytes of shared memory.
    std::size_t shared_a_sm = 0, shared_a_block = 0;
    int registers_a_sm = 65536;
};

/// The card at hand.
CudaCard card_of(const CudaInfo& info);

/// Ten cards of users and of clusters, as their makers describe them.
const std::vector<CudaCard>& known_cards();

// ---- cuda-vector: one step at a time

/// How a step is shared out.
struct VectorTile {
    static constexpr int kMostWarps = 16;
    int rows_a_thread = 4, warps_a_block = 4;
};

// ---- cuda-persistent: tiles that stay on the chip

constexpr int kTileWarps = 8, kTileThreads = 32 * kTileWarps;
/// Steps between two exchanges, and the width of the border that is traded.
constexpr int kTileBorder = 4;
/// Groups of four columns that are a tile's own: one for each lane but two.
constexpr int kTileGroups = 32 - 2;

/// How many rows a warp of a tile holds: in registers, and above those in shared
/// memory, if registers do not suffice. Rows in shared memory come in threes: that
/// many rotate without being moved.
struct TileRows {
    int registers = 0, shared = 0;
    GS_HD int all() const { return registers + shared; }
};

constexpr int kTallestRegisters = 18, kMostSharedRows = 24;

/// All heights that were compiled, from the lowest to the highest.
const std::vector<TileRows>& tile_heights();

/// The height with this many rows per warp, or the next higher one; the
/// highest for more than there is.
TileRows tile_rows(int rows_a_warp);

/// Bytes of dynamic shared memory that a block with such a tile takes.
std::size_t tile_shared_bytes(const TileRows& rows);

/// A field cut into tiles of nearly equal size: `across` x `down`, in
/// groups of four columns and in rows.
struct Tiling {
    int across = 0, down = 0, groups = 0, rows = 0;
    constexpr long long tiles() const { return static_cast<long long>(across) * down; }
};

/// The fewest tiles, if a warp holds `rows_a_warp` rows. A tile is either alone in
/// its row (column) of tiles or at least as wide (high) as a border, so that borders
/// reach no further than the neighbours.
Tiling tiling_for(int rows, int cols, int rows_a_warp);

/// What is chosen for a field.
struct TilePlan {
    /// all() == 0: no height fits the card.
    TileRows rows;
    Tiling tiling;
    /// Tiles of this height that the card holds at once.
    int places = 0;
    /// What a step takes, as the model reckons.
    double cycles = 0;
};

/// Blocks with tiles of this height that one multiprocessor holds at once, by its
/// registers and shared memory: the compiler is bound to registers with which that many
/// fit (__launch_bounds__). 0: none.
int tile_blocks(const CudaCard& card, const TileRows& rows);

/// The field cut into tiles of this height; rows.all() == 0 if they don't all fit the card at once.
TilePlan plan_tiles(const CudaCard& card, int rows, int cols, const TileRows& height);

/// The height at which the model is fastest, of those with which all tiles fit the card at once.
/// Those with rows in shared memory are taken only if no other fits, the lowest first.
TilePlan plan_tiles(const CudaCard& card, int rows, int cols);

// ---- cuda-temporal: strips of columns and bands of rows

/// How the field is cut: strips of columns, bands of rows, one warp each;
/// and how many steps a pass makes.
struct StripPlan {
    int depth = 0, strips = 0, bands = 0, rows_a_band = 0;
    /// What a step takes, as the model reckons.
    double cycles = 0;
};

/// What the plan may not choose; 0: it may.
struct StripWishes {
    int depth = 0, rows_a_band = 0;
    int warps_a_block = 4;
};

/// Blocks that one multiprocessor holds at once, for a depth.
using StripBlocks = std::function<int(int depth)>;

/// As the registers of a known card allow.
int strip_blocks(const CudaCard& card, int depth, int warps_a_block);

/// The depth and the number of bands at which the model is fastest. What it weighs: a band computes
/// 3 depth rows that are not its own, so few bands are good; but all warps last a pass, so that a
/// few blocks more than the card holds at once cost a whole wave.
StripPlan plan_strips(const CudaCard& card, int rows, int cols, const StripWishes& wishes,
                      const StripBlocks& blocks);

// ---- the model

/// 1e9 cells a second that the model expects of this kernel on a field without varying rates; 0
/// if it has no opinion, or the kernel does not take the field.
double predicted_gcells(std::string_view kernel, const CudaCard& card, int rows, int cols);

}  // namespace gs
