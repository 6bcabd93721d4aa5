#include "app/core/document/palettes.h"

#include <cassert>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "embedded/palettes.h"

namespace gs {

namespace {

std::vector<Palette> read_table() {
    const auto file = nlohmann::json::parse(embedded::palettes("assets/palettes.json"));
    std::vector<Palette> table;
    for (const auto& row : file["palettes"]) {
        Palette palette{row["id"], row["label"], {}};
        const auto& hex = row["rgb"].get_ref<const std::string&>();
        assert(hex.size() == palette.rgb.size() * 6);
        for (std::size_t i = 0; i < palette.rgb.size() * 3; ++i)
            std::from_chars(&hex[2 * i], &hex[2 * i] + 2, palette.rgb[i / 3][i % 3], 16);
        table.push_back(std::move(palette));
    }
    return table;
}

}  // namespace

std::span<const Palette> palettes() {
    static const std::vector<Palette> table = read_table();
    return table;
}

const Palette* find_palette(std::string_view id) {
    for (const Palette& palette : palettes())
        if (id == palette.id) return &palette;
    return nullptr;
}

float palette_width(double low, double high) {
    const auto width = static_cast<float>(high - low);
    return std::abs(width) > 1e-9F ? width : 1e-9F;
}

float palette_scale(const Document& document) {
    return 255.0F / palette_width(shown_range(document).low, shown_range(document).high);
}

}  // namespace gs
