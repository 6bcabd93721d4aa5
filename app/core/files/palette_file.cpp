#include "app/core/files/palette_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "app/core/files/contents.h"
#include "app/core/files/files.h"
#include "app/core/files/folder_lock.h"
#include "app/core/files/folders.h"
#include "app/core/files/formats.h"
#include "app/core/files/json_text.h"
#include "app/core/files/paths.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr const char *kMark = "grayscope-palette", *kMarkOfAll = "grayscope-palettes";
constexpr int kVersion = 1;

/// Whole words of a line, at blanks, commas and slashes.
std::vector<std::string_view> words_of(std::string_view line) {
    constexpr std::string_view kBetween = " \t\r,;/";
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(kBetween); at != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(kBetween, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(kBetween, end);
    }
    return words;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

template <class Number>
std::optional<Number> number_of(std::string_view word) {
    Number n{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
    return error == std::errc() && end == word.data() + word.size() ? std::optional(n) : std::nullopt;
}

/// Three whole numbers of 0 to 255.
std::optional<Rgb> three_of(std::span<const std::string_view> words) {
    if (words.size() < 3) return {};
    Rgb rgb{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto n = number_of<int>(words[i]);
        if (!n || *n < 0 || *n > 255) return {};
        rgb[i] = static_cast<std::uint8_t>(*n);
    }
    return rgb;
}

std::optional<Rgb> colour_of(std::span<const std::string_view> words) {
    const std::optional<Rgb> three = three_of(words);
    return three || words.empty() ? three : rgb_from(words[0]);
}

std::string hex_text(const Rgb& c) {
    return fmt::format("#{:02x}{:02x}{:02x}", c[0], c[1], c[2]);
}

std::string name_from(const std::string& path) {
    return fs::path(path).stem().string();
}

/// The name in UTF-8, as JSON and the window need it: what is none becomes question marks.
std::string in_utf8(std::string_view name) {
    std::string good;
    for (std::size_t at = 0; at < name.size();) {
        const Letter letter = letter_at(name, at);
        const bool damaged = letter.code == 0xFFFD && letter.bytes.size() == 1;
        good += damaged ? std::string_view("?") : letter.bytes;
        at += letter.bytes.size();
    }
    return good;
}

/// Colours at equal distances. More than there may be stops are thinned out.
std::vector<Stop> spread(const std::vector<Rgb>& colours) {
    std::vector<Stop> stops;
    const std::size_t count = std::min(colours.size(), kMostStops);
    for (std::size_t i = 0; i < count; ++i) {
        const double place =
            static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(count - 1, 1));
        const auto entry =
            static_cast<std::size_t>(std::lround(place * static_cast<double>(colours.size() - 1)));
        stops.push_back({place, colours[entry]});
    }
    return stops;
}

Status bad_line(std::size_t line, std::string_view what) {
    return Status::failure(say(Text::PaletteLine, line + 1, shown(what)));
}

/// Lines of colours; a GIMP palette has a head and may name its colours.
Status read_list(std::string_view content, OwnPalette& palette) {
    std::vector<Rgb> colours;
    const auto lines = lines_of(content);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto words = words_of(lines[i]);
        if (words.empty() || lines[i].starts_with("GIMP Palette") || words[0] == "Columns:") continue;
        if (words[0] == "Name:") {
            const std::string_view name = lines[i].substr(lines[i].find(':') + 1);
            const std::size_t first = name.find_first_not_of(" \t");
            if (first != std::string_view::npos)
                palette.name = std::string(name.substr(first, name.find_last_not_of(" \t\r") + 1 - first));
            continue;
        }
        const std::optional<Rgb> colour = colour_of(words);
        if (colour)
            colours.push_back(*colour);
        else if (!words[0].starts_with('#') && !words[0].starts_with("//"))
            return bad_line(i, lines[i]);
    }
    palette.stops = spread(colours);
    return {};
}

constexpr double kFarthest = 1e300;  // of a place in GMT's table: no difference of two is infinite

/// "z0 r g b z1 r g b" or "z0 r/g/b z1 r/g/b"; lines of letters name what lies outside.
Status read_gmt(std::string_view content, OwnPalette& palette) {
    const auto lines = lines_of(content);
    std::vector<Stop> stops;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto words = words_of(lines[i]);
        if (words.empty() || words[0].starts_with('#') || words[0] == "B" || words[0] == "F" ||
            words[0] == "N")
            continue;
        if (words.size() < 8) return bad_line(i, lines[i]);
        for (const std::size_t first : {std::size_t{0}, std::size_t{4}}) {
            const auto at = number_of<double>(words[first]);
            const auto rgb = three_of(std::span(words).subspan(first + 1, 3));
            if (!at || !rgb || !(std::abs(*at) <= kFarthest)) return bad_line(i, lines[i]);
            if (!stops.empty() && *at < stops.back().at) return bad_line(i, lines[i]);
            if (stops.empty() || stops.back().at != *at || stops.back().rgb != *rgb)
                stops.push_back({*at, *rgb});
        }
    }
    if (stops.size() < 2 || !(stops.back().at > stops.front().at)) {
        palette.stops.clear();
        return {};
    }
    const double low = stops.front().at, high = stops.back().at;
    for (Stop& stop : stops) stop.at = (stop.at - low) / (high - low);
    if (stops.size() > kMostStops) {
        const PaletteTable table = table_of(stops);
        stops = spread({table.begin(), table.end()});
    }
    palette.stops = std::move(stops);
    return {};
}

/// {"name": ..., "stops": [[0, "#rrggbb"], ...]}
Status palette_of_json(const Json& json, OwnPalette& palette) {
    const auto wrong = [](std::string_view entry, const Json& value, const char* allowed) {
        const std::string found = value.dump(-1, ' ', false, Json::error_handler_t::replace);
        return Status::failure(say(Text::SessionEntry, shown(entry), shown(found), allowed));
    };
    if (!json.is_object()) return Status::failure(std::string(text(Text::PaletteForeign)));
    const Json name = json.value("name", Json(palette.name)), stops = json.value("stops", Json());
    if (!name.is_string() || name.get<std::string>().empty()) return wrong("name", name, "a name");
    if (!stops.is_array()) return wrong("stops", stops, "a list of stops");
    palette.name = name;
    palette.stops.clear();
    for (const Json& stop : stops) {
        const bool pair = stop.is_array() && stop.size() == 2 && stop[0].is_number() && stop[1].is_string();
        const std::optional<Rgb> rgb = pair ? rgb_from(stop[1].get<std::string>()) : std::nullopt;
        if (!rgb || stop[0] < 0 || stop[0] > 1)
            return wrong("stops", stop, "[a place of 0 to 1, \"#rrggbb\"]");
        palette.stops.push_back({stop[0], *rgb});
    }
    std::stable_sort(palette.stops.begin(), palette.stops.end(),
                     [](const Stop& a, const Stop& b) { return a.at < b.at; });
    return {};
}

Json json_of_one(const OwnPalette& palette) {
    Json json{{"name", palette.name}, {"stops", Json::array()}};
    for (const Stop& stop : palette.stops)
        json["stops"].push_back(Json::array({stop.at, hex_text(stop.rgb)}));
    return json;
}

Status check_count(const OwnPalette& palette) {
    const std::size_t count = palette.stops.size();
    if (count >= 2 && count <= kMostStops) return {};
    return Status::failure(say(Text::PaletteFew, count, kMostStops));
}

bool is_braced(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

}  // namespace

bool is_palette(const std::string& path) {
    std::ifstream in;
    if (is_no_regular_file(path) || !open_to_read(path, in)) return false;
    char bytes[kKindBytes];
    in.read(bytes, sizeof bytes);
    const std::string_view start(bytes, static_cast<std::size_t>(in.gcount()));
    if (start.starts_with("GIMP Palette")) return true;
    if (is_braced(start)) return start.find(kMark) != std::string_view::npos;
    const std::string ending = ending_of(path);
    if (ending == ".gpl" || ending == ".cpt") return true;
    const auto lines = lines_of(start);
    const auto words = lines.empty() ? std::vector<std::string_view>() : words_of(lines[0]);
    return !words.empty() && words[0].starts_with('#') && rgb_from(words[0]).has_value();
}

Status read_palette(const std::string& path, OwnPalette& palette) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    OwnPalette made{name_from(path), {}};
    Status read;
    if (is_braced(content)) {
        Json json;
        read = parse_json(content, json);
        if (read && json.contains(kMark) && json[kMark] != kVersion)
            read = Status::failure(std::string(text(Text::PaletteFileVersion)));
        if (read) read = palette_of_json(json, made);
    } else {
        read = ending_of(path) == ".cpt" ? read_gmt(content, made) : read_list(content, made);
    }
    if (read) read = check_count(made);
    if (!read) return cant_read(path, read.why());
    made.name = in_utf8(made.name);
    palette = std::move(made);
    return {};
}

Status write_palette(const std::string& path, const OwnPalette& palette) {
    return write_file(path, [&](std::ostream& out) {
        if (ending_of(path) == ".gpl") {
            out << "GIMP Palette\nName: " << palette.name << "\nColumns: 16\n#\n";
            for (const Rgb& c : table_of(palette.stops))
                out << fmt::format("{:3} {:3} {:3}\n", c[0], c[1], c[2]);
            return;
        }
        Json json{{kMark, kVersion}};
        json.update(json_of_one(palette));
        out << json.dump(2) << '\n';
    });
}

nlohmann::ordered_json json_of(const OwnPalettes& palettes) {
    Json all = Json::array();
    for (const OwnPalette& palette : palettes) all.push_back(json_of_one(palette));
    return all;
}

Status palettes_of(const nlohmann::ordered_json& json, OwnPalettes& palettes) {
    if (!json.is_array()) return Status::failure(std::string(text(Text::PaletteForeign)));
    OwnPalettes read;
    for (const Json& one : json) {
        OwnPalette palette;
        if (Status s = palette_of_json(one, palette); !s) return s;
        if (Status s = check_count(palette); !s) return s;
        read.push_back(std::move(palette));
    }
    palettes = std::move(read);
    return {};
}

std::string palettes_path() {
    const fs::path config = config_folder();
    return config.empty() ? std::string() : (config / "grayscope" / "palettes.json").string();
}

/// No name that is taken is used, so that nothing is overwritten.
OwnPalettes PalettesFile::read_or_set_aside(std::string& trouble) {
    std::error_code failed;
    OwnPalettes palettes;
    if (!fs::exists(path_, failed)) return palettes;
    std::string content;
    Status read = read_text(path_, content);
    Json json;
    if (read) read = parse_json(content, json);
    if (read && (!json.is_object() || json.value(kMarkOfAll, Json()) != kVersion))
        read = Status::failure(std::string(text(Text::PaletteFileVersion)));
    if (read) read = palettes_of(json.value("palettes", Json()), palettes);
    if (read) return palettes;
    const std::string aside = set_damaged_aside(path_);
    trouble = aside.empty() ? read.why() : say(Text::PaletteFileKept, shown_path(aside), read.why());
    return {};
}

OwnPalettes PalettesFile::read(std::string& trouble) {
    const std::lock_guard lock(mutex_);
    OwnPalettes palettes = read_or_set_aside(trouble);
    for (const OwnPalette& palette : palettes) known_.insert(fold(palette.name));
    return palettes;
}

Status PalettesFile::write(const OwnPalettes& palettes, std::uint64_t number, std::string& trouble) {
    const std::lock_guard lock(mutex_);
    if (number < written_) return {};
    written_ = number;
    const FolderLock alone(path_);  // what another program has just written is read, too
    OwnPalettes all = palettes;
    for (const OwnPalette& palette : all) known_.insert(fold(palette.name));
    for (OwnPalette& there : read_or_set_aside(trouble))
        if (!known_.contains(fold(there.name))) all.push_back(std::move(there));
    Json json{{kMarkOfAll, kVersion}, {"palettes", json_of(all)}};
    return write_file(path_, [&](std::ostream& out) { out << json.dump(2) << '\n'; });
}

}  // namespace gs
