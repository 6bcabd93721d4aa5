// Oklab: colours as an eye compares them. B. Ottosson, "A perceptual color space for image
// processing", 2020.
#pragma once

#include <array>
#include <cstdint>

namespace gs {

/// Red, green and blue as a screen takes them (sRGB).
using Rgb = std::array<std::uint8_t, 3>;

/// A colour in Oklab. Equal distances look about equally large.
struct Oklab {
    /// Lightness, 0 (black) to 1 (white).
    double l = 0;
    /// Green to red, and blue to yellow; 0 is grey.
    double a = 0, b = 0;
};

/// The same colour.
Oklab oklab_of(const Rgb& colour);
/// The nearest colour of the screen, each component kept within 0 to 255.
Rgb rgb_of(const Oklab& colour);
double distance(const Oklab& one, const Oklab& other);
/// The colour at this share of the straight line from one to the other, 0 to 1.
Oklab between(const Oklab& one, const Oklab& other, double share);
/// The light of a screen's component, 0 to 1, for 0 to 255 (IEC 61966-2-1), and back.
double light_of(double component);
double component_of(double light);

}  // namespace gs
