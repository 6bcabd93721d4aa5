// Colours, spacing and type of the interface.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <array>

namespace gs::theme {

// One dark background, three shades of text, one accent, and one colour for trouble. kPairs says
// which of them lie on which, and holds them to a contrast.
inline constexpr ImVec4 kGround{0.075F, 0.082F, 0.094F, 1.0F};
/// The ground of what lies over the field all the time: a little of the field shines through.
inline constexpr ImVec4 kOverlay{kGround.x, kGround.y, kGround.z, 0.92F};
/// The ground of controls, and of one under the pointer.
inline constexpr ImVec4 kRaised{0.197F, 0.212F, 0.237F, 1.0F};
inline constexpr ImVec4 kHovered{0.235F, 0.252F, 0.280F, 1.0F};
/// What says that this is a control: frames, tracks.
inline constexpr ImVec4 kFrame{0.369F, 0.396F, 0.427F, 1.0F};
inline constexpr ImVec4 kLine{1.0F, 1.0F, 1.0F, 0.075F};
inline constexpr ImVec4 kScroll{1.0F, 1.0F, 1.0F, 0.34F};
inline constexpr ImVec4 kText{0.925F, 0.935F, 0.945F, 1.0F};
inline constexpr ImVec4 kDim{0.760F, 0.785F, 0.815F, 1.0F};
inline constexpr ImVec4 kFaint{0.630F, 0.655F, 0.685F, 1.0F};
/// What runs or is chosen, and what is written on it.
inline constexpr ImVec4 kAccent{0.290F, 0.815F, 0.725F, 1.0F};
inline constexpr ImVec4 kInk{0.043F, 0.047F, 0.055F, 1.0F};
/// The accent as a ground under light text, and as a bar of what rests.
inline constexpr ImVec4 kAccentDeep{0.105F, 0.345F, 0.310F, 1.0F};
inline constexpr ImVec4 kAccentCalm{0.150F, 0.440F, 0.390F, 1.0F};
inline constexpr ImVec4 kTrouble{0.985F, 0.630F, 0.500F, 1.0F};
inline constexpr ImVec4 kTroubleCalm{kTrouble.x, kTrouble.y, kTrouble.z, 0.55F};
/// The second of two things that are compared; as bright as the accent.
inline constexpr ImVec4 kSand{0.850F, 0.730F, 0.520F, 1.0F};
/// The colour beside the field.
inline constexpr ImVec4 kOutside{0.043F, 0.047F, 0.055F, 1.0F};

/// A colour that is drawn on another one: letters want a contrast of 7 : 1 (WCAG), what shows that
/// something is a control or how it stands wants 3 : 1, whatever field shines through the ground.
struct Pair {
    enum class Kind { Text, Control };
    ImVec4 ink, ground;
    Kind kind;
    const char* name;
};

/// All pairs that the interface draws.
inline constexpr std::array kPairs{
    Pair{kText, kGround, Pair::Kind::Text, "text"},
    Pair{kDim, kGround, Pair::Kind::Text, "dim text"},
    Pair{kFaint, kGround, Pair::Kind::Text, "faint text"},
    Pair{kAccent, kGround, Pair::Kind::Text, "accented text"},
    Pair{kTrouble, kGround, Pair::Kind::Text, "trouble"},
    Pair{kText, kRaised, Pair::Kind::Text, "text on a control"},
    Pair{kDim, kRaised, Pair::Kind::Text, "dim text on a control"},
    Pair{kText, kHovered, Pair::Kind::Text, "text on a control under the pointer"},
    Pair{kInk, kAccent, Pair::Kind::Text, "text on what is chosen"},
    Pair{kText, kAccentDeep, Pair::Kind::Text, "text on a chosen row"},
    Pair{kText, kOverlay, Pair::Kind::Text, "text over the field"},
    Pair{kDim, kOverlay, Pair::Kind::Text, "dim text over the field"},
    Pair{kAccent, kOverlay, Pair::Kind::Text, "accented text over the field"},
    Pair{kTrouble, kOverlay, Pair::Kind::Text, "trouble over the field"},
    Pair{kSand, kOverlay, Pair::Kind::Text, "a second thing over the field"},
    Pair{kFaint, kRaised, Pair::Kind::Control, "the icon of a button that can't be pressed"},
    Pair{kFrame, kGround, Pair::Kind::Control, "a frame or track on the panel"},
    Pair{kScroll, kGround, Pair::Kind::Control, "a scroll bar"},
    Pair{kAccent, kGround, Pair::Kind::Control, "a slider's part below its value"},
    Pair{kAccent, kFrame, Pair::Kind::Control, "a slider's part below its value, from the rest of its track"},
    Pair{kAccent, kAccentDeep, Pair::Kind::Control, "the frame of a chosen row"},
    Pair{kAccent, kRaised, Pair::Kind::Control, "the part of a measurement that is done"},
    Pair{kTroubleCalm, kGround, Pair::Kind::Control, "a slider's part beyond a limit"},
    Pair{kText, kGround, Pair::Kind::Control, "a slider's handle under the pointer"},
    Pair{kAccent, kRaised, Pair::Kind::Control, "a tick, or what is chosen on its track"},
    Pair{kAccent, kHovered, Pair::Kind::Control, "a tick under the pointer, or a part of a bar"},
    Pair{kSand, kHovered, Pair::Kind::Control, "another part of a bar"},
    Pair{kAccentCalm, kGround, Pair::Kind::Control, "the bar of a kernel that rests"},
};

/// High contrast, for a weak projector or a bright room: text is a step lighter, and the ground of
/// what lies over the field is opaque. It takes effect in the style with the next apply().
void set_high_contrast(bool on);
/// The colour of the table that is drawn in place of this one. UI thread.
ImVec4 as_drawn(const ImVec4& color);

/// Type size in pixels at scale 1.
inline constexpr float kFontSize = 15.0F;

/// Load the typefaces, and set the style for a scale (1: 96 dots per inch); the style is set again
/// whenever the scale changes.
void load_font();
void apply(float scale);
/// The typeface of commands, whose letters are equally wide.
ImFont* mono();

/// The least share of the window's height that a passing text's type has, to be read from afar.
inline constexpr float kFarShare = 1 / 48.0F;
/// This size of type (at scale 1), or a larger one of at least this share of the window's height.
inline float type_for(float size, float share) {
    return std::max(size, ImGui::GetIO().DisplaySize.y * share / ImGui::GetStyle().FontScaleDpi);
}

/// The colour in the form that draw lists take.
inline ImU32 color(const ImVec4& c, float alpha = 1) {
    const ImVec4 drawn = as_drawn(c);
    return ImGui::ColorConvertFloat4ToU32({drawn.x, drawn.y, drawn.z, drawn.w * alpha});
}
/// A length that grows with the type: `em` times the font's size.
inline float em(float n) {
    return n * ImGui::GetFontSize();
}

}  // namespace gs::theme
