// Which windows to step, so that every block that may change lies in one.
#pragma once

#include <functional>
#include <vector>

#include "kernels/cpu_temporal/changes.h"

namespace gs {

/// Blocks [x0, x1) x [y0, y1) of a ChangeMap.
struct BlockWindow {
    int x0, x1, y0, y1;
    int cols() const { return x1 - x0; }
    int rows() const { return y1 - y0; }
    bool operator==(const BlockWindow&) const = default;
};

/// What it takes to step a window, in any unit.
using WindowCost = std::function<double(const BlockWindow&)>;

/// The blocks that are marked, as runs in the rows of blocks, from north to south.
std::vector<BlockWindow> runs_of(const ChangeMap& map);

/// Windows that share no block and hold all that are awake. They are joined where one window that
/// holds blocks at rest, too, costs less than those it takes the place of. If they are
/// scattered all over, it is one window, the whole.
std::vector<BlockWindow> cover(const ChangeMap& awake, const WindowCost& cost);

/// The same blocks in windows of at most so many columns, each of about a `parts`-th of the whole
/// cost at most, the most expensive ones first: so that threads which take one after the other end
/// at about the same time.
std::vector<BlockWindow> divided(const std::vector<BlockWindow>& windows, const WindowCost& cost,
                                 int most_cols, int parts);

/// The same, in as many parts as let so many threads end soonest by these costs: few parts have
/// little halo, many are spread evenly.
std::vector<BlockWindow> spread(const std::vector<BlockWindow>& windows, const WindowCost& cost,
                                int most_cols, int threads);

}  // namespace gs
