// The ways of colouring beyond the plain one: a pixel has a level of the palette and a second byte,
// and both together become its colour. The painter, the pictures in files and the shaders
// (shaders/tones.glsl) follow the same rules.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "app/core/document/document.h"
#include "app/core/document/oklab.h"

namespace gs {

/// What a way of colouring needs beside the palette and the range of what is shown. A value.
struct Shading {
    Colouring way = Colouring::Plain;
    /// The range of u, if u and v are shown at once.
    Range range_u{0, 1};
    /// Degrees: 0 is the right, 90 the top; 90 is overhead.
    double light_angle = 135, light_height = 45;
    /// How many cells high the palette's range stands.
    double relief_height = 8;
    /// In values of what is shown; above 0.
    double contour_spacing = 0.05;
    bool operator==(const Shading&) const = default;
};

/// The document's. A change and a rate of change are planes of their own, which are shown plainly.
Shading shading_of(const Document& document);
/// True if a pixel of this way has a second byte.
inline bool has_tones(Colouring way) {
    return way == Colouring::Relief || way == Colouring::Contours || way == Colouring::TwoChannels;
}

// ---- relief: the second byte is 128 times the brightness, and 128 is level ground

inline constexpr float kLevelGround = 128;

/// By how much the slope counts the difference between the right and the left neighbour of a cell,
/// and between the one below and the one above: the slope is how much the ground rises towards the
/// light.
struct SlopeWeights {
    float across = 0, down = 0;
};
SlopeWeights slope_weights(const Shading& shading, double low, double high);

/// The brightness of a slope, 0.2 to 1.8, by Lambert's law for ground that rises along the light's
/// direction only; 1 is level ground.
inline float brightness(float slope, float sine, float cosine) {
    const float lit = (sine - slope * cosine) / (std::sqrt(1 + slope * slope) * sine);
    return 0.2F + 0.8F * std::clamp(lit, 0.0F, 2.0F);
}

/// The second bytes for slopes between -4 and 4, in steps of 1/128.
using LightTable = std::array<std::uint8_t, 1024>;
LightTable light_table(const Shading& shading);
inline std::uint8_t light_at(const LightTable& table, float slope) {
    const float entry = slope * 128 + 512.5F;
    return table[static_cast<std::size_t>(!(entry > 0) ? 0 : entry >= 1023 ? 1023 : static_cast<int>(entry))];
}

// ---- contour lines: the second byte is how much of the pixel the line covers, 255 is all of it

inline constexpr float kLineWidth = 1.3F;  // pixels
/// Lines per cell below which the ground is so flat that they fade: the foot of a slope that comes
/// down to a line without crossing it.
inline constexpr float kFlat = 0.05F;

/// The share of a pixel, 0 to 1, that a line covers. place: the pixel's value in spacings, so that
/// the lines stand at whole numbers; right, below: those of its neighbours; scale: pixels per cell.
/// A plateau that lies on a line has none, and lines that come too close fade. Without a branch, a
/// call or a root, so that a loop over it is a loop of vectors.
inline float contour_cover(float place, float right, float below, float scale) {
    const float dx = std::abs(right - place), dy = std::abs(below - place);
    // Lines per pixel; the length of (dx, dy) to 4 %.
    const float slope = 0.96F * std::max(dx, dy) + 0.4F * std::min(dx, dy);
    // Adding so much leaves no room for what follows the point: this rounds.
    constexpr float kRounding = 12582912;  // 1.5 * 2^23
    const float off = std::abs(place - ((place + kRounding) - kRounding));
    const float per_line = 1 / std::max(slope, 1e-6F);  // pixels
    const float cover = std::min(std::max(kLineWidth / 2 + 0.5F - off * per_line, 0.0F), 1.0F);
    const float steep = slope * (scale / kFlat);
    return cover * std::min(std::min(steep * steep, 0.4F * per_line), 1.0F);
}

/// The second byte of this share.
inline std::uint8_t cover_byte(float cover) {
    const float rounded = cover * 255 + 0.5F;
    return static_cast<std::uint8_t>(static_cast<int>(rounded));
}

// ---- u and v at once: the level is that of v, the second byte that of u

inline constexpr std::array<float, 3> kInkOfU{28, 84, 138}, kInkOfV{226, 150, 60};

/// The colour of a pixel. colour: the palette's at its level.
Rgb toned(Colouring way, const Rgb& colour, std::uint8_t level, std::uint8_t second);

}  // namespace gs
