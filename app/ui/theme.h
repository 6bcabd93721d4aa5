// Colours, spacing and type of the interface.
#pragma once

#include <imgui.h>

namespace gs::theme {

// One dark background, three shades of text, one accent, and one colour for trouble.
inline constexpr ImVec4 kGround{0.075F, 0.082F, 0.094F, 0.965F};
inline constexpr ImVec4 kRaised{0.135F, 0.146F, 0.165F, 1.0F};
inline constexpr ImVec4 kHovered{0.180F, 0.195F, 0.218F, 1.0F};
inline constexpr ImVec4 kLine{1.0F, 1.0F, 1.0F, 0.075F};
inline constexpr ImVec4 kText{0.925F, 0.935F, 0.945F, 1.0F};
inline constexpr ImVec4 kDim{0.710F, 0.735F, 0.765F, 1.0F};
inline constexpr ImVec4 kFaint{0.560F, 0.585F, 0.615F, 1.0F};
inline constexpr ImVec4 kAccent{0.275F, 0.780F, 0.690F, 1.0F};
inline constexpr ImVec4 kAccentDeep{0.140F, 0.420F, 0.375F, 1.0F};
inline constexpr ImVec4 kTrouble{0.965F, 0.545F, 0.400F, 1.0F};
/// The second of two things that are compared; as bright as the accent.
inline constexpr ImVec4 kSand{0.850F, 0.730F, 0.520F, 1.0F};
/// The colour beside the field.
inline constexpr ImVec4 kOutside{0.043F, 0.047F, 0.055F, 1.0F};

/// Type size in pixels at scale 1.
inline constexpr float kFontSize = 15.0F;

/// Load the typeface, and set the style for a scale (1: 96 dots per inch); the style is set again
/// whenever the scale changes.
void load_font();
void apply(float scale);

/// The colour in the form that draw lists take.
inline ImU32 color(const ImVec4& c, float alpha = 1) {
    return ImGui::ColorConvertFloat4ToU32({c.x, c.y, c.z, c.w * alpha});
}
/// A length that grows with the type: `em` times the font's size.
inline float em(float n) {
    return n * ImGui::GetFontSize();
}

}  // namespace gs::theme
