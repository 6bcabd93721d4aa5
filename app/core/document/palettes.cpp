#include "app/core/document/palettes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/core/text/letters.h"
#include "app/core/text/strings.h"
#include "embedded/palettes.h"

namespace gs {

namespace {

Rgb read_hex(std::string_view hex) {
    Rgb rgb{};
    for (std::size_t i = 0; i < 3; ++i)
        std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, rgb[i], 16);
    return rgb;
}

/// `count` colours at equal distances along the lines between stops, both ends included.
std::vector<Oklab> evenly(std::span<const Oklab> stops, int count) {
    std::vector<double> far{0};
    for (std::size_t i = 1; i < stops.size(); ++i)
        far.push_back(far.back() + distance(stops[i - 1], stops[i]));
    std::vector<Oklab> colours;
    std::size_t line = 1;
    for (int i = 0; i < count; ++i) {
        const double along = far.back() * i / (count - 1);
        while (line + 1 < stops.size() && far[line] < along) ++line;
        colours.push_back(between(stops[line - 1], stops[line],
                                  (along - far[line - 1]) / std::max(far[line] - far[line - 1], 1e-9)));
    }
    return colours;
}

PaletteTable read_stops(std::string_view hex, bool diverging) {
    std::vector<Oklab> stops;
    for (; hex.size() >= 6; hex.remove_prefix(std::min<std::size_t>(7, hex.size())))
        stops.push_back(oklab_of(read_hex(hex)));
    const std::span all(stops);
    const std::size_t middle = diverging ? all.size() / 2 : all.size() - 1;
    // Each part has one entry more than it shows of a diverging palette, whose middle lies between
    // entries 127 and 128.
    constexpr int kFine = 4096;
    const std::vector<Oklab> low = evenly(all.first(middle + 1), kFine + 1),
                             high = diverging ? evenly(all.subspan(middle), kFine + 1) : low;
    PaletteTable table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double place = static_cast<double>(i) / 255;
        const double part = diverging ? 2 * place - (place > 0.5 ? 1 : 0) : place;
        const auto entry = static_cast<std::size_t>(std::lround(part * kFine));
        table[i] = rgb_of(diverging && place > 0.5 ? high[entry] : low[entry]);
    }
    return table;
}

std::vector<Palette> read_rows() {
    const auto file = nlohmann::json::parse(embedded::palettes("assets/palettes.json"));
    std::vector<Palette> rows;
    for (const auto& row : file["palettes"]) {
        Palette palette{row["id"], row["label"], {}};
        const std::string marks = row["marks"];
        const auto has = [&](std::string_view mark) { return marks.find(mark) != std::string::npos; };
        palette.perceptual = has("perceptual");
        palette.safe = has("safe");
        palette.cyclic = has("cyclic");
        palette.diverging = has("diverging");
        if (row.contains("stops")) {
            palette.rgb = read_stops(row["stops"].get_ref<const std::string&>(), palette.diverging);
        } else {
            const std::string_view hex = row["rgb"].get_ref<const std::string&>();
            assert(hex.size() == palette.rgb.size() * 6);
            for (std::size_t i = 0; i < palette.rgb.size(); ++i) palette.rgb[i] = read_hex(hex.substr(6 * i));
        }
        rows.push_back(std::move(palette));
    }
    return rows;
}

/// A place of a picture's range, 0 to 1, as the place of the palette whose colour it has.
double place_in_palette(double place, const Document& d, bool cyclic) {
    if (d.palette_steps > 0) {
        const auto steps = static_cast<double>(d.palette_steps);
        const double step = std::min(std::floor(place * steps), steps - 1);
        place = steps > 1 ? step / (steps - 1) : 0.5;
    }
    if (d.palette_cycles > 1) {
        const double run = place * static_cast<double>(d.palette_cycles);
        const double cycle = std::min(std::floor(run), static_cast<double>(d.palette_cycles - 1));
        place = run - cycle;
        if (!cyclic && std::fmod(cycle, 2) == 1) place = 1 - place;
    }
    return d.reverse ? 1 - place : place;
}

}  // namespace

std::span<const Palette> palettes() {
    static const std::vector<Palette> rows = read_rows();
    return rows;
}

const Palette* find_palette(std::string_view id) {
    for (const Palette& palette : palettes())
        if (id == palette.id) return &palette;
    return nullptr;
}

std::string marks_of(const Palette& palette) {
    std::vector<std::string_view> said;
    if (palette.perceptual) said.push_back(text(Text::PalettePerceptual));
    if (palette.safe) said.push_back(text(Text::PaletteSafe));
    if (palette.diverging) said.push_back(text(Text::PaletteDiverging));
    if (palette.cyclic) said.push_back(text(Text::PaletteCyclic));
    return fmt::format("{}", fmt::join(said, ", "));
}

std::span<const OwnPalette> own_palettes(const Document& document) {
    return document.own_palettes ? std::span<const OwnPalette>(*document.own_palettes)
                                 : std::span<const OwnPalette>();
}

const OwnPalette* find_own_palette(const Document& document, std::string_view name) {
    for (const OwnPalette& own : own_palettes(document))
        if (fold(own.name) == fold(name)) return &own;
    return nullptr;
}

PaletteTable table_of(std::span<const Stop> stops) {
    assert(!stops.empty());
    PaletteTable table{};
    std::size_t next = 0;  // the first stop that is not before the entry
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double place = static_cast<double>(i) / 255;
        while (next < stops.size() && stops[next].at < place) ++next;
        if (next == 0 || next == stops.size()) {
            table[i] = (next == 0 ? stops.front() : stops.back()).rgb;
            continue;
        }
        const Stop &low = stops[next - 1], &high = stops[next];
        const double share = (place - low.at) / std::max(high.at - low.at, 1e-9);
        table[i] = rgb_of(between(oklab_of(low.rgb), oklab_of(high.rgb), share));
    }
    return table;
}

std::vector<Stop> stops_of(const PaletteTable& table, std::size_t count) {
    assert(count >= 2);
    std::vector<Stop> stops;
    for (std::size_t i = 0; i < count; ++i) {
        const double at = static_cast<double>(i) / static_cast<double>(count - 1);
        stops.push_back({at, table[static_cast<std::size_t>(std::lround(at * 255))]});
    }
    return stops;
}

std::optional<Rgb> rgb_from(std::string_view hex) {
    if (hex.starts_with('#')) hex.remove_prefix(1);
    const bool digits = hex.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    return hex.size() == 6 && digits ? std::optional(read_hex(hex)) : std::nullopt;
}

Palette palette_of(const Document& document) {
    if (const Palette* known = find_palette(document.palette)) return *known;
    const OwnPalette* own = find_own_palette(document, document.palette);
    if (own == nullptr) return palettes().front();
    Palette palette{own->name, own->name, table_of(own->stops)};
    palette.cyclic = own->stops.size() > 2 && own->stops.front().rgb == own->stops.back().rgb;
    return palette;
}

PaletteTable shown_colours(const Document& document) {
    const Palette palette = palette_of(document);
    PaletteTable shown{};
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double place = place_in_palette(static_cast<double>(i) / 255, document, palette.cyclic);
        shown[i] = palette.rgb[static_cast<std::size_t>(std::lround(place * 255))];
    }
    return shown;
}

float palette_width(double low, double high) {
    const auto width = static_cast<float>(high - low);
    return std::abs(width) > 1e-9F ? width : 1e-9F;
}

float palette_scale(const Document& document) {
    return 255.0F / palette_width(shown_range(document).low, shown_range(document).high);
}

}  // namespace gs
