// Which colours a picture has, as long as they are few.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "app/core/document/oklab.h"

namespace gs {

/// Numbers for colours, in the order in which they come. Used by one thread at a time.
class PictureColours {
  public:
    /// So many are told apart.
    static constexpr int kMost = 1024;

    PictureColours() { entries_.fill(kNone); }
    /// The number of a colour, 0 to kMost - 1, or -1 if it would be one more than kMost.
    int number_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue);
    /// The colours by their numbers.
    const std::vector<Rgb>& colours() const { return colours_; }

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    static constexpr std::size_t kSlots = std::size_t{4} * kMost;
    std::array<std::uint32_t, kSlots> entries_;  // a colour's 24 bits; the slot follows from them
    std::array<std::uint16_t, kSlots> numbers_{};
    std::vector<Rgb> colours_;
};

/// For each colour its place in an order in which neighbours look alike: from the darkest one on,
/// the next is always the nearest of those left. So the entries of a smooth palette, of whatever
/// kind, stand in their own order, and a smooth picture in numbers is smooth. At most 256 colours.
std::vector<std::uint8_t> places_of(std::span<const Rgb> colours);

}  // namespace gs
