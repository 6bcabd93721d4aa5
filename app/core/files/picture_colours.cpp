#include "app/core/files/picture_colours.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>

namespace gs {

int PictureColours::number_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    const std::uint32_t bits = red | std::uint32_t{green} << 8U | std::uint32_t{blue} << 16U;
    // Multiplicative hashing: the product's highest bits depend on all of the colour's.
    std::size_t slot = (bits * 2654435769U) >> 20U;
    static_assert(kSlots == std::size_t{1} << 12U);
    for (; entries_[slot] != bits; slot = (slot + 1) % kSlots) {
        if (entries_[slot] != kNone) continue;
        if (colours_.size() == kMost) return -1;
        entries_[slot] = bits;
        numbers_[slot] = static_cast<std::uint16_t>(colours_.size());
        colours_.push_back({red, green, blue});
        break;
    }
    return numbers_[slot];
}

namespace {

int square(int x) {
    return x * x;
}

int distance(const Rgb& a, const Rgb& b) {
    return square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]);
}

}  // namespace

std::vector<std::uint8_t> places_of(std::span<const Rgb> colours) {
    assert(colours.size() <= 256);
    std::vector<std::size_t> left(colours.size());
    std::iota(left.begin(), left.end(), std::size_t{0});
    const auto next = [&](const auto& how_far) {
        // Of two that are as far, the one with the lower bytes, so that only the colours count.
        return std::min_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
            return std::tuple(how_far(colours[a]), colours[a]) < std::tuple(how_far(colours[b]), colours[b]);
        });
    };
    std::vector<std::uint8_t> places(colours.size());
    auto at = next([](const Rgb& c) { return 3 * c[0] + 6 * c[1] + c[2]; });
    for (std::size_t place = 0; place < places.size(); ++place) {
        const Rgb here = colours[*at];
        places[*at] = static_cast<std::uint8_t>(place);
        left.erase(at);
        at = next([&](const Rgb& c) { return distance(c, here); });
    }
    return places;
}

}  // namespace gs
