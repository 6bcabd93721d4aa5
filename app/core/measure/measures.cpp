#include "app/core/measure/measures.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gs {

namespace {

constexpr double kMostPoints = 2048;  // of a profile

}  // namespace

Moments moments_of(std::span<const float> values) {
    double sum = 0;
    std::size_t count = 0;
    for (const float x : values)
        if (std::isfinite(x)) {
            sum += static_cast<double>(x);
            ++count;
        }
    if (count == 0) return {};
    // Two passes: the variance of nearly equal values would drown in the rounding of their squares.
    Moments m{sum / static_cast<double>(count), 0};
    for (const float x : values)
        if (std::isfinite(x)) {
            const double d = static_cast<double>(x) - m.mean;
            m.variance += d * d;
        }
    m.variance /= static_cast<double>(count);
    return m;
}

double share_changed(double mean_square_change, double variance) {
    return std::sqrt(std::max(0.0, mean_square_change) /
                     (2 * std::max(0.0, variance) + kLeastSpread * kLeastSpread));
}

double mean_square_change(std::span<const float> before, std::span<const float> now) {
    assert(before.size() == now.size() && !now.empty());
    double sum = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const double d = static_cast<double>(now[i]) - static_cast<double>(before[i]);
        sum += d * d;
    }
    return sum / static_cast<double>(now.size());
}

Histogram histogram_of(std::span<const float> values, double low, double high, int bins) {
    assert(low < high && bins >= 1);
    Histogram h{low, high, std::vector<std::int64_t>(static_cast<std::size_t>(bins)), 0};
    const double per_value = bins / (high - low);
    for (const float x : values) {
        if (std::isnan(x)) continue;
        ++h.total;
        const double place = (static_cast<double>(x) - low) * per_value;
        if (!(place >= 0) || place > bins) continue;
        ++h.counts[std::min(static_cast<std::size_t>(place), h.counts.size() - 1)];
    }
    return h;
}

Density density_of(std::span<const float> u, std::span<const float> v, Density shape) {
    assert(u.size() == v.size() && shape.rows >= 1 && shape.cols >= 1);
    Density d = std::move(shape);
    d.share.assign(static_cast<std::size_t>(d.rows) * static_cast<std::size_t>(d.cols), 0);
    if (u.empty()) return d;
    const double per_u = d.cols / (d.u_high - d.u_low), per_v = d.rows / (d.v_high - d.v_low);
    const auto one = static_cast<float>(1.0 / static_cast<double>(u.size()));
    for (std::size_t i = 0; i < u.size(); ++i) {
        const double x = (static_cast<double>(u[i]) - d.u_low) * per_u,
                     y = (static_cast<double>(v[i]) - d.v_low) * per_v;
        if (!(x >= 0 && y >= 0 && x <= d.cols && y <= d.rows)) continue;
        const int col = std::min(static_cast<int>(x), d.cols - 1),
                  row = std::min(static_cast<int>(y), d.rows - 1);
        d.share[static_cast<std::size_t>(row) * static_cast<std::size_t>(d.cols) +
                static_cast<std::size_t>(col)] += one;
    }
    return d;
}

Profile profile_along(const ProfileLine& line, std::span<const float> u, std::span<const float> v, int rows,
                      int cols, int stride) {
    assert(rows >= 1 && cols >= 1 && stride >= 1);
    const double length = std::hypot(line.to_row - line.row, line.to_col - line.col);
    const int points = static_cast<int>(std::clamp(std::ceil(length), 1.0, kMostPoints)) + 1;
    const auto at = [&](std::span<const float> plane, double row, double col) {
        const double r = std::clamp(row / stride, 0.0, rows - 1.0),
                     c = std::clamp(col / stride, 0.0, cols - 1.0);
        const int r0 = static_cast<int>(r), c0 = static_cast<int>(c);
        const int r1 = std::min(r0 + 1, rows - 1), c1 = std::min(c0 + 1, cols - 1);
        const auto cell = [&](int i, int j) {
            return static_cast<double>(plane[static_cast<std::size_t>(i) * static_cast<std::size_t>(cols) +
                                             static_cast<std::size_t>(j)]);
        };
        const double down = r - r0, right = c - c0;
        return (1 - down) * ((1 - right) * cell(r0, c0) + right * cell(r0, c1)) +
               down * ((1 - right) * cell(r1, c0) + right * cell(r1, c1));
    };
    Profile p;
    for (int i = 0; i < points; ++i) {
        const double share = static_cast<double>(i) / (points - 1);
        const double row = line.row + share * (line.to_row - line.row),
                     col = line.col + share * (line.to_col - line.col);
        p.distance.push_back(share * length);
        p.u.push_back(at(u, row, col));
        p.v.push_back(at(v, row, col));
    }
    return p;
}

}  // namespace gs
