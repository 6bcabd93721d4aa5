#include "app/core/files/run_lines.h"
#include "app/core/files/field_hash.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/document/properties.h"
#include "app/core/document/values.h"
#include "app/core/files/edit_json.h"
#include "app/core/files/formats.h"
#include "app/core/files/json_text.h"
#include "app/core/files/settings_json.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

constexpr int kVersion = 1;

/// The words for Reshape::How, in its order.
const std::vector<std::string> kShapes{"keep", "resample", "tile", "turn-left", "turn-right"};

/// The settings whose entries are taken one by one; any other is taken as a whole (take_settings).
bool is_in_parts(const std::string& entry) {
    return entry == "properties" || entry == "ranges" || entry == "knobs";
}

/// What has to be changed in `before` to get `after`, as RFC 7396 has it: null takes an entry away.
Json patch_between(const Json& before, const Json& after) {
    Json patch = Json::object();
    for (const auto& [name, value] : after.items()) {
        const auto was = before.find(name);
        if (was == before.end())
            patch[name] = value;
        else if (*was != value)
            patch[name] = is_in_parts(name) ? patch_between(*was, value) : value;
    }
    for (const auto& [name, value] : before.items())
        if (!after.contains(name)) patch[name] = nullptr;
    return patch;
}

/// The fields of a document, by the entry that names them. Of painted rates it is the number of
/// events after which there were the same.
struct FieldOf {
    const char* entry;
    std::shared_ptr<const Field> Document::*member;
    const ValueRange* range;
};
constexpr FieldOf kFields[] = {{"rates", &Document::rates, &kRateValues},
                               {"start", &Document::start, &kFieldValues},
                               {"moment", &Document::moment, &kFieldValues}};

void put_moment(Json& json, const Snapshot& s) {
    json["time"] = s.time;
    json["since"] = {s.since.time, s.since.step};
    json["untouched"] = s.untouched;
}

Json shape_json(const Reshape& r) {
    return {{"how", kShapes[static_cast<std::size_t>(r.how)]},
            {"size", {r.size.rows, r.size.cols}},
            {"filling", {r.u, r.v}}};
}

Reshape shape_of(const Json& json, const Document& d) {
    static const std::vector<std::string> kNames{"how", "size", "filling"};
    check_names(json, "shape", kNames);
    const Json how = json.value("how", Json()), filling = json.value("filling", Json());
    const auto found =
        how.is_string() ? std::find(kShapes.begin(), kShapes.end(), how.get<std::string>()) : kShapes.end();
    if (found == kShapes.end()) refuse(unknown_name("shape", how.dump(), kShapes));
    const auto is_value = [](const Json& x) {
        return x.is_number() && x >= -kLargestValue && x <= kLargestValue;
    };
    if (!filling.is_array() || filling.size() != 2 || !is_value(filling[0]) || !is_value(filling[1]))
        wrong("filling", filling, say(Text::SessionNumbers, 2));
    const Extent size{static_cast<int>(d.rows), static_cast<int>(d.cols)};
    if (json.value("size", Json()) != Json{size.rows, size.cols})
        wrong("size", json.value("size", Json()), fmt::format("[{}, {}]", size.rows, size.cols));
    return {static_cast<Reshape::How>(found - kShapes.begin()), size, filling[0], filling[1]};
}

}  // namespace

// ---- writing

RunLines::RunLines(std::function<std::string(std::shared_ptr<const Field>)> keep) : keep_(std::move(keep)) {}

std::string RunLines::head() const {
    return Json{{"grayscope-run", kVersion}, {"version", GRAYSCOPE_VERSION}}.dump();
}

/// A field goes into one file, however often the run needs it.
std::string RunLines::name_of(const std::shared_ptr<const Field>& field) {
    auto& [name, held] = names_[field.get()];
    if (name.empty()) {
        name = keep_(field);
        held = field;  // so that no other field gets this address
    }
    return name;
}

void RunLines::put_fields(Json& json, const Document& document) {
    for (const FieldOf& f : kFields) {
        const auto& now = document.*f.member;
        if (f.member == &Document::rates || now == document_.*f.member) continue;
        json[f.entry] = now ? Json(name_of(now)) : Json();
    }
    if (document.start_steps != document_.start_steps) json["start-steps"] = document.start_steps;
}

void RunLines::put_rates(Json& json, const Event& event) {
    const auto& now = event.document->rates;
    const bool same = event.painted == painted_ && now == document_.rates;
    if (std::holds_alternative<deed::Paint>(event.deed)) {
        painted_after_.emplace(event.painted.get(), event.number + 1);
    } else if (!same && event.painted) {
        const auto found = painted_after_.find(event.painted.get());
        // What was painted on another branch is a field like any other.
        json["rates"] = found != painted_after_.end() ? Json{{"events", found->second}}
                                                      : Json(name_of(event.painted->planes()));
    } else if (!same) {
        json["rates"] = now ? Json(name_of(now)) : Json();
    }
    painted_ = event.painted;
}

std::string RunLines::next(const Event& event) {
    const Document& document = *event.document;
    const KeepField keep = [this](const std::shared_ptr<const Field>& field) { return Json(name_of(field)); };
    Json json{{"at", event.step}};
    if (std::holds_alternative<deed::Settings>(event.deed)) json["do"] = "settings";
    if (std::holds_alternative<deed::Paint>(event.deed)) {
        json["do"] = "paint-rates";
        for (const Edit& edit : event.painted->edits()) json["edits"].push_back(edit_json(edit, keep));
    }
    if (std::holds_alternative<deed::Start>(event.deed)) json["do"] = "start";
    if (const auto* given = std::get_if<deed::Given>(&event.deed)) {
        json["do"] = "given";
        json["field"] = name_of({given->field, &given->field->field});
        put_moment(json, *given->field);
    }
    if (const auto* shape = std::get_if<Reshape>(&event.deed)) {
        json["do"] = "reshape";
        json["shape"] = shape_json(*shape);
    }
    if (const auto* edit = std::get_if<Edit>(&event.deed)) {
        json["do"] = "edit";
        json["edit"] = edit_json(*edit, keep);
    }
    if (!event.label.empty()) json["label"] = event.label;
    Json settings = settings_json(document);
    if (settings != settings_)
        json["settings"] = settings_.is_null() ? settings : patch_between(settings_, settings);
    if (event.kernel->id != document.kernel) json["ran"] = event.kernel->id;
    put_rates(json, event);
    put_fields(json, document);
    settings_ = std::move(settings);
    document_ = document;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string RunLines::keyframe(const Snapshot& keyframe, const std::string& file) {
    Json json{{"keyframe", file}, {"events", keyframe.after->number + 1}, {"at", keyframe.steps_done}};
    put_moment(json, keyframe);
    json["hash"] = hash_of(keyframe.field);
    return json.dump();
}

std::string RunLines::views(const SightsPart& part) {
    Json list = Json::array();
    for (const auto& [step, s] : part.sights.all()) list.push_back({step, s.row, s.col, s.rows, s.cols});
    Json json{{"views", std::move(list)}};
    if (part.steps.first != 0) json["from"] = part.steps.first;
    if (part.steps.last != StepRange::kNoEnd) json["to"] = part.steps.last;
    return json.dump();
}

std::string RunLines::end(const Line& line, const Moment& now, const std::string& hash) const {
    Json json{{"end", line.end}};
    json["now"] = {{"events", now.after ? now.after->number + 1 : 0}, {"step", now.step}};
    if (!hash.empty()) json["hash"] = hash;
    return json.dump();
}

// ---- reading

std::shared_ptr<const Clip> RunReader::clip_of(const Json& name, const ValueRange& range) {
    if (!name.is_string() || fs::path(name.get<std::string>()).has_parent_path())
        wrong("field", name, Text::RunField);
    auto& known = fields_[name.get<std::string>()];
    if (known) return known;
    auto clip = std::make_shared<Clip>();
    const std::string path = fs::path(folder_) / name.get<std::string>();
    if (Status read = format_to_read(path, kField).read.field(path, clip->cells, range); !read)
        refuse(read.why());
    return known = std::move(clip);
}

void RunReader::take_fields(const Json& json) {
    for (const FieldOf& f : kFields) {
        auto& member = document_.*f.member;
        if (json.contains(f.entry)) {
            const bool painted = f.member == &Document::rates && json[f.entry].is_object();
            const bool none = painted || json[f.entry].is_null();
            const auto clip = none ? nullptr : clip_of(json[f.entry], *f.range);
            member = clip ? std::shared_ptr<const Field>(clip, &clip->cells) : nullptr;
        }
        if (member && (member->rows() != document_.rows || member->cols() != document_.cols))
            refuse(say(Text::SessionSize, member->cols(), member->rows(), document_.cols, document_.rows));
    }
    if (json.contains("start-steps")) document_.start_steps = count_of(json, "start-steps");
    if (document_.seed == SeedKind::File && !document_.start) refuse(say(Text::SessionMissing, "start"));
    if (document_.colouring == Colouring::Change && !document_.moment)
        refuse(say(Text::SessionMissing, "moment"));
}

/// Rates as those after an event, or with edits laid on them; what take_fields() does not take.
void RunReader::take_painted(const Json& json, bool paints) {
    static const std::vector<std::string> kNames{"events"};
    const Json rates = json.value("rates", Json());
    if (json.contains("rates")) painted_ = nullptr;
    if (rates.is_object()) {
        check_names(rates, "rates", kNames);
        const EventPtr event = event_of(std::max<std::int64_t>(1, count_of(rates, "events")));
        painted_ = event ? event->painted : nullptr;
        if (!painted_) wrong("rates", rates, Text::RunField);
    }
    if (paints) {
        const Json list = json.value("edits", Json());
        if (!list.is_array() || list.empty()) wrong("edits", list, Text::RunEdit);
        std::vector<Edit> edits;
        for (const Json& edit : list)
            edits.push_back(edit_of(edit, [&](const Json& name) { return clip_of(name, kFieldValues); }));
        painted_ = painted_ ? std::make_shared<PaintedRates>(painted_, std::move(edits))
                            : std::make_shared<PaintedRates>(last_->document, std::move(edits));
    }
    if (!painted_) return;
    document_.rates = nullptr;
    const Extent& size = painted_->size();
    if (size.rows != document_.rows || size.cols != document_.cols)
        refuse(say(Text::SessionSize, size.cols, size.rows, document_.cols, document_.rows));
}

Deed RunReader::deed_of(const Json& json, const std::string& what) {
    static const std::vector<std::string> kDeeds{"start",       "given",   "settings",
                                                 "paint-rates", "reshape", "edit"};
    if (what == "settings") return deed::Settings{};
    if (what == "paint-rates") return deed::Paint{};
    if (what == "start") return deed::Start{};
    if (what == "reshape") return shape_of(json.value("shape", Json()), document_);
    const auto field = [&](const Json& name) { return clip_of(name, kFieldValues); };
    if (what == "edit") return edit_of(json.value("edit", Json()), field);
    if (what != "given") refuse(unknown_name("do", what, kDeeds));
    const Field* const given = &field(json.value("field", Json()))->cells;
    if (given->rows() != document_.rows || given->cols() != document_.cols)
        refuse(say(Text::SessionSize, given->cols(), given->rows(), document_.cols, document_.rows));
    return deed::Given{std::make_shared<const Snapshot>(snapshot_of(json, given))};
}

Snapshot RunReader::snapshot_of(const Json& json, const Field* field) {
    const Json time = json.value("time", Json(0)), since = json.value("since", Json());
    if (!time.is_number() || time < 0) wrong("time", time, Text::SessionTime);
    Snapshot snapshot{field != nullptr ? *field : Field(), count_of(json, "at"), time};
    snapshot.untouched = json.value("untouched", Json(false)) == Json(true);
    if (since.is_array() && since.size() == 2 && since[0].is_number() && since[1].is_number_integer())
        snapshot.since = {since[0], since[1]};
    return snapshot;
}

/// Only the newest counts, and its field is read at the end.
void RunReader::take_keyframe(const Json& json) {
    static const std::vector<std::string> kEntries{"keyframe", "events",    "at",  "time",
                                                   "since",    "untouched", "hash"};
    check_names(json, "keyframe", kEntries);
    const Json& file = json["keyframe"];
    if (!file.is_string() || fs::path(file.get<std::string>()).has_parent_path())
        wrong("keyframe", file, Text::RunField);
    auto keyframe = std::make_shared<Snapshot>(snapshot_of(json, nullptr));
    keyframe->after = event_of(count_of(json, "events"));
    if (!keyframe->after || keyframe->steps_done < keyframe->after->step)
        refuse(say(Text::RunNow, keyframe->steps_done));
    keyframe_ = std::move(keyframe);
    keyframe_file_ = file;
}

/// In the place of those of the steps that the line names, or of all that were known.
void RunReader::take_views(const Json& json) {
    static const std::vector<std::string> kEntries{"views", "from", "to"};
    constexpr double kFarthest = 1e9;  // cells
    check_names(json, "views", kEntries);
    SightsPart part;
    if (json.contains("from")) part.steps.first = count_of(json, "from");
    if (json.contains("to")) part.steps.last = std::max(count_of(json, "to"), part.steps.first);
    const Json& list = json["views"];
    if (!list.is_array()) wrong("views", list, Text::RunViews);
    for (const Json& view : list) {
        const bool numbers =
            view.is_array() && view.size() == 5 && std::all_of(view.begin(), view.end(), [&](const Json& x) {
                return x.is_number() && std::abs(x.get<double>()) <= kFarthest * kFarthest;
            });
        if (!numbers || !view[0].is_number_integer() || view[0] < 0) wrong("views", view, Text::RunViews);
        const Sight sight{view[1], view[2], view[3], view[4]};
        const bool seen = std::max(std::abs(sight.row), std::abs(sight.col)) <= kFarthest &&
                          std::min(sight.rows, sight.cols) > 1 / kFarthest &&
                          std::max(sight.rows, sight.cols) <= kFarthest;
        if (!seen) wrong("views", view, Text::RunViews);
        part.sights.set(view[0], sight);
    }
    sights_.replace(part);
}

/// The last one of so many events, or nullptr.
EventPtr RunReader::event_of(std::int64_t count) const {
    EventPtr event = last_;
    while (event && event->number + 1 > count) event = event->before;
    return event;
}

void RunReader::take_event(const Json& json) {
    static const std::vector<std::string> kEntries{
        "at",          "do",   "label", "settings", "ran",   "rates", "start", "moment",
        "start-steps", "edit", "edits", "shape",    "field", "time",  "since", "untouched"};
    const bool paints = json.value("do", Json()) == "paint-rates";
    std::vector<std::string> names = kEntries;
    if (paints) std::erase(names, "rates");
    check_names(json, "at", names);
    const std::int64_t at = count_of(json, "at");
    const Json what = json.value("do", Json()), label = json.value("label", Json(""));
    if (!what.is_string()) wrong("do", what, Text::RunWord);
    if (!label.is_string()) wrong("label", label, Text::RunWord);
    const bool begins = what == "start" || what == "given";
    if (begins != (last_ == nullptr)) refuse(say(Text::RunBegins));
    if (last_ && at < last_->step) refuse(say(Text::RunOrder, at, last_->step));
    if (json.contains("settings")) {
        take_settings(json["settings"], document_);
        shared_ = nullptr;
    }
    take_fields(json);
    take_painted(json, paints);
    const gs_kernel* kernel = find_kernel(document_.kernel);
    if (json.contains("ran") && json["ran"].is_string()) kernel = find_kernel(json["ran"].get<std::string>());
    if (kernel == nullptr) refuse(say(Text::SessionMissing, "kernel"));
    auto event = std::make_shared<Event>();
    event->deed = deed_of(json, what);
    if (what == "start" && at != (document_.start ? document_.start_steps : 0))
        wrong("at", json["at"], std::to_string(document_.start ? document_.start_steps : 0));
    event->before = last_;
    event->number = last_ ? last_->number + 1 : 0;
    event->step = at;
    if (!shared_ || !(*shared_ == document_)) shared_ = std::make_shared<const Document>(document_);
    event->document = shared_;
    event->painted = painted_;
    event->kernel = kernel;
    event->label = label;
    last_ = std::move(event);
    end_ = -1;  // what was said of the run's end holds no longer
    now_ = {};
    hash_.clear();
}

void RunReader::take_end(const Json& json) {
    static const std::vector<std::string> kEntries{"end", "now", "hash"};
    check_names(json, "end", kEntries);
    if (!last_) refuse(say(Text::RunBegins));
    end_ = std::max(count_of(json, "end"), last_->step);
    now_ = {last_, end_};
    hash_ = json.value("hash", Json("")).is_string() ? json.value("hash", Json("")).get<std::string>() : "";
    if (!json.contains("now") || !json["now"].is_object()) return;
    const std::int64_t events = count_of(json["now"], "events");
    now_ = {event_of(std::max<std::int64_t>(1, events)), count_of(json["now"], "step")};
    if (!lies_on(now_, {last_, end_})) refuse(say(Text::RunNow, now_.step));
}

Status RunReader::take(const std::string& line) {
    Json json;
    if (Status parsed = parse_json(line, json); !parsed) return parsed;
    try {
        if (!json.is_object()) wrong("line", json, Text::SessionObject);
        if (!begun_) {
            if (!json.contains("grayscope-run")) refuse(say(Text::RunForeign));
            if (json["grayscope-run"] != kVersion)
                refuse(say(Text::RunVersion, shown(json["grayscope-run"].dump())));
            begun_ = true;
        } else if (json.contains("end")) {
            take_end(json);
        } else if (json.contains("keyframe")) {
            take_keyframe(json);
        } else if (json.contains("views")) {
            take_views(json);
        } else {
            take_event(json);
        }
    } catch (const std::exception& error) {
        return Status::failure(error.what());
    }
    return {};
}

Status RunReader::finish(RunFile& run) const {
    if (!begun_) return Status::failure(say(Text::RunForeign));
    if (!last_) return Status::failure(say(Text::RunBegins));
    const std::int64_t end = std::max(end_, last_->step);
    run = {{last_, end}, now_.after ? now_ : Moment{last_, end}, hash_, nullptr, sights_};
    run.sights.cut(end);
    if (!keyframe_) return {};
    // Without it, the replay begins at the beginning.
    const std::string path = fs::path(folder_) / keyframe_file_;
    auto keyframe = std::make_shared<Snapshot>(*keyframe_);
    const Document& then = *keyframe->after->document;
    const bool read = format_to_read(path, kField).read.field(path, keyframe->field, kFieldValues).ok();
    const bool lies = lies_on({keyframe->after, keyframe->steps_done}, run.line);
    const bool fits =
        lies && read && keyframe->field.rows() == then.rows && keyframe->field.cols() == then.cols;
    if (fits) run.keyframe = std::move(keyframe);
    return {};
}

}  // namespace gs
