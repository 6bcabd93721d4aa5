// What can be measured of a field at one moment or between two. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gs {

/// Mean and variance of the values that are finite; 0 without any.
struct Moments {
    double mean = 0, variance = 0;
};
Moments moments_of(std::span<const float> values);

/// v's spread below which there is no pattern.
inline constexpr double kLeastSpread = 0.01;

/// How far something has changed as a share of its own spread: 0 stands still, at 1 nothing is as
/// it was, since two fields without anything in common differ by twice their variance in the mean
/// square. This is the one meaning of "activity": the map tells it of 500 units of time, the
/// instrument divides it by the time between its looks.
double share_changed(double mean_square_change, double variance);
/// The mean of the squared differences; both are equally long and not empty.
double mean_square_change(std::span<const float> before, std::span<const float> now);

/// How many values lie in each of equally wide bins.
struct Histogram {
    double low = 0, high = 1;
    std::vector<std::int64_t> counts;
    /// Values that were counted, those outside of the bins included.
    std::int64_t total = 0;
    /// The middle of a bin.
    double middle(std::size_t bin) const {
        return low + (high - low) * (static_cast<double>(bin) + 0.5) / static_cast<double>(counts.size());
    }
};
/// low < high, bins >= 1. A value at `high` belongs to the last bin; NaN belongs to none.
Histogram histogram_of(std::span<const float> values, double low, double high, int bins);

/// Shares of cells over the plane of u and v: [rows][cols], row 0 is the lowest v, column 0 the
/// lowest u. Cells outside of the ranges are not in it.
struct Density {
    double u_low = 0, u_high = 1, v_low = 0, v_high = 0.5;
    int rows = 0, cols = 0;
    std::vector<float> share;
};
/// Counts the cells of two planes of equal length into shape.rows x shape.cols bins (each >= 1).
Density density_of(std::span<const float> u, std::span<const float> v, Density shape);

/// A line in the field, in cells: a cell's middle has whole numbers.
struct ProfileLine {
    double row = 0, col = 0, to_row = 0, to_col = 0;
    bool operator==(const ProfileLine&) const = default;
};
/// u and v along a line at equal distances, which are in cells.
struct Profile {
    std::vector<double> distance, u, v;
};
/// Bilinear between the four cells around each point; beyond the field's edge its last cells
/// count. Planes: [rows][cols], of which each stride-th cell each way is there.
Profile profile_along(const ProfileLine& line, std::span<const float> u, std::span<const float> v, int rows,
                      int cols, int stride);

}  // namespace gs
