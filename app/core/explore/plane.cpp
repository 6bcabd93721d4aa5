#include "app/core/explore/plane.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/core/document/properties.h"
#include "app/core/text/strings.h"

namespace gs {
namespace {

constexpr double kMostRate = 1, kLeastSide = 1e-6;
constexpr int kCurvePoints = 200;

/// The stretch of the same length that lies within 0 to kMostRate.
void keep_within(double& low, double& high) {
    const double middle = (low + high) / 2;
    const double side = std::clamp(high - low, kLeastSide, kMostRate);
    low = std::clamp(middle - side / 2, 0.0, kMostRate - side);
    high = low + side;
}

/// The points of a curve at equal shares of its way, 0 to 1.
template <class At>
std::vector<RatePoint> drawn(At at) {
    std::vector<RatePoint> curve;
    curve.reserve(kCurvePoints + 1);
    for (int i = 0; i <= kCurvePoints; ++i) curve.push_back(at(static_cast<double>(i) / kCurvePoints));
    return curve;
}

}  // namespace

PlaneRange PlaneRange::zoomed(const RatePoint& about, double factor) const {
    const auto from = [&](double end, double fixed) { return fixed + factor * (end - fixed); };
    return {from(feed_low, about.feed), from(feed_high, about.feed), from(kill_low, about.kill),
            from(kill_high, about.kill)};
}

PlaneRange PlaneRange::moved(double right, double up) const {
    const double k = right * (kill_high - kill_low), f = up * (feed_high - feed_low);
    return {feed_low + f, feed_high + f, kill_low + k, kill_high + k};
}

PlaneRange PlaneRange::within_limits() const {
    PlaneRange r = *this;
    keep_within(r.feed_low, r.feed_high);
    keep_within(r.kill_low, r.kill_high);
    return r;
}

Status read_range(std::string_view option, std::string_view typed, double& low, double& high) {
    const std::size_t colon = typed.find(':');
    double a = 0, b = 0;
    const bool parted = colon != std::string_view::npos;
    if (!parted || !read_number(option, typed.substr(0, colon), 0, kMostRate, a) ||
        !read_number(option, typed.substr(colon + 1), 0, kMostRate, b) || b - a < kLeastSide)
        return Status::failure(say(Text::MapWantsRange, option, typed));
    low = a;
    high = b;
    return {};
}

const std::vector<RatePoint>& saddle_node_curve() {
    static const std::vector<RatePoint> curve = drawn([](double share) {
        const double root = 0.5 * share;  // of F; k >= 0 up to F = 1/4
        return RatePoint{root * root, root / 2 - root * root};
    });
    return curve;
}

const std::vector<RatePoint>& hopf_curve() {
    static const std::vector<RatePoint> curve = drawn([](double share) {
        const double root = 0.25 * share, k = root * root;
        // F^2 + (2 k - sqrt(k)) F + k^2 = 0
        const double half = (root - 2 * k) / 2;
        return RatePoint{half - std::sqrt(std::max(0.0, half * half - k * k)), k};
    });
    return curve;
}

}  // namespace gs
