#include "app/core/document/oklab.h"

#include <algorithm>
#include <cmath>

namespace gs {

double light_of(double component) {
    const double c = component / 255;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double component_of(double light) {
    const double c = std::clamp(light, 0.0, 1.0);
    return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055);
}

Oklab oklab_of(const Rgb& colour) {
    const double red = light_of(colour[0]), green = light_of(colour[1]), blue = light_of(colour[2]);
    const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Rgb rgb_of(const Oklab& colour) {
    const auto cube = [](double x) { return x * x * x; };
    const double l = cube(colour.l + 0.3963377774 * colour.a + 0.2158037573 * colour.b);
    const double m = cube(colour.l - 0.1055613458 * colour.a - 0.0638541728 * colour.b);
    const double s = cube(colour.l - 0.0894841775 * colour.a - 1.2914855480 * colour.b);
    const auto component = [](double light) {
        return static_cast<std::uint8_t>(std::lround(component_of(light)));
    };
    return {component(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            component(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            component(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

double distance(const Oklab& one, const Oklab& other) {
    return std::hypot(one.l - other.l, one.a - other.a, one.b - other.b);
}

Oklab between(const Oklab& one, const Oklab& other, double share) {
    return {one.l + share * (other.l - one.l), one.a + share * (other.a - one.a),
            one.b + share * (other.b - one.b)};
}

}  // namespace gs
