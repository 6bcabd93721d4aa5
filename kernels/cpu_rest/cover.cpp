#include "kernels/cpu_rest/cover.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gs {

namespace {

bool meet(const BlockWindow& a, const BlockWindow& b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

BlockWindow around(const BlockWindow& a, const BlockWindow& b) {
    return {std::min(a.x0, b.x0), std::max(a.x1, b.x1), std::min(a.y0, b.y0), std::max(a.y1, b.y1)};
}

class Cover {
  public:
    explicit Cover(const WindowCost& cost) : cost_(cost) {}

    /// Adds a window, alone or within one that takes the place of others.
    void add(const BlockWindow& window) {
        Join best{window, {}, 0};
        for (std::size_t i = 0; i < windows_.size(); ++i) {
            if (!is_near(windows_[i], window)) continue;
            Join join = joined(window, i);
            if (join.saved > best.saved) best = std::move(join);
        }
        for (std::size_t k = best.taken.size(); k-- > 0;)
            windows_.erase(windows_.begin() + static_cast<std::ptrdiff_t>(best.taken[k]));
        windows_.push_back(best.window);
    }
    std::vector<BlockWindow> take() { return std::move(windows_); }

  private:
    /// A window in the place of others.
    struct Join {
        BlockWindow window;
        std::vector<std::size_t> taken;
        double saved;
    };

    /// Windows further apart than this are not worth the question.
    static bool is_near(const BlockWindow& a, const BlockWindow& b) {
        constexpr int kNear = 2;
        return meet({a.x0 - kNear, a.x1 + kNear, a.y0 - kNear, a.y1 + kNear}, b);
    }

    /// Window and windows_[first] in one, with all that this one then meets.
    Join joined(const BlockWindow& window, std::size_t first) const {
        Join join{around(window, windows_[first]), {}, 0};
        for (bool grew = true; grew;) {
            grew = false;
            join.taken.clear();
            for (std::size_t i = 0; i < windows_.size(); ++i) {
                if (!meet(join.window, windows_[i])) continue;
                join.taken.push_back(i);
                const BlockWindow all = around(join.window, windows_[i]);
                grew = grew || !(all == join.window);
                join.window = all;
            }
        }
        join.saved = cost_(window) - cost_(join.window);
        for (const std::size_t i : join.taken) join.saved += cost_(windows_[i]);
        return join;
    }

    const WindowCost& cost_;
    std::vector<BlockWindow> windows_;
};

}  // namespace

std::vector<BlockWindow> runs_of(const ChangeMap& map) {
    std::vector<BlockWindow> runs;
    for (int row = 0; row < map.rows(); ++row)
        for (int col = 0; col < map.cols(); ++col) {
            if (!map(row, col)) continue;
            const int begin = col;
            while (col < map.cols() && map(row, col)) ++col;
            runs.push_back({begin, col, row, row + 1});
        }
    return runs;
}

/// One run after the other. Each is compared with all windows, so if there are very many, that
/// would take longer than to step everything.
std::vector<BlockWindow> cover(const ChangeMap& awake, const WindowCost& cost) {
    constexpr std::size_t kMostRuns = 500;
    const std::vector<BlockWindow> runs = runs_of(awake);
    if (runs.size() > kMostRuns) return {{0, awake.cols(), 0, awake.rows()}};
    Cover cover(cost);
    for (const BlockWindow& run : runs) cover.add(run);
    return cover.take();
}

std::vector<BlockWindow> divided(const std::vector<BlockWindow>& windows, const WindowCost& cost,
                                 int most_cols, int parts) {
    std::vector<BlockWindow> narrow, pieces;
    for (const BlockWindow& w : windows) {
        const int count = (w.cols() + most_cols - 1) / most_cols;
        for (int i = 0; i < count; ++i)
            narrow.push_back({w.x0 + w.cols() * i / count, w.x0 + w.cols() * (i + 1) / count, w.y0, w.y1});
    }
    double all = 0;
    for (const BlockWindow& w : narrow) all += cost(w);
    for (const BlockWindow& w : narrow) {
        const int count = std::clamp(static_cast<int>(std::lround(cost(w) / all * parts)), 1, w.rows());
        for (int i = 0; i < count; ++i)
            pieces.push_back({w.x0, w.x1, w.y0 + w.rows() * i / count, w.y0 + w.rows() * (i + 1) / count});
    }
    std::stable_sort(pieces.begin(), pieces.end(),
                     [&](const BlockWindow& a, const BlockWindow& b) { return cost(a) > cost(b); });
    return pieces;
}

namespace {

/// When the last of the threads ends, each of which takes the next window when it has done one.
double end_of(const std::vector<BlockWindow>& windows, const WindowCost& cost, int threads) {
    std::vector<double> busy(static_cast<std::size_t>(threads));
    for (const BlockWindow& w : windows) *std::min_element(busy.begin(), busy.end()) += cost(w);
    return *std::max_element(busy.begin(), busy.end());
}

}  // namespace

std::vector<BlockWindow> spread(const std::vector<BlockWindow>& windows, const WindowCost& cost,
                                int most_cols, int threads) {
    std::vector<BlockWindow> best;
    double soonest = 0;
    for (int each = 1; each <= 3; ++each) {
        std::vector<BlockWindow> pieces = divided(windows, cost, most_cols, each * threads);
        const double end = end_of(pieces, cost, threads);
        if (!best.empty() && end >= soonest) continue;
        soonest = end;
        best = std::move(pieces);
        if (threads == 1) break;
    }
    return best;
}

}  // namespace gs
