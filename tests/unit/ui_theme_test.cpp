// The interface's colours can be told apart, also with a weak projector.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/theme.h"

namespace gs::theme {
namespace {

double linear(float channel) {
    const double c = channel;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// WCAG's relative luminance.
double luminance(const ImVec4& c) {
    return 0.2126 * linear(c.x) + 0.7152 * linear(c.y) + 0.0722 * linear(c.z);
}

double contrast(const ImVec4& a, const ImVec4& b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

ImVec4 over(const ImVec4& c, const ImVec4& below) {
    const auto mix = [&](float top, float under) { return c.w * top + (1 - c.w) * under; };
    return {mix(c.x, below.x), mix(c.y, below.y), mix(c.z, below.z), 1};
}

constexpr std::array kFields{ImVec4{0, 0, 0, 1}, ImVec4{1, 1, 1, 1},
                             ImVec4{0xFD / 255.0F, 0xE7 / 255.0F, 0x25 / 255.0F, 1}};

TEST(Theme, EveryPairCanBeToldApartOverAnyField) {
    for (const Pair& pair : kPairs)
        for (const ImVec4& field : kFields) {
            const ImVec4 ground = over(pair.ground, field);
            EXPECT_GE(contrast(over(pair.ink, ground), ground), pair.kind == Pair::Kind::Text ? 7 : 3)
                << pair.name;
        }
}

TEST(Theme, HighContrastIsOpaqueAndNeverWeaker) {
    for (const Pair& pair : kPairs) {
        set_high_contrast(true);
        const ImVec4 ink = as_drawn(pair.ink), ground = as_drawn(pair.ground);
        set_high_contrast(false);
        EXPECT_EQ(ground.w, 1) << pair.name;
        double usual = 21;
        for (const ImVec4& field : kFields) {
            const ImVec4 below = over(pair.ground, field);
            usual = std::min(usual, contrast(over(pair.ink, below), below));
        }
        EXPECT_GE(contrast(over(ink, ground), ground), usual) << pair.name;
    }
    EXPECT_EQ(color(kDim), ImGui::ColorConvertFloat4ToU32(kDim));
    set_high_contrast(true);
    EXPECT_EQ(color(kDim), ImGui::ColorConvertFloat4ToU32(kText));
    set_high_contrast(false);
}

TEST(Theme, ControlsAreRaisedFromThePanel) {
    EXPECT_GE(contrast(kRaised, kGround), 1.5);
}

TEST(Theme, ContrastIsWcags) {
    EXPECT_NEAR(contrast({0, 0, 0, 1}, {1, 1, 1, 1}), 21, 1e-9);
    EXPECT_NEAR(contrast({0xFF / 255.0F, 0, 0, 1}, {1, 1, 1, 1}), 3.998, 0.001);
}

}  // namespace
}  // namespace gs::theme
