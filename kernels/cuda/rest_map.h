// What cuda-temporal knows of its tiles (a strip's part in one band) between two passes, so that
// tiles at rest are not stepped. Why it is exact to leave them out stands in cpu_rest.cpp: what the
// last step changed spreads by one cell a step. So if no tile with a cell within T cells of
// this one was changed by the last step of a pass of T steps, the next pass changes no bit of it.
//
// Such a tile is stepped once more all the same: the field that is written next still holds the
// state before the last pass. From then on both fields hold the same bits, and the tile's warp
// returns at once.
#pragma once

#include <cstdint>

#include "kernels/gray_scott.h"

namespace gs {

/// The state of a tile.
enum TileState : std::uint8_t {
    /// At rest, but the two fields may differ.
    kTileResting = 0,
    /// The last step changed a bit of it.
    kTileAwake = 1,
    /// At rest, and both fields hold the same.
    kTileAlike = 2
};

/// The tiles of a field, band by band, each a byte.
struct RestMap {
    /// What the pass before has found. NULL: nothing is left out.
    const std::uint8_t* before = nullptr;
    /// What this one finds.
    std::uint8_t* after = nullptr;
    /// For each tile the passes that have stepped it.
    unsigned* passes = nullptr;
    int strips = 0, bands = 0;
    /// Whether the boundary is periodic.
    bool wraps = false;
    /// Whether the last strip (band) is narrower than a pass has steps, so that what happens on the
    /// other side of it is near.
    bool narrow = false, low = false;
};

/// In one direction: the strip (band) `by` places on, |by| <= 2, if it has a cell near; or -1.
GS_HD int near_along(int at, int by, int count, bool wraps, bool last_is_short) {
    if (by == 2 || by == -2) {
        const int between = (at + by / 2 + count) % count;
        if (!last_is_short || between != count - 1) return -1;
    }
    const int to = at + by;
    if (wraps) return (to + 2 * count) % count;
    return to >= 0 && to < count ? to : -1;
}

constexpr int kNearTiles = 25;

/// Of the tiles that may have a cell near the tile, itself among them, the i-th, 0 <= i <
/// kNearTiles; -1: that one has none.
GS_HD int near_tile(const RestMap& map, int tile, int i) {
    const int strip = near_along(tile % map.strips, i % 5 - 2, map.strips, map.wraps, map.narrow);
    const int band = near_along(tile / map.strips, i / 5 - 2, map.bands, map.wraps, map.low);
    return strip < 0 || band < 0 ? -1 : band * map.strips + strip;
}

/// Whether the i-th of those is awake.
GS_HD bool near_is_awake(const RestMap& map, int tile, int i) {
    const int near = near_tile(map, tile, i);
    return near >= 0 && (map.before[near] & kTileAwake) != 0;
}

}  // namespace gs
