#include "app/core/hands/reshape.h"

#include <algorithm>
#include <cmath>

namespace gs {

namespace {

/// A place between two cells of a row or a column: the cell before it, the one after it, and how
/// far it is from the first, 0 to 1.
struct Between {
    int low, high;
    double part;
};

/// The place of the middle of cell i of n where there are `old` cells in all. At the ends the outer
/// cell goes on.
Between between(int i, int n, int old) {
    const double at = std::clamp((i + 0.5) * old / n - 0.5, 0.0, old - 1.0);
    const int low = static_cast<int>(at);
    return {low, std::min(low + 1, old - 1), at - low};
}

void resample(const Field& from, Field& to) {
    for (int y = 0; y < to.rows(); ++y) {
        const Between r = between(y, to.rows(), from.rows());
        for (int x = 0; x < to.cols(); ++x) {
            const Between c = between(x, to.cols(), from.cols());
            const auto mixed = [&](auto value) {
                const double above = std::lerp(value(r.low, c.low), value(r.low, c.high), c.part);
                const double below = std::lerp(value(r.high, c.low), value(r.high, c.high), c.part);
                return std::lerp(above, below, r.part);
            };
            to.set(y, x, mixed([&](int row, int col) { return from.u(row, col); }),
                   mixed([&](int row, int col) { return from.v(row, col); }));
        }
    }
}

/// Puts into each cell what is in the old one at from(y, x), if that lies within the field.
template <class From>
void take(const Field& old, Field& field, From from) {
    for (int y = 0; y < field.rows(); ++y)
        for (int x = 0; x < field.cols(); ++x) {
            const auto [row, col] = from(y, x);
            if (row >= 0 && col >= 0 && row < old.rows() && col < old.cols())
                field.set(y, x, old.u(row, col), old.v(row, col));
        }
}

}  // namespace

Field reshaped(const Field& old, const Reshape& reshape) {
    const auto [rows, cols] = reshape.size;
    Field field(rows, cols, old.scalar());
    const int down = (rows - old.rows()) / 2, right = (cols - old.cols()) / 2;
    const int last_row = old.rows() - 1, last_col = old.cols() - 1;
    switch (reshape.how) {
        case Reshape::How::Keep:
            field.visit([&](auto u, auto v) {
                using Scalar = typename decltype(u)::value_type;
                std::fill(u.begin(), u.end(), static_cast<Scalar>(reshape.u));
                std::fill(v.begin(), v.end(), static_cast<Scalar>(reshape.v));
            });
            take(old, field, [&](int y, int x) { return std::pair(y - down, x - right); });
            break;
        case Reshape::How::Resample:
            resample(old, field);
            break;
        case Reshape::How::Tile:
            take(old, field, [&](int y, int x) { return std::pair(y % old.rows(), x % old.cols()); });
            break;
        case Reshape::How::TurnLeft:
            take(old, field, [&](int y, int x) { return std::pair(x, last_col - y); });
            break;
        case Reshape::How::TurnRight:
            take(old, field, [&](int y, int x) { return std::pair(last_row - x, y); });
            break;
    }
    return field;
}

Field part_of(const Field& field, const Rect& area) {
    Field part(area.rows, area.cols, field.scalar());
    take(field, part, [&](int y, int x) { return std::pair(area.row + y, area.col + x); });
    return part;
}

}  // namespace gs
