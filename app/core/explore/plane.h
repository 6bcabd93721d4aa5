// The plane of the two rates: which part of it a map shows, and what theory says of it.
#pragma once

#include <string_view>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

/// A place in the plane, per unit of time.
struct RatePoint {
    double feed = 0, kill = 0;
    bool operator==(const RatePoint&) const = default;
};

/// A part of the plane: the feed rate grows upwards, the kill rate to the right.
struct PlaneRange {
    double feed_low = 0, feed_high = 0.11;
    double kill_low = 0.03, kill_high = 0.07;

    /// The rates at this share of the way to the right and upwards; 0 to 1 lies within.
    RatePoint at(double right, double up) const {
        return {feed_low + up * (feed_high - feed_low), kill_low + right * (kill_high - kill_low)};
    }
    double right(const RatePoint& r) const { return (r.kill - kill_low) / (kill_high - kill_low); }
    double up(const RatePoint& r) const { return (r.feed - feed_low) / (feed_high - feed_low); }
    /// True if the place lies within, or on the border.
    bool holds(const RatePoint& r) const {
        return r.feed >= feed_low && r.feed <= feed_high && r.kill >= kill_low && r.kill <= kill_high;
    }

    /// The part that is `factor` times as wide and high, in which this place keeps where it lies.
    PlaneRange zoomed(const RatePoint& about, double factor) const;
    /// Moved by these shares of its width and height, to the right and upwards.
    PlaneRange moved(double right, double up) const;
    /// The same size within the limits of the rates, 0 to 1, and neither smaller nor larger than a
    /// map can be: from a millionth to 1.
    PlaneRange within_limits() const;

    bool operator==(const PlaneRange&) const = default;
};

/// Reads "0.01:0.06" into low and high. option: what the sentence of a failure names.
Status read_range(std::string_view option, std::string_view typed, double& low, double& high);

/// Below this kill rate, and between the two branches of F, there are uniform states with V. The
/// curve k = sqrt(F) / 2 - F, on which they meet (a saddle-node bifurcation), from its lowest F to
/// its highest, where k >= 0.
const std::vector<RatePoint>& saddle_node_curve();
/// Where the upper uniform state begins to swing: (F + k)^2 = F sqrt(k), the branch of lower F, for
/// 0 <= k <= 1/16, where it meets the saddle-node curve.
const std::vector<RatePoint>& hopf_curve();

}  // namespace gs
