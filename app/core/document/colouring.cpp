#include "app/core/document/colouring.h"

#include <numbers>

#include "app/core/document/palettes.h"

namespace gs {

namespace {

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

std::uint8_t byte_of(float x) {
    const float rounded = std::clamp(x, 0.0F, 255.0F) + 0.5F;
    return static_cast<std::uint8_t>(rounded);
}

}  // namespace

Shading shading_of(const Document& d) {
    const bool derived = d.colouring == Colouring::Change || d.colouring == Colouring::Rate;
    return {derived ? Colouring::Plain : d.colouring,
            d.ranges[static_cast<std::size_t>(Channel::U)],
            d.light_angle,
            d.light_height,
            d.relief_height,
            d.contour_spacing};
}

SlopeWeights slope_weights(const Shading& shading, double low, double high) {
    // Two cells lie between the neighbours. Rows count downwards.
    const double per_value = shading.relief_height / 2 / std::abs(palette_width(low, high));
    const double angle = radians(shading.light_angle);
    return {static_cast<float>(per_value * std::cos(angle)),
            static_cast<float>(-per_value * std::sin(angle))};
}

LightTable light_table(const Shading& shading) {
    const double height = radians(shading.light_height);
    const auto sine = static_cast<float>(std::sin(height)), cosine = static_cast<float>(std::cos(height));
    LightTable table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = byte_of(kLevelGround * brightness((static_cast<float>(i) - 512) / 128, sine, cosine));
    return table;
}

Rgb toned(Colouring way, const Rgb& colour, std::uint8_t level, std::uint8_t second) {
    Rgb out = colour;
    const auto each = [&](auto component) {
        for (std::size_t i = 0; i < 3; ++i) out[i] = byte_of(component(static_cast<float>(colour[i]), i));
    };
    if (way == Colouring::Relief) {
        const float light = static_cast<float>(second) / kLevelGround;
        each([&](float c, std::size_t) { return light <= 1 ? c * light : c + (255 - c) * (light - 1); });
    } else if (way == Colouring::Contours) {
        const float grey = 0.299F * static_cast<float>(colour[0]) + 0.587F * static_cast<float>(colour[1]) +
                           0.114F * static_cast<float>(colour[2]);
        const float ink = grey > 127 ? 0.0F : 255.0F, cover = static_cast<float>(second) * (0.8F / 255);
        each([&](float c, std::size_t) { return c + (ink - c) * cover; });
    } else if (way == Colouring::TwoChannels) {
        const float v = static_cast<float>(level) / 255, u = static_cast<float>(second) / 255;
        each([&](float, std::size_t i) { return u * kInkOfU[i] + v * kInkOfV[i]; });
    }
    return out;
}

}  // namespace gs
