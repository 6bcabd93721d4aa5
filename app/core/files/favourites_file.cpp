#include "app/core/files/favourites_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/core/document/properties.h"
#include "app/core/files/files.h"
#include "app/core/files/folder_lock.h"
#include "app/core/files/folders.h"
#include "app/core/files/json_text.h"
#include "app/core/files/json_values.h"
#include "app/core/files/paths.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr const char* kMark = "grayscope-favourites";
constexpr int kVersion = 1;

std::vector<std::string> kept_keys() {
    std::vector<std::string> keys;
    for (const auto part : {kept_equations(), kept_start_and_colours()})
        keys.insert(keys.end(), part.begin(), part.end());
    return keys;
}

Status wrong(std::string_view entry, const Json& value, const std::string& allowed) {
    const std::string found = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return Status::failure(say(Text::SessionEntry, shown(entry), shown(found), allowed));
}

/// What is not said is as in a new document.
Status read_settings(const Json& settings, Document& d) {
    if (!settings.is_object()) return wrong("properties", settings, std::string(text(Text::SessionObject)));
    const std::vector<std::string> keys = kept_keys();
    for (const auto& [key, value] : settings.items())
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            return Status::failure(unknown_name(text(Text::SessionName), key, keys));
    for (const std::string& key : keys) {
        if (!settings.contains(key)) continue;
        const Property& property = *find_property(key, d);
        const Value value = value_of(settings[key]);
        // A palette of the user's may be gone by now; the first one then takes its place.
        const bool own = key == "palette" && std::holds_alternative<std::string>(value);
        if (Status allowed = check(property, value); !allowed && !own) return allowed;
        assign(d, property, value);
    }
    return {};
}

Status read_one(const Json& json, Kept& kept) {
    const Json name = json.is_object() ? json.value("name", Json()) : Json();
    if (!name.is_string()) return wrong("name", name, std::string(text(Text::SessionFavourite)));
    if (Status allowed = check_favourite_name(name.get<std::string>()); !allowed) return allowed;
    const Json steps = json.value("steps", Json(0));
    constexpr std::int64_t kMost = std::int64_t{1} << 53;
    if (!steps.is_number_integer() || steps < 0 || steps > kMost)
        return wrong("steps", steps, say(Text::SessionWhole, 0, kMost));
    Document d;
    if (Status read = read_settings(json.value("properties", Json()), d); !read) return read;
    kept.push_back(std::make_shared<const Favourite>(free_favourite_name(kept, name), steps, d));
    return {};
}

Status read_all(const Json& json, Kept& kept) {
    const Json all = json.is_object() ? json.value("favourites", Json()) : Json();
    if (!json.is_object() || !json.contains(kMark) || !all.is_array())
        return Status::failure(say(Text::FavouritesForeign));
    if (json[kMark] != kVersion)
        return Status::failure(say(Text::FavouritesVersion, shown(json[kMark].dump())));
    for (const Json& one : all)
        if (Status read = read_one(one, kept); !read) return read;
    return {};
}

bool has(const Kept& kept, const std::string& name) {
    return std::any_of(kept.begin(), kept.end(),
                       [&](const auto& favourite) { return fold(favourite->name) == fold(name); });
}

}  // namespace

std::string favourites_path() {
    const fs::path config = config_folder();
    return config.empty() ? std::string() : (config / "grayscope" / "favourites.json").string();
}

Status read_favourites(const std::string& path, Kept& kept) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    Json json;
    if (Status parsed = parse_json(content, json); !parsed) return cant_read(path, parsed.why());
    Kept read;
    if (Status all = read_all(json, read); !all) return cant_read(path, all.why());
    kept = std::move(read);
    return {};
}

Status write_favourites(const std::string& path, const Kept& kept) {
    Json json;
    json[kMark] = kVersion;
    json["favourites"] = Json::array();
    for (const auto& favourite : kept) {
        Json one{{"name", favourite->name}, {"steps", favourite->steps}};
        for (const std::string& key : kept_keys())
            one["properties"][key] =
                json_of(value_of(favourite->document, *find_property(key, favourite->document)));
        json["favourites"].push_back(std::move(one));
    }
    return write_file(path, [&](std::ostream& out) { out << json.dump(2) << '\n'; });
}

Kept FavouritesFile::read_or_set_aside(std::string& trouble) const {
    std::error_code failed;
    Kept kept;
    if (!fs::exists(path_, failed)) return kept;
    const Status read = read_favourites(path_, kept);
    if (read) return kept;
    const std::string aside = set_damaged_aside(path_);
    trouble = aside.empty() ? read.why() : say(Text::FavouritesDamaged, read.why(), shown_path(aside));
    return kept;
}

Kept FavouritesFile::read(std::string& trouble) {
    const std::lock_guard lock(mutex_);
    return read_or_set_aside(trouble);
}

Status FavouritesFile::write(const Favourites& favourites, std::uint64_t number, std::string& trouble) {
    const std::lock_guard lock(mutex_);
    if (number < written_) return {};
    written_ = number;
    const FolderLock alone(path_);  // what another program has just written is read, too
    Kept all = favourites.kept;
    for (const auto& there : read_or_set_aside(trouble))
        if (!has(all, there->name) && !has(favourites.forgotten, there->name)) all.push_back(there);
    return write_favourites(path_, all);
}

}  // namespace gs
