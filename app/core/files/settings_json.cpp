#include "app/core/files/settings_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/core/document/glide.h"
#include "app/core/document/palettes.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/files/json_values.h"
#include "app/core/files/palette_file.h"
#include "app/core/text/names.h"
#include "kernels/engine/registry.h"

namespace gs {

using Json = nlohmann::ordered_json;

void refuse(const std::string& why) {
    throw std::runtime_error(why);
}

void wrong(std::string_view entry, const Json& value, const std::string& allowed) {
    refuse(say(Text::SessionEntry, shown(entry),
               shown(value.dump(-1, ' ', false, Json::error_handler_t::replace)), allowed));
}

void wrong(std::string_view entry, const Json& value, Text allowed) {
    wrong(entry, value, std::string(text(allowed)));
}

void check_names(const Json& json, std::string_view entry, std::span<const std::string> known) {
    if (!json.is_object()) wrong(entry, json, Text::SessionObject);
    for (const auto& [name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            refuse(unknown_name(text(Text::SessionName), name, known));
}

std::int64_t count_of(const Json& json, const char* entry) {
    const Json found = json.value(entry, Json(0));
    constexpr std::int64_t kMost = std::int64_t{1} << 53;  // the most that a step command may ask for
    if (!found.is_number_integer() || found < 0 || found > kMost)
        wrong(entry, found, say(Text::SessionWhole, 0, kMost));
    return found;
}

namespace {

Json json_of(const Gradient& gradient) {
    if (gradient.along == Gradient::Along::Nothing) return nullptr;
    return {{"across", gradient.along == Gradient::Along::Columns ? "columns" : "rows"},
            {"low", gradient.low},
            {"high", gradient.high}};
}

Gradient gradient_of(const Json& json, std::string_view entry) {
    if (json.is_null()) return {};
    if (!json.is_object()) wrong(entry, json, Text::SessionGradient);
    const Json across = json.value("across", Json()), low = json.value("low", Json()),
               high = json.value("high", Json());
    const auto is_rate = [](const Json& x) { return x.is_number() && x >= 0 && x <= 1; };
    if ((across != "rows" && across != "columns") || !is_rate(low) || !is_rate(high))
        wrong(entry, json, Text::SessionGradient);
    return {across == "rows" ? Gradient::Along::Rows : Gradient::Along::Columns, low, high};
}

void read_properties(const Json& json, Document& document) {
    std::vector<std::string> known;
    for (const Property& p : properties()) known.push_back(p.key);
    check_names(json, "properties", known);
    const auto take = [&](const std::string& key, const Json& entry) {
        const Property& property = *find_property(key, document);
        if (property.kind == Kind::Choice && !entry.is_string()) wrong(key, entry, allowed_text(property));
        const Value value = value_of(entry);
        if (Status allowed = check(property, value); !allowed) refuse(allowed.why());
        assign(document, property, value);
    };
    // First, since `low` and `high` are those of what is shown.
    for (const char* key : {"channel", "colouring"})
        if (json.contains(key)) take(key, json[key]);
    for (const auto& [key, entry] : json.items()) take(key, entry);
}

/// The ranges of the channels that are not shown; the shown one's are properties. Sessions of older
/// versions have none.
void read_ranges(const Json& json, Document& document) {
    check_names(json, "ranges", range_names());
    const Property& end = *find_property("low", document);
    const auto is_end = [&](const Json& x) { return x.is_number() && x >= end.low && x <= end.high; };
    const Range shown = shown_range(document);
    for (std::size_t i = 0; i < document.ranges.size(); ++i) {
        const std::string& name = range_names()[i];
        if (!json.contains(name)) continue;
        const Json& ends = json[name];
        if (!ends.is_array() || ends.size() != 2 || !is_end(ends[0]) || !is_end(ends[1]))
            wrong(name, ends, say(Text::SessionRange, end.low, end.high));
        document.ranges[i] = {ends[0], ends[1]};
    }
    shown_range(document) = shown;
}

void read_knobs(const Json& json, Document& document) {
    std::vector<std::string> known;
    for (const gs_kernel* kernel : kernels())
        for (int i = 0; i < kernel->knob_count; ++i)
            known.push_back(std::string(kernel->id) + "." + kernel->knobs[i].name);
    check_names(json, "knobs", known);
    for (const auto& [place, entry] : json.items()) {
        const std::size_t dot = place.find('.');
        const gs_kernel& kernel = *find_kernel(place.substr(0, dot));
        const gs_knob& knob = kernel.knobs[find_knob(kernel, place.substr(dot + 1))];
        if (entry.is_null()) {
            document.knobs.erase(place);
            continue;
        }
        if (!entry.is_number_integer() || entry < knob.low || entry > knob.high)
            wrong(place, entry, say(Text::SessionWhole, knob.low, knob.high));
        document.knobs[place] = entry.get<std::int64_t>();
    }
}

/// The preset or favourite that the equations came from.
std::string origin_of(const Json& json) {
    const Json origin = json.value("origin", Json());
    const Json favourite = json.value("favourite", Json());
    if (favourite.is_string()) return favourite;
    if (!favourite.is_null()) wrong("favourite", favourite, Text::SessionFavourite);
    if (origin.is_string() && find_preset(origin.get<std::string>()) != nullptr) return origin;
    if (!origin.is_null()) wrong("origin", origin, say(Text::SessionPreset));
    return "";
}

/// The path over the map of the rates; nullptr if there is none, as in sessions of older versions.
std::shared_ptr<const Glide> path_of(const Json& json) {
    const Json found = json.value("path", Json());
    if (found.is_null()) return nullptr;
    const auto is_rate = [](const Json& x) { return x.is_number() && x >= 0 && x <= 1; };
    const auto is_place = [&](const Json& x) {
        return x.is_array() && x.size() == 3 && x[0].is_number() && is_rate(x[1]) && is_rate(x[2]);
    };
    if (!found.is_array() || !std::all_of(found.begin(), found.end(), is_place))
        wrong("path", found, Text::SessionPath);
    std::vector<Glide::Moment> moments;
    for (const Json& place : found) moments.push_back({place[0], {place[1], place[2]}});
    Glide path;
    if (Status made = make_path(std::move(moments), path); !made) refuse(made.why());
    return std::make_shared<const Glide>(std::move(path));
}

Json json_of(const Glide& path) {
    Json places = Json::array();
    for (const Glide::Moment& m : path.moments) places.push_back({m.at, m.values[0], m.values[1]});
    return places;
}

}  // namespace

std::span<const std::string> settings_entries() {
    static const std::vector<std::string> kEntries{"properties", "ranges", "palettes",  "knobs",    "origin",
                                                   "favourite",  "path",   "vary-feed", "vary-kill"};
    return kEntries;
}

Json settings_json(const Document& document) {
    Json json;
    for (const Property& p : properties()) json["properties"][p.key] = json_of(value_of(document, p));
    for (std::size_t i = 0; i < document.ranges.size(); ++i)
        json["ranges"][range_names()[i]] = {document.ranges[i].low, document.ranges[i].high};
    if (const OwnPalette* own = find_own_palette(document, document.palette))
        json["palettes"] = json_of(OwnPalettes{*own});
    json["knobs"] = Json::object();
    for (const auto& [place, value] : document.knobs) json["knobs"][place] = value;
    const bool of_preset = find_preset(document.origin) != nullptr;
    json["origin"] = of_preset ? Json(document.origin) : Json();
    if (!of_preset && !document.origin.empty()) json["favourite"] = document.origin;
    if (document.path) json["path"] = json_of(*document.path);
    json["vary-feed"] = json_of(document.vary_feed);
    json["vary-kill"] = json_of(document.vary_kill);
    return json;
}

void take_settings(const Json& json, Document& d) {
    if (json.contains("palettes") && !json["palettes"].is_null()) {
        OwnPalettes palettes;
        if (Status read = palettes_of(json["palettes"], palettes); !read) refuse(read.why());
        d.own_palettes = std::make_shared<const OwnPalettes>(std::move(palettes));
    }
    if (json.contains("properties")) read_properties(json["properties"], d);
    if (json.contains("ranges")) read_ranges(json["ranges"], d);
    if (json.contains("knobs")) read_knobs(json["knobs"], d);
    if (json.contains("vary-feed")) d.vary_feed = gradient_of(json["vary-feed"], "vary-feed");
    if (json.contains("vary-kill")) d.vary_kill = gradient_of(json["vary-kill"], "vary-kill");
    if (json.contains("origin") || json.contains("favourite")) d.origin = origin_of(json);
    if (json.contains("path")) d.path = path_of(json);
}

}  // namespace gs
