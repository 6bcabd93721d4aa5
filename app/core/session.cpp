#include "app/core/session.h"

#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "app/core/files.h"
#include "app/core/names.h"
#include "app/core/npy.h"
#include "app/core/properties.h"
#include "app/core/strings.h"
#include "kernels/registry.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr int kVersion = 1;

Json json_of(const Value& value) {
    return std::visit([](const auto& v) { return Json(v); }, value);
}

Json json_of(const Gradient& gradient) {
    if (gradient.along == Gradient::Along::Nothing) return nullptr;
    return {{"across", gradient.along == Gradient::Along::Columns ? "columns" : "rows"},
            {"low", gradient.low},
            {"high", gradient.high}};
}

[[noreturn]] void wrong(std::string_view entry) {
    throw std::runtime_error(say(Text::SessionEntry, entry));
}

Gradient gradient_of(const Json& json, std::string_view entry) {
    if (json.is_null()) return {};
    const auto across = json.find("across"), low = json.find("low"), high = json.find("high");
    const auto rate = [&](auto at) {
        return at != json.end() && at->is_number() && at->template get<double>() >= 0 &&
               at->template get<double>() <= 1;
    };
    if (!json.is_object() || across == json.end() || !rate(low) || !rate(high)) wrong(entry);
    Gradient gradient{Gradient::Along::Columns, low->get<double>(), high->get<double>()};
    if (*across == "rows")
        gradient.along = Gradient::Along::Rows;
    else if (*across != "columns")
        wrong(entry);
    return gradient;
}

Value value_of(const Json& json) {
    if (json.is_boolean()) return json.get<bool>();
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const bool beyond = json.is_number_unsigned() && json.get<std::uint64_t>() > kMost;
    if (json.is_number_integer() && !beyond) return json.get<std::int64_t>();
    if (json.is_number()) return json.get<double>();
    if (json.is_string()) return json.get<std::string>();
    return std::string();
}

void read_properties(const Json& json, Document& document) {
    if (!json.is_object()) wrong("properties");
    for (const auto& [key, entry] : json.items()) {
        const Property* property = find_property(key, document);
        if (property == nullptr) wrong(key);
        const Value value = value_of(entry);
        if (property->kind == Kind::Choice && !entry.is_string()) wrong(key);
        if (Status allowed = check(*property, value); !allowed) throw std::runtime_error(allowed.why());
        assign(document, *property, value);
    }
}

void read_knobs(const Json& json, Document& document) {
    if (!json.is_object()) wrong("knobs");
    for (const auto& [place, entry] : json.items()) {
        const std::size_t dot = place.find('.');
        const gs_kernel* kernel = dot == std::string::npos ? nullptr : find_kernel(place.substr(0, dot));
        const int index = kernel != nullptr ? find_knob(*kernel, place.substr(dot + 1)) : -1;
        if (index < 0 || !entry.is_number_integer()) wrong(place);
        const auto value = entry.get<std::int64_t>();
        if (value < kernel->knobs[index].low || value > kernel->knobs[index].high) wrong(place);
        document.knobs[place] = value;
    }
}

/// A field that the session names, beside the session's file.
std::shared_ptr<Field> read_field(const Json& json, const char* entry, const fs::path& folder,
                                  const Document& d) {
    const auto name = json.find(entry);
    if (name == json.end() || name->is_null()) return nullptr;
    if (!name->is_string() || fs::path(name->get<std::string>()).has_parent_path()) wrong(entry);
    auto field = std::make_shared<Field>();
    if (Status read = read_npy((folder / name->get<std::string>()).string(), *field); !read)
        throw std::runtime_error(read.why());
    if (field->rows() != d.rows || field->cols() != d.cols)
        throw std::runtime_error(say(Text::SessionSize, field->cols(), field->rows(), d.cols, d.rows));
    return field;
}

std::int64_t count_of(const Json& json, const char* entry) {
    const auto found = json.find(entry);
    if (found == json.end()) return 0;
    constexpr std::int64_t kMost = std::int64_t{1} << 53;  // what a step command may ask for
    if (!found->is_number_integer() || *found < 0 || *found > kMost) wrong(entry);
    return found->get<std::int64_t>();
}

Session session_of(const Json& json, const fs::path& folder) {
    if (!json.is_object() || !json.contains("grayscope")) throw std::runtime_error(say(Text::SessionForeign));
    if (json["grayscope"] != kVersion)
        throw std::runtime_error(say(Text::SessionVersion, json["grayscope"].dump()));
    Session session;
    Document& d = session.document;
    if (json.contains("properties")) read_properties(json["properties"], d);
    if (find_kernel(d.kernel) == nullptr) wrong("kernel");
    if (json.contains("knobs")) read_knobs(json["knobs"], d);
    if (json.contains("vary-feed")) d.vary_feed = gradient_of(json["vary-feed"], "vary-feed");
    if (json.contains("vary-kill")) d.vary_kill = gradient_of(json["vary-kill"], "vary-kill");
    d.rates = read_field(json, "rates", folder, d);
    d.start = read_field(json, "start", folder, d);
    d.start_steps = count_of(json, "start-steps");
    const auto field = read_field(json, "field", folder, d);
    if (!field) wrong("field");
    if (d.seed == "file" && !d.start) d.start = field, d.start_steps = count_of(json, "steps");
    const auto time = json.value("time", Json(0.0));
    if (!time.is_number()) wrong("time");
    session.field = std::make_shared<Snapshot>(Snapshot{*field, count_of(json, "steps"), time.get<double>()});
    return session;
}

}  // namespace

Status write_session(const std::string& path, const Document& document, const Exported& present) {
    Json json;
    json["grayscope"] = kVersion;
    for (const Property& p : properties()) json["properties"][p.key] = json_of(value_of(document, p));
    json["knobs"] = Json::object();
    for (const auto& [place, value] : document.knobs) json["knobs"][place] = value;
    // For the reader: what ran, which may be another kernel than the one that was asked for. It is not read
    // back.
    json["ran"] = {{"kernel", present.kernel}, {"with", present.runs_with}};
    json["vary-feed"] = json_of(document.vary_feed);
    json["vary-kill"] = json_of(document.vary_kill);
    json["steps"] = present.steps_done;
    json["time"] = present.time;
    json["start-steps"] = document.start_steps;
    FileGroup files;
    const auto beside = [&](const char* entry, const char* ending, const Field* field) -> Status {
        if (field == nullptr) return {};
        json[entry] = fs::path(path).filename().string() + ending;
        return files.add(path + ending, [&](std::ostream& out) { put_npy(out, *field); });
    };
    if (Status s = beside("field", ".npy", &present.field); !s) return s;
    if (Status s = beside("start", ".start.npy", document.start.get()); !s) return s;
    if (Status s = beside("rates", ".rates.npy", document.rates.get()); !s) return s;
    if (Status s = files.add(path, [&](std::ostream& out) { out << json.dump(2) << '\n'; }); !s) return s;
    return files.commit();
}

Status read_session(const std::string& path, Session& session) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    try {
        session = session_of(Json::parse(content), fs::path(path).parent_path());
    } catch (const Json::exception&) {
        return Status::failure(say(Text::CantRead, path, text(Text::SessionForeign)));
    } catch (const std::exception& error) {
        return Status::failure(say(Text::CantRead, path, error.what()));
    }
    return {};
}

}  // namespace gs
