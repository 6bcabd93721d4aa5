#include "app/core/hands/whole.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace gs {

namespace {

using Random = std::mt19937_64;

/// Uniform in [0, 1), the same with every standard library, whose distributions differ.
double uniform(Random& random) {
    return static_cast<double>(random() >> 44U) / (1 << 20);
}

int below(Random& random, int n) {
    return static_cast<int>(uniform(random) * n);
}

/// Puts into each cell what was in the cell from(y, x), which returns a row and a column.
template <class From>
void rearrange(Field& cells, From from) {
    const Field old = cells;
    for (int y = 0; y < cells.rows(); ++y)
        for (int x = 0; x < cells.cols(); ++x) {
            const auto [row, col] = from(y, x);
            cells.set(y, x, old.u(row, col), old.v(row, col));
        }
}

}  // namespace

void change(const edit::Clear&, Field& cells) {
    cells.visit([](auto u, auto v) {
        std::fill(u.begin(), u.end(), 1);
        std::fill(v.begin(), v.end(), 0);
    });
}

void change(const edit::Noise& noise, Field& cells) {
    Random random(static_cast<std::uint64_t>(noise.number));
    const auto disturbed = [&](double x) {
        return std::max(0.0, x + noise.amplitude * (2 * uniform(random) - 1));
    };
    for (int y = 0; y < cells.rows(); ++y)
        for (int x = 0; x < cells.cols(); ++x) {
            const double u = disturbed(cells.u(y, x));
            cells.set(y, x, u, disturbed(cells.v(y, x)));
        }
}

void change(const edit::Spots& spots, Field& cells) {
    const Stamp* spot = find_stamp(StampShape::Spot);
    Random random(static_cast<std::uint64_t>(spots.number));
    for (std::int64_t i = 0; i < spots.count; ++i) {
        const double row = below(random, cells.rows()), col = below(random, cells.cols());
        apply(edit::Put{spot, {row, col}, uniform(random) * 360, {}}, cells);
    }
}

void change(const edit::Shift& shift, Field& cells) {
    const int rows = cells.rows(), cols = cells.cols();
    const auto source = [](std::int64_t at, std::int64_t by, int n) {
        return static_cast<int>((((at - by) % n) + n) % n);
    };
    rearrange(cells, [&](int y, int x) {
        return std::pair(source(y, shift.rows, rows), source(x, shift.cols, cols));
    });
}

void change(const edit::Flip& flip, Field& cells) {
    const int last_row = cells.rows() - 1, last_col = cells.cols() - 1;
    rearrange(cells, [&](int y, int x) {
        return std::pair(flip.down ? last_row - y : y, flip.across ? last_col - x : x);
    });
}

}  // namespace gs
