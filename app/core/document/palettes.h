// The palettes. The window's shader and the PNG writer use the same 256 entries.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/core/document/document.h"

namespace gs {

struct Palette {
    std::string id, label;
    /// The colours; entry 0 is that of the low end of the range.
    std::array<std::array<std::uint8_t, 3>, 256> rgb;
};

/// Every palette, in the order of the menu. Valid for the program's life; any thread.
std::span<const Palette> palettes();
/// The palette with this id, or nullptr.
const Palette* find_palette(std::string_view id);

/// The entry of the table for a value of the shown channel: 255 (x - low) / (high - low), rounded
/// to the nearest and kept within 0 to 255; NaN is 0.
inline int palette_index(float x, float low, float scale) {
    const float t = (x - low) * scale + 0.5F;
    return !(t > 0) ? 0 : t >= 255 ? 255 : static_cast<int>(t);
}

/// high - low, which is negative if the range is reversed. Never 0: a range without width becomes a
/// step at low.
float palette_width(double low, double high);
/// 255 divided by the width of the range of the document's channel.
float palette_scale(const Document& document);

}  // namespace gs
