#include "app/core/explore/map.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/core/document/seeds.h"
#include "app/core/measure/measures.h"

namespace gs {
namespace {

/// One of the usual spots on about two wavelengths each way.
constexpr std::int64_t kCellsPerSpot = 700;
// The wavelength of most presets, and the diffusion of V, with the stencil's weights, that they are
// made for.
constexpr double kUsualWavelength = 13, kUsualDiffusion = 0.105;

using Plane = std::vector<float>;

/// Means over the cells around each cell; what lies outside the field does not count.
class Around {
  public:
    /// reach: cells to each side.
    Around(int rows, int cols, int reach) : rows_(rows), cols_(cols), reach_(std::max(1, reach / 2)) {}

    /// Twice over, so that a cell counts the less the farther away it is.
    Plane mean(const Plane& x) const { return once(once(x)); }
    /// The mean of the squared differences of two planes.
    Plane mean_square(const Plane& a, const Plane& b) const {
        Plane square(a.size());
        for (std::size_t i = 0; i < a.size(); ++i) square[i] = (a[i] - b[i]) * (a[i] - b[i]);
        return mean(square);
    }

  private:
    Plane once(const Plane& x) const {
        Plane across(x.size()), all(x.size());
        for (int r = 0; r < rows_; ++r) slide(&x[at(r, 0)], &across[at(r, 0)], cols_, 1);
        for (int c = 0; c < cols_; ++c) slide(&across[at(0, c)], &all[at(0, c)], rows_, cols_);
        return all;
    }
    std::size_t at(int row, int col) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) +
               static_cast<std::size_t>(col);
    }
    void slide(const float* from, float* to, int n, std::ptrdiff_t stride) const {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < n + reach_; ++i) {
            if (i < n) {
                sum += from[i * stride];
                ++count;
            }
            const int gone = i - 2 * reach_ - 1, middle = i - reach_;
            if (gone >= 0) {
                sum -= from[gone * stride];
                --count;
            }
            if (middle >= 0) to[middle * stride] = static_cast<float>(sum / count);
        }
    }

    int rows_, cols_, reach_;
};

Plane v_of(const Field& field) {
    Plane v(field.cells());
    field.visit([&](auto, auto from) {
        std::transform(from.begin(), from.end(), v.begin(), [](auto x) { return static_cast<float>(x); });
    });
    return v;
}

/// Crofton's formula: a line of length L crosses the rows and columns of cells 4 L / pi times. The
/// lines here are where v crosses its mean, two for each wave.
Plane wavelengths(const Around& around, const Plane& v, const Plane& mean, const Plane& spread, int cols,
                  float longest) {
    Plane crossings(v.size());
    const auto above = [&](std::size_t i) { return v[i] > mean[i]; };
    const auto width = static_cast<std::size_t>(cols);
    for (std::size_t i = 0; i < v.size(); ++i) {
        const bool right = (i + 1) % width != 0 && above(i) != above(i + 1);
        const bool below = i + width < v.size() && above(i) != above(i + width);
        crossings[i] = static_cast<float>(right) + static_cast<float>(below);
    }
    Plane length = around.mean(crossings);
    for (std::size_t i = 0; i < v.size(); ++i) {
        const float wave = 8 / (std::numbers::pi_v<float> * length[i]);
        // A line that has no second one within reach is an edge.
        length[i] = static_cast<double>(spread[i]) > kLeastSpread && wave < longest ? wave : NAN;
    }
    return length;
}

constexpr std::array<MapView, 4> kViews{{
    {MapShow::Pattern, "pattern", Text::MapPattern, Text::MapPatternHelp, "inferno", 0, 0.4},
    {MapShow::Mean, "mean", Text::MapMean, Text::MapMeanHelp, "viridis", 0, 0.4},
    {MapShow::Activity, "activity", Text::MapActivity, Text::MapActivityHelp, "magma", 0, 1},
    {MapShow::Wavelength, "wavelength", Text::MapWavelength, Text::MapWavelengthHelp, "turbo", 0, 40},
}};

}  // namespace

std::span<const MapView> map_views() {
    return kViews;
}

const Seed& map_start(const Document& equations) {
    const Seed* seed = find_seed(equations.seed);
    if (seed != nullptr && seed->of_rates) return *find_seed(SeedKind::Drops);
    return seed != nullptr && seed->usual > 0 ? *seed : *find_seed(SeedKind::Spots);
}

std::string MapPlan::key() const {
    const Document& d = equations;
    const Seed& start = map_start(d);
    return fmt::format("map 1: F {} {} k {} {} cells {} {} steps {} D {} {} dt {} stencil {} {}{}",
                       range.feed_low, range.feed_high, range.kill_low, range.kill_high, cols, rows, steps,
                       d.du, d.dv, d.dt, d.edge, d.corner,
                       start.kind == SeedKind::Spots ? "" : std::string(" from ") + start.id);
}

std::int64_t map_span_steps(const MapPlan& plan) {
    const auto span = static_cast<std::int64_t>(std::min(1e15, std::round(kMapSpan / plan.equations.dt)));
    return std::clamp<std::int64_t>(span, 1, std::max<std::int64_t>(1, plan.steps));
}

Document map_document(const MapPlan& plan) {
    Document d;
    const Document& from = plan.equations;
    d.du = from.du;
    d.dv = from.dv;
    d.dt = from.dt;
    d.edge = from.edge;
    d.corner = from.corner;
    d.boundary = Boundary::NoFlux;
    d.rows = plan.rows;
    d.cols = plan.cols;
    const Seed &start = map_start(from), &usual = *find_seed(SeedKind::Spots);
    d.seed = start.kind;
    d.seed_spots = std::clamp<std::int64_t>(d.rows * d.cols * start.usual / (kCellsPerSpot * usual.usual), 2,
                                            kMostSpots);
    // The edges of the field are the ends of the range, so the middles of its cells lie within.
    const double right = 0.5 / plan.cols, up = 0.5 / plan.rows;
    const RatePoint first = plan.range.at(right, 1 - up), last = plan.range.at(1 - right, up);
    d.vary_feed = {Gradient::Along::Rows, first.feed, last.feed};
    d.vary_kill = {Gradient::Along::Columns, first.kill, last.kill};
    return d;
}

double expected_wavelength(const Document& equations) {
    const double diffusion = equations.dv * (equations.edge + 2 * equations.corner);
    return kUsualWavelength * std::sqrt(diffusion / kUsualDiffusion);
}

float Map::value(MapShow show, const RatePoint& at) const {
    if (!range.holds(at) || plane(show).empty()) return NAN;
    const auto cell = [](double share, int n) { return std::clamp(static_cast<int>(share * n), 0, n - 1); };
    const auto row = static_cast<std::size_t>(cell(1 - range.up(at), rows));
    const auto col = static_cast<std::size_t>(cell(range.right(at), cols));
    return plane(show)[row * static_cast<std::size_t>(cols) + col];
}

Map read_map(const MapPlan& plan, const Field& before, const Field& now) {
    Map map;
    map.range = plan.range;
    map.rows = now.rows();
    map.cols = now.cols();
    const int most = std::max(1, std::min(map.rows, map.cols) / 2);
    const double reach = std::clamp<double>(expected_wavelength(plan.equations), 1, most);
    const Around around(map.rows, map.cols, static_cast<int>(reach));
    Plane v = v_of(now);
    Plane mean = around.mean(v);
    Plane spread = around.mean_square(v, mean);
    Plane activity = around.mean_square(v, v_of(before));
    for (std::size_t i = 0; i < v.size(); ++i) {
        spread[i] = std::max(0.0F, spread[i]);  // sums that slide are rounded
        activity[i] = static_cast<float>(
            share_changed(static_cast<double>(activity[i]), static_cast<double>(spread[i])));
        spread[i] = std::sqrt(spread[i]);
    }
    Plane wavelength = wavelengths(around, v, mean, spread, map.cols, static_cast<float>(3 * reach));
    map.planes = {std::move(v), std::move(mean), std::move(activity), std::move(wavelength)};
    return map;
}

}  // namespace gs
