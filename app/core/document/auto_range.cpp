#include "app/core/document/auto_range.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/core/document/properties.h"
#include "app/core/document/rate_of_change.h"

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

void take_sample(std::span<const float> u, std::span<const float> v, std::span<const float> derived,
                 Sample& sample) {
    // A stride of an odd number of cells walks through all columns of fields of even width.
    const std::size_t stride = ((u.size() + kSampleCells - 1) / kSampleCells) | 1U;
    sample.clear();
    for (std::size_t i = 0; i < u.size(); i += stride)
        sample.push_back({u[i], v[i], derived.empty() ? 0 : derived[i]});
}

namespace {

/// The middle share of what these cells show, percent.
Range middle_of(const Document& d, const Sample& sample) {
    std::vector<float> values;
    values.reserve(sample.size());
    for (const auto& [u, v, derived] : sample)
        values.push_back(shows_derived(d)          ? derived
                         : d.channel == Channel::U ? u
                         : d.channel == Channel::V ? v
                                                   : u - v);
    const double out = (100 - d.range_within) / 200 * static_cast<double>(values.size() - 1);
    const auto low = values.begin() + std::lround(out);
    const auto high = values.end() - 1 - std::lround(out);
    std::nth_element(values.begin(), low, values.end());
    const double least = *low;
    std::nth_element(values.begin(), high, values.end());
    return {least, *high};
}

}  // namespace

Range values_shown(const Document& d, const Extremes& extremes, const Sample& sample) {
    const bool whole = d.range_within >= 100 || sample.size() < 2;
    Range values = !whole             ? middle_of(d, sample)
                   : shows_derived(d) ? Range{extremes.derived_low, extremes.derived_high}
                                      : range_of(d.channel, extremes);
    if (shows_derived(d)) {
        const double most = std::max(std::abs(values.low), std::abs(values.high));
        values = {-most, most};
    }
    return values;
}

namespace {

bool follow_shown(Document& document, const Extremes& extremes, const Sample& sample) {
    constexpr double kLeast = 1e-6, kSlack = 1e-9;
    Range values = values_shown(document, extremes, sample);
    if (!std::isfinite(values.high - values.low)) return false;
    // What has blown up may lie outside of what a range may be, which files hold to.
    const Property& end = *find_property("low", document);
    values = {std::clamp(values.low, end.low, end.high), std::clamp(values.high, end.low, end.high)};
    const double width = values.high - values.low;
    if (width < kLeast) return false;
    Range& shown = shown_range(document);
    const auto [low, high] = std::minmax(shown.low, shown.high);
    const bool within = values.low >= low - kSlack && values.high <= high + kSlack;
    if (within && width >= 0.5 * (high - low)) return false;
    // Hundredths of a number that has one digit before the point: 0.37, and not 0.3682.
    const double per_unit = std::pow(10.0, 1 - std::floor(std::log10(width)));
    Range neat{std::floor(values.low * per_unit + kSlack) / per_unit,
               std::ceil(values.high * per_unit - kSlack) / per_unit};
    neat = {std::max(neat.low, end.low), std::min(neat.high, end.high)};
    if (shown.low > shown.high) std::swap(neat.low, neat.high);
    return !(std::exchange(shown, neat) == neat);
}

}  // namespace

bool follow_range(Document& document, const Extremes& extremes, const Sample& sample) {
    if (document.colouring != Colouring::TwoChannels) return follow_shown(document, extremes, sample);
    Document both = document;
    both.colouring = Colouring::Plain;
    bool changed = false;
    for (const Channel channel : {Channel::U, Channel::V}) {
        both.channel = channel;
        changed = follow_shown(both, extremes, sample) || changed;
    }
    document.ranges = both.ranges;
    return changed;
}

bool follow_range(Document& document, const Field& field) {
    Extremes extremes = extremes_of(field);
    if (document.range_within >= 100 && !shows_derived(document)) return follow_range(document, extremes);
    const Field plain = field.converted(GS_F32);
    Sample sample;
    plain.visit([&](auto u, auto v) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(u[0])>, float>) {
            std::vector<float> derived(shows_derived(document) ? u.size() : 0);
            if (!derived.empty()) {
                derive(u, v, document, derived);
                const auto [low, high] = std::minmax_element(derived.begin(), derived.end());
                extremes.derived_low = *low;
                extremes.derived_high = *high;
            }
            take_sample(u, v, derived, sample);
        }
    });
    return follow_range(document, extremes, sample);
}

}  // namespace gs
