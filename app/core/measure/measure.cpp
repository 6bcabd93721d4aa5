// What is measured of a sample.
#include <algorithm>
#include <cmath>

#include "app/core/measure/instruments.h"

namespace gs {

namespace {

constexpr int kBins = 128;
constexpr Density kPlane{0, 1, 0, 0.5, 64, 96, {}};

/// Where the bins of a channel lie: where its values usually are, and as far as the palette goes.
Range bins_of(const MeasurePlan& plan) {
    const auto [low, high] = std::minmax(plan.range.low, plan.range.high);
    constexpr std::array<Range, 3> kUsual{{{0, 1.05}, {0, 0.55}, {-0.55, 1.05}}};
    const Range& usual = kUsual[static_cast<std::size_t>(plan.channel)];
    return {std::min(usual.low, low), std::max(usual.high, high)};
}

Histogram histogram_for(const FieldSample& s, const MeasurePlan& plan) {
    const Range bins = bins_of(plan);
    if (plan.channel == Channel::U) return histogram_of(s.u, bins.low, bins.high, kBins);
    if (plan.channel == Channel::V) return histogram_of(s.v, bins.low, bins.high, kBins);
    std::vector<float> difference(s.u.size());
    std::transform(s.u.begin(), s.u.end(), s.v.begin(), difference.begin(), std::minus<>());
    return histogram_of(difference, bins.low, bins.high, kBins);
}

std::optional<double> activity_of(const FieldSample& now, const FieldSample* before, const Moments& v) {
    const bool comparable = before != nullptr && before->origin == now.origin &&
                            before->v.size() == now.v.size() && before->sampled_cols == now.sampled_cols &&
                            now.time > before->time;
    if (!comparable) return std::nullopt;
    return share_changed(mean_square_change(before->v, now.v), v.variance) / (now.time - before->time);
}

}  // namespace

Measured measure(const FieldSample& s, const FieldSample* before, const MeasurePlan& plan) {
    Measured m;
    m.steps_done = s.steps_done;
    m.time = s.time;
    m.stride = s.stride;
    m.origin = s.origin;
    m.origin_time = s.origin_time;
    m.places = s.places;
    m.cells = s.cells;
    const auto wanted = [&](Instrument i) { return plan.of[static_cast<std::size_t>(i)]; };
    if (wanted(Instrument::Means)) m.u = moments_of(s.u);
    if (wanted(Instrument::Means) || wanted(Instrument::Activity)) m.v = moments_of(s.v);
    if (wanted(Instrument::Activity)) m.activity = activity_of(s, before, *m.v);
    if (wanted(Instrument::Histogram)) m.histogram = histogram_for(s, plan);
    if (wanted(Instrument::Spectrum))
        m.spectrum = s.part_v.empty() ? spectrum_of(s.v, s.sampled_rows, s.sampled_cols)
                                      : spectrum_of(s.part_v, s.part.rows, s.part.cols);
    if (wanted(Instrument::Phase)) m.density = density_of(s.u, s.v, kPlane);
    if (wanted(Instrument::Profile) && plan.line)
        m.profile = profile_along(*plan.line, s.u, s.v, s.sampled_rows, s.sampled_cols, s.stride);
    return m;
}

}  // namespace gs
