#include "app/core/document/document.h"

#include <algorithm>
#include <cassert>

#include "app/core/document/properties.h"

namespace gs {

gs_params params_of(const Document& d) {
    const auto names = boundary_names();
    const auto found = std::find(names.begin(), names.end(), d.boundary);
    assert(found != names.end());
    const auto boundary = static_cast<std::int32_t>(found - names.begin());
    return {d.feed, d.kill, d.du, d.dv, d.dt, d.edge, d.corner, boundary, d.boundary_u, d.boundary_v};
}

bool varies(const Document& d) {
    return d.rates != nullptr || d.vary_feed.along != Gradient::Along::Nothing ||
           d.vary_kill.along != Gradient::Along::Nothing;
}

Field rate_planes(const Document& d) {
    if (d.rates) return *d.rates;
    if (!varies(d)) return {};
    const int rows = static_cast<int>(d.rows), cols = static_cast<int>(d.cols);
    const auto at = [&](const Gradient& g, double uniform, int y, int x) {
        if (g.along == Gradient::Along::Nothing) return uniform;
        const bool columns = g.along == Gradient::Along::Columns;
        const int last = (columns ? cols : rows) - 1;
        const double t = last > 0 ? static_cast<double>(columns ? x : y) / last : 0;
        return g.low + (g.high - g.low) * t;
    };
    Field planes(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x)
            planes.set(y, x, at(d.vary_feed, d.feed, y, x), at(d.vary_kill, d.kill, y, x));
    return planes;
}

}  // namespace gs
