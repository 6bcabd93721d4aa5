#include "app/core/document/ticks.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/core/document/properties.h"
#include "app/core/text/strings.h"

namespace gs {

std::vector<Tick> ticks_of(const Range& range, int most) {
    const double low = std::min(range.low, range.high), high = std::max(range.low, range.high);
    const double width = high - low;
    if (!(width > 0) || !std::isfinite(width)) return {};
    const double power = std::pow(10.0, std::floor(std::log10(width / most)));
    double step = 10 * power;
    for (const double times : {1.0, 2.0, 5.0})
        if (std::floor(high / (times * power) + 1e-9) - std::ceil(low / (times * power) - 1e-9) < most) {
            step = times * power;
            break;
        }
    std::vector<Tick> ticks;
    const double slack = 1e-9 * width / step;
    for (double n = std::ceil(low / step - slack); n * step <= high + 1e-9 * width; ++n) {
        const double value = n == 0 ? 0 : n * step;  // no minus zero
        ticks.push_back({(value - range.low) / (range.high - range.low), fmt::format("{:.6g}", value)});
    }
    if (range.low > range.high) std::reverse(ticks.begin(), ticks.end());
    return ticks;
}

std::string shown_name(const Document& d) {
    const std::string channel =
        d.colouring == Colouring::TwoChannels ? "v" : to_text(value_of(d, *find_property("channel", d)));
    if (d.colouring == Colouring::Change) return say(Text::ChangeOf, channel);
    return d.colouring == Colouring::Rate ? say(Text::RateOf, channel == "u-v" ? "(u-v)" : channel) : channel;
}

}  // namespace gs
