#include "app/core/document/document.h"

namespace gs {

void slow_to_watch(Document& d) {
    if (d.watch > 0 && (d.speed == 0 || d.speed > d.watch)) d.speed = d.watch;
}

gs_params params_of(const Document& d) {
    return {.feed = d.feed,
            .kill = d.kill,
            .du = d.du,
            .dv = d.dv,
            .dt = d.dt,
            .edge = d.edge,
            .corner = d.corner,
            .boundary = static_cast<std::int32_t>(d.boundary),
            .boundary_u = d.boundary_u,
            .boundary_v = d.boundary_v};
}

bool varies(const Document& d) {
    return d.rates != nullptr || d.vary_feed.along != Gradient::Along::Nothing ||
           d.vary_kill.along != Gradient::Along::Nothing;
}

bool same_rates(const Document& a, const Document& b) {
    if (a.feed != b.feed || a.kill != b.kill) return false;
    return a.rates == b.rates && a.vary_feed == b.vary_feed && a.vary_kill == b.vary_kill;
}

void stop_varying(Document& document) {
    document.vary_feed = document.vary_kill = {};
    document.rates = nullptr;
}

Symmetry symmetry_of(const Document& d) {
    return {d.brush_mirror, static_cast<int>(d.brush_fold), d.boundary == Boundary::Periodic};
}

std::pair<double, double> rates_at(const Document& d, int row, int col) {
    if (d.rates) return {d.rates->u(row, col), d.rates->v(row, col)};
    const auto rate = [&](const Gradient& g, double uniform) {
        if (g.along == Gradient::Along::Nothing) return uniform;
        const bool columns = g.along == Gradient::Along::Columns;
        const std::int64_t last = (columns ? d.cols : d.rows) - 1;
        const double t = last > 0 ? static_cast<double>(columns ? col : row) / static_cast<double>(last) : 0;
        return g.low + (g.high - g.low) * t;
    };
    return {rate(d.vary_feed, d.feed), rate(d.vary_kill, d.kill)};
}

Field rate_planes(const Document& d) {
    return varies(d) ? all_rates(d) : Field();
}

Field all_rates(const Document& d) {
    if (d.rates) return *d.rates;
    const int rows = static_cast<int>(d.rows), cols = static_cast<int>(d.cols);
    Field planes(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            const auto [feed, kill] = rates_at(d, y, x);
            planes.set(y, x, feed, kill);
        }
    return planes;
}

}  // namespace gs
