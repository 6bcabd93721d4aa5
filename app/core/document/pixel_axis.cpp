#include "app/core/document/pixel_axis.h"

#include <algorithm>
#include <cmath>

namespace gs {

void lay_out(PixelAxis& axis, int pixels, double origin, double scale, int cells, bool smooth, int more) {
    const double first = std::max(std::ceil(origin - 0.5), 0.0);
    const double last = std::min(std::floor(origin + scale * cells - 0.5), pixels - 1.0);
    axis.begin = static_cast<int>(std::min<double>(first, pixels));
    axis.cell.clear();
    axis.next.clear();
    for (int pixel = axis.begin; pixel <= last + more; ++pixel) {
        const double place = (pixel + 0.5 - origin) / scale;
        const double at = std::clamp(smooth ? place - 0.5 : std::floor(place), 0.0, cells - 1.0);
        axis.cell.push_back(static_cast<int>(at));
        axis.next.push_back(static_cast<float>(at - std::floor(at)));
    }
}

}  // namespace gs
