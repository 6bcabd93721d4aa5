#include "app/core/explore/map_picture.h"

#include <algorithm>
#include <cmath>

#include "app/core/document/palettes.h"

namespace gs {

Picture picture_of(const Map& map, MapShow show) {
    constexpr std::array<std::uint8_t, 3> kNothing{40, 42, 46};
    const MapView& view = map_view(show);
    const auto& colours = find_palette(view.palette)->rgb;
    const float scale = 255 / palette_width(view.low, view.high);
    const std::vector<float>& values = map.plane(show);
    Picture picture{map.cols, map.rows, std::vector<std::uint8_t>(3 * values.size())};
    auto to = picture.rgb.begin();
    for (const float x : values) {
        const auto index = static_cast<std::size_t>(palette_index(x, static_cast<float>(view.low), scale));
        const auto& rgb = std::isnan(x) ? kNothing : colours[index];
        to = std::copy(rgb.begin(), rgb.end(), to);
    }
    return picture;
}

}  // namespace gs
