#include "app/core/run/condition.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "app/core/document/values.h"
#include "app/core/run/simulation.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// Beyond it a field is on its way to infinity: as in a file, so in a run.
constexpr auto kLargest = static_cast<float>(kLargestValue);

/// How far a good field may be from what its start and its edges allow.
constexpr float kSlack = 0.05F;
/// Below it V grows only where feed + kill is smaller still.
constexpr float kNoV = 1e-3F;
/// The range of a plane that looks like one value.
constexpr float kFlat = 1e-4F;
/// Of the limit that diffusion sets for dt: the reaction needs room, too.
constexpr double kRoomForReaction = 0.8;

}  // namespace

/// "v is nan at row 3, column 12": the first value of a host frame that no Gray-Scott field has.
std::string first_out_of_bounds(const Frame& f) {
    for (const auto& [name, plane] : {std::pair{"u", &f.u}, std::pair{"v", &f.v}}) {
        const auto found = std::find_if(plane->begin(), plane->end(),
                                        [](float x) { return !(x >= -kLargest && x <= kLargest); });
        if (found == plane->end()) continue;
        const auto at = static_cast<std::int64_t>(found - plane->begin());
        const std::string value =
            std::isnan(*found) ? std::string(text(Text::NotANumber)) : fmt::format("{:g}", *found);
        return say(Text::ValueAt, name, value, at / f.cols, at % f.cols);
    }
    return {};
}

/// NaN or infinity anywhere gives NaN. In lanes, so that the compiler makes vectors of it.
void extremes(const std::vector<float>& values, float& low, float& high) {
    constexpr std::size_t kLanes = 16;
    std::array<float, kLanes> least, most, bad{};
    least.fill(std::numeric_limits<float>::infinity());
    most.fill(-std::numeric_limits<float>::infinity());
    const auto look = [&](std::size_t lane, float x) {
        least[lane] = x < least[lane] ? x : least[lane];
        most[lane] = x > most[lane] ? x : most[lane];
        bad[lane] += x * 0.0F;  // NaN from NaN and from infinity
    };
    const std::size_t whole = values.size() / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) look(lane, values[i + lane]);
    for (std::size_t i = whole; i < values.size(); ++i) look(i - whole, values[i]);
    const float any_bad = std::accumulate(bad.begin(), bad.end(), 0.0F);
    low = *std::min_element(least.begin(), least.end()) + any_bad;
    high = *std::max_element(most.begin(), most.end()) + any_bad;
}

bool is_sound(const Frame& f) {
    const auto within = [](float low, float high) { return low >= -kLargest && high <= kLargest; };
    return within(f.u_min, f.u_max) && within(f.v_min, f.v_max);
}

bool is_in_order(const Frame& f, const Document& d) {
    const auto [low, high] = std::minmax({0.0, 1.0, d.boundary_u, d.boundary_v});
    const auto within = [low = static_cast<float>(low) - kSlack, high = static_cast<float>(high) + kSlack](
                            float least, float most) { return least >= low && most <= high; };
    return within(f.u_min, f.u_max) && within(f.v_min, f.v_max);
}

Rest rest_of(const Frame& f) {
    if (f.v_max < kNoV) return Rest::DiedOut;
    return f.u_max - f.u_min < kFlat && f.v_max - f.v_min < kFlat ? Rest::Uniform : Rest::No;
}

std::string still_blown_up(const SimState& state) {
    return say(Text::StillBlownUp, state.blown_up_step, state.good_step);
}

double dt_that_holds(const Document& d, double blown_up_dt) {
    const double limit = kRoomForReaction * dt_limit(d);
    if (d.dt <= limit && d.dt < blown_up_dt) return d.dt;
    const double wanted = d.dt > limit ? limit : d.dt / 2;
    const double digits = std::pow(10, 1 - std::floor(std::log10(wanted)));
    return std::floor(wanted * digits + 1e-9) / digits;
}

}  // namespace gs
