#include "app/core/files/session.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "app/core/document/presets.h"
#include "app/core/files/contents.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/json_text.h"
#include "app/core/files/npy.h"
#include "app/core/files/settings_json.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr int kVersion = 1;

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

double time_of(const Json& json) {
    const Json found = json.value("time", Json(0));
    if (!found.is_number() || found < 0) wrong("time", found, Text::SessionTime);
    return found;
}

Session session_of(const Json& json, const fs::path& folder) {
    static const std::vector<std::string> kEntries = [] {
        std::vector<std::string> names{"grayscope", "steps", "time",   "start-steps", "field",
                                       "start",     "rates", "moment", "ran"};
        names.insert(names.end(), settings_entries().begin(), settings_entries().end());
        return names;
    }();
    if (!json.is_object() || !json.contains("grayscope")) refuse(say(Text::SessionForeign));
    if (json["grayscope"] != kVersion) refuse(say(Text::SessionVersion, shown(json["grayscope"].dump())));
    check_names(json, "grayscope", kEntries);
    Session session;
    Document& d = session.document;
    take_settings(json, d);
    if (find_kernel(d.kernel) == nullptr) refuse(say(Text::SessionMissing, "kernel"));
    if (!json.contains("origin") && !json.contains("favourite")) {  // an older session: what it matches
        const Preset* preset = matching_preset(d);
        d.origin = preset != nullptr ? preset->id : "";
    }
    d.rates = read_field(json, "rates", folder, d, kRateValues);
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
    if (Status named = check_name_in_text(path); !named) return named;
    Json json;
    json["grayscope"] = kVersion;
    json.update(settings_json(document));
    // For human readers: what really ran, which may be another kernel than the chosen one. The
    // program does not read it back.
    json["ran"] = {{"kernel", present.kernel}, {"with", present.runs_with}};
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
