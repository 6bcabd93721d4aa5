#include "app/core/document/auto_range.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gs {

Extremes extremes_of(const Field& field) {
    constexpr double kMost = std::numeric_limits<double>::infinity();
    Extremes e{kMost, -kMost, kMost, -kMost};
    field.visit([&](auto u, auto v) {
        for (std::size_t i = 0; i < u.size(); ++i) {
            e.u_low = std::min(e.u_low, static_cast<double>(u[i]));
            e.u_high = std::max(e.u_high, static_cast<double>(u[i]));
            e.v_low = std::min(e.v_low, static_cast<double>(v[i]));
            e.v_high = std::max(e.v_high, static_cast<double>(v[i]));
        }
    });
    return e;
}

Range range_of(Channel channel, const Extremes& e) {
    switch (channel) {
        case Channel::U:
            return {e.u_low, e.u_high};
        case Channel::V:
            return {e.v_low, e.v_high};
        case Channel::Difference:
            break;
    }
    return {e.u_low - e.v_high, e.u_high - e.v_low};
}

bool follow_range(Document& document, const Extremes& extremes) {
    constexpr double kLeast = 1e-6, kSlack = 1e-9;
    const Range values = range_of(document.channel, extremes);
    const double width = values.high - values.low;
    if (!std::isfinite(width) || width < kLeast) return false;
    Range& shown = shown_range(document);
    const auto [low, high] = std::minmax(shown.low, shown.high);
    const bool within = values.low >= low - kSlack && values.high <= high + kSlack;
    if (within && width >= 0.5 * (high - low)) return false;
    // Hundredths of a number that has one digit before the point: 0.37, and not 0.3682.
    const double per_unit = std::pow(10.0, 1 - std::floor(std::log10(width)));
    Range neat{std::floor(values.low * per_unit + kSlack) / per_unit,
               std::ceil(values.high * per_unit - kSlack) / per_unit};
    if (shown.low > shown.high) std::swap(neat.low, neat.high);
    return !(std::exchange(shown, neat) == neat);
}

}  // namespace gs
