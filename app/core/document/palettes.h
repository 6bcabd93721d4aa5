// The palettes. The window's shader and the PNG writer use the same 256 entries.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/oklab.h"

namespace gs {

/// Entry 0 is the colour of the low end of the range.
using PaletteTable = std::array<Rgb, 256>;

struct Palette {
    std::string id, label;
    PaletteTable rgb;
    /// Lightness only rises or only falls (of a diverging one, in each half), and steps look
    /// equally large.
    bool perceptual = false;
    /// Far entries stay apart for eyes without red or without green cones.
    bool safe = false;
    /// The last colour leads back to the first.
    bool cyclic = false;
    /// Two halves that begin at one colour in the middle.
    bool diverging = false;
};

/// Every palette that the program brings along, in the order of the menu: those that are both
/// perceptual and safe come first. Valid for the program's life; any thread.
std::span<const Palette> palettes();
/// The one of them with this id, or nullptr.
const Palette* find_palette(std::string_view id);
/// "perceptual, safe for colour-blind eyes": what its row says of it; may be empty.
std::string marks_of(const Palette& palette);

/// A colour at a place of a palette, 0 (the low end) to 1.
struct Stop {
    double at = 0;
    Rgb rgb{};
    bool operator==(const Stop&) const = default;
};

/// A palette that the user made: 2 to kMostStops stops in the order of their places.
struct OwnPalette {
    std::string name;
    std::vector<Stop> stops;
    bool operator==(const OwnPalette&) const = default;
};
inline constexpr std::size_t kMostStops = 64;

/// The user's palettes, in the order in which they came; no two share a name (fold()).
using OwnPalettes = std::vector<OwnPalette>;

/// The user's palettes of this document; valid as long as its pointer to them.
std::span<const OwnPalette> own_palettes(const Document& document);
/// The user's palette of this name, or nullptr.
const OwnPalette* find_own_palette(const Document& document, std::string_view name);
/// The entries between stops, along straight lines of Oklab; before the first and behind the last
/// stop the colour stays. stops: at least one.
PaletteTable table_of(std::span<const Stop> stops);
/// So many stops, 2 or more, at equal distances, in the colours that a table has there.
std::vector<Stop> stops_of(const PaletteTable& table, std::size_t count);
/// The colour of "#1f7fa0" or "1f7fa0", if it is one.
std::optional<Rgb> rgb_from(std::string_view hex);
/// The palette that this document names, one of the program's or of the user's; the first of the
/// program's if there is none of that name.
Palette palette_of(const Document& document);

/// The colours as the document has them seen: its palette with its cycles, steps and direction. A
/// palette that is not cyclic runs back and forth, so that no edge stands where two cycles meet.
PaletteTable shown_colours(const Document& document);

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
