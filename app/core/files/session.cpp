#include "app/core/files/session.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "app/core/document/glide.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/files/contents.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/json_text.h"
#include "app/core/files/json_values.h"
#include "app/core/files/npy.h"
#include "app/core/files/palette_file.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr int kVersion = 1;

Json json_of(const Gradient& gradient) {
    if (gradient.along == Gradient::Along::Nothing) return nullptr;
    return {{"across", gradient.along == Gradient::Along::Columns ? "columns" : "rows"},
            {"low", gradient.low},
            {"high", gradient.high}};
}

/// Throws the reason of a mistake in a session; read_session() catches it.
[[noreturn]] void refuse(const std::string& why) {
    throw std::runtime_error(why);
}

/// Refuses an entry whose value is not of the allowed kind.
[[noreturn]] void wrong(std::string_view entry, const Json& value, const std::string& allowed) {
    refuse(say(Text::SessionEntry, shown(entry),
               shown(value.dump(-1, ' ', false, Json::error_handler_t::replace)), allowed));
}
[[noreturn]] void wrong(std::string_view entry, const Json& value, Text allowed) {
    wrong(entry, value, std::string(text(allowed)));
}

/// Refuses an object that has an entry of an unknown name, and suggests the nearest known one.
void check_names(const Json& json, std::string_view entry, std::span<const std::string> known) {
    if (!json.is_object()) wrong(entry, json, Text::SessionObject);
    for (const auto& [name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            refuse(unknown_name(text(Text::SessionName), name, known));
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
        if (!entry.is_number_integer() || entry < knob.low || entry > knob.high)
            wrong(place, entry, say(Text::SessionWhole, knob.low, knob.high));
        document.knobs[place] = entry.get<std::int64_t>();
    }
}

/// Reads a field that the session names, from beside the session's file; nullptr if it names none.
std::shared_ptr<Field> read_field(const Json& json, const char* entry, const fs::path& folder,
                                  const Document& d, const ValueRange& range) {
    const Json name = json.value(entry, Json());
    if (name.is_null()) return nullptr;
    if (!name.is_string() || fs::path(name.get<std::string>()).has_parent_path())
        wrong(entry, name, Text::SessionFile);
    auto field = std::make_shared<Field>();
    const std::string path = folder / name.get<std::string>();
    if (Status read = format_to_read(path, kField).read.field(path, *field, range); !read) refuse(read.why());
    if (field->rows() != d.rows || field->cols() != d.cols)
        refuse(say(Text::SessionSize, field->cols(), field->rows(), d.cols, d.rows));
    return field;
}

std::int64_t count_of(const Json& json, const char* entry) {
    const Json found = json.value(entry, Json(0));
    constexpr std::int64_t kMost = std::int64_t{1} << 53;  // the most that a step command may ask for
    if (!found.is_number_integer() || found < 0 || found > kMost)
        wrong(entry, found, say(Text::SessionWhole, 0, kMost));
    return found;
}

/// The preset or favourite that the session's equations came from. Older sessions do not say it:
/// theirs is the one that they match.
std::string origin_of(const Json& json, const Document& d) {
    const Json origin = json.value("origin", Json());
    const Json favourite = json.value("favourite", Json());
    if (favourite.is_string()) return favourite;
    if (!favourite.is_null()) wrong("favourite", favourite, Text::SessionFavourite);
    if (origin.is_string() && find_preset(origin.get<std::string>()) != nullptr) return origin;
    if (!origin.is_null()) wrong("origin", origin, say(Text::SessionPreset));
    const Preset* preset = json.contains("origin") ? nullptr : matching_preset(d);
    return preset != nullptr ? preset->id : "";
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

double time_of(const Json& json) {
    const Json found = json.value("time", Json(0));
    if (!found.is_number() || found < 0) wrong("time", found, Text::SessionTime);
    return found;
}

Session session_of(const Json& json, const fs::path& folder) {
    static const std::vector<std::string> kEntries{
        "grayscope", "properties",  "knobs",     "vary-feed", "vary-kill", "steps",
        "time",      "start-steps", "field",     "start",     "rates",     "ran",
        "origin",    "ranges",      "favourite", "path",      "moment",    "palettes"};
    if (!json.is_object() || !json.contains("grayscope")) refuse(say(Text::SessionForeign));
    if (json["grayscope"] != kVersion) refuse(say(Text::SessionVersion, shown(json["grayscope"].dump())));
    check_names(json, "grayscope", kEntries);
    Session session;
    Document& d = session.document;
    if (json.contains("palettes")) {
        OwnPalettes palettes;
        if (Status read = palettes_of(json["palettes"], palettes); !read) refuse(read.why());
        d.own_palettes = std::make_shared<const OwnPalettes>(std::move(palettes));
    }
    if (json.contains("properties")) read_properties(json["properties"], d);
    if (find_kernel(d.kernel) == nullptr) refuse(say(Text::SessionMissing, "kernel"));
    if (json.contains("ranges")) read_ranges(json["ranges"], d);
    if (json.contains("knobs")) read_knobs(json["knobs"], d);
    d.vary_feed = gradient_of(json.value("vary-feed", Json()), "vary-feed");
    d.vary_kill = gradient_of(json.value("vary-kill", Json()), "vary-kill");
    d.rates = read_field(json, "rates", folder, d, kRateValues);
    d.origin = origin_of(json, d);
    d.path = path_of(json);
    d.start = read_field(json, "start", folder, d, kFieldValues);
    d.moment = read_field(json, "moment", folder, d, kFieldValues);
    if (d.colouring == Colouring::Change && !d.moment) refuse(say(Text::SessionMissing, "moment"));
    d.start_steps = count_of(json, "start-steps");
    const std::int64_t steps = count_of(json, "steps");
    const double time = time_of(json);
    if (!json.contains("field")) refuse(say(Text::SessionMissing, "field"));
    // null: the field had blown up when the session was saved.
    if (const auto field = read_field(json, "field", folder, d, kFieldValues)) {
        if (d.seed == SeedKind::File && !d.start) {
            d.start = field;
            d.start_steps = steps;
        }
        session.field = std::make_shared<Snapshot>(Snapshot{*field, steps, time});
    }
    return session;
}

}  // namespace

Status write_session(const std::string& path, const Document& document, const Exported& present) {
    Json json;
    json["grayscope"] = kVersion;
    for (const Property& p : properties()) json["properties"][p.key] = json_of(value_of(document, p));
    for (std::size_t i = 0; i < document.ranges.size(); ++i)
        json["ranges"][range_names()[i]] = {document.ranges[i].low, document.ranges[i].high};
    if (const OwnPalette* own = find_own_palette(document, document.palette))
        json["palettes"] = json_of(OwnPalettes{*own});
    json["knobs"] = Json::object();
    for (const auto& [place, value] : document.knobs) json["knobs"][place] = value;
    // For human readers: what really ran, which may be another kernel than the chosen one. The
    // program does not read it back.
    json["ran"] = {{"kernel", present.kernel}, {"with", present.runs_with}};
    const bool of_preset = find_preset(document.origin) != nullptr;
    json["origin"] = of_preset ? Json(document.origin) : Json();
    if (!of_preset && !document.origin.empty()) json["favourite"] = document.origin;
    json["vary-feed"] = json_of(document.vary_feed);
    json["vary-kill"] = json_of(document.vary_kill);
    if (document.path) json["path"] = json_of(*document.path);
    json["steps"] = present.steps_done;
    json["time"] = present.time;
    json["start-steps"] = document.start_steps;
    FileGroup files;
    const auto beside = [&](const char* entry, const char* ending, const Field* field) -> Status {
        if (field == nullptr) return {};
        json[entry] = fs::path(path).filename().string() + ending;
        return files.add(path + ending, [&](std::ostream& out) { put_npy(out, *field); });
    };
    json["field"] = nullptr;
    const bool whole = check_values(present.field, kFieldValues).ok();
    if (Status s = beside("field", ".npy", whole ? &present.field : nullptr); !s) return s;
    if (Status s = beside("start", ".start.npy", document.start.get()); !s) return s;
    if (Status s = beside("rates", ".rates.npy", document.rates.get()); !s) return s;
    if (Status s = beside("moment", ".moment.npy", document.moment.get()); !s) return s;
    if (Status s = files.add(path, [&](std::ostream& out) { out << json.dump(2) << '\n'; }); !s) return s;
    return files.commit();
}

Status read_session(const std::string& path, Session& session) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    const FileKind seen = file_kind(std::string_view(content).substr(0, kKindBytes), path);
    // A file that begins with a brace was meant as a session, so a message with line and column
    // says more than its kind.
    const bool braces = content.starts_with('{');
    if (seen.content != Content::Session && seen.content != Content::Json && !braces)
        return cant_read(path, why_not_a(Text::ASession, seen, path));
    Json json;
    if (Status parsed = parse_json(content, json); !parsed) return cant_read(path, parsed.why());
    try {
        session = session_of(json, fs::path(path).parent_path());
    } catch (const std::exception& error) {
        return cant_read(path, error.what());
    }
    return {};
}

}  // namespace gs
