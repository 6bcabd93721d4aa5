#include "app/core/files/edit_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/document/properties.h"
#include "app/core/document/values.h"
#include "app/core/files/settings_json.h"
#include "app/core/text/names.h"

namespace gs {

using Json = nlohmann::ordered_json;

namespace {

constexpr double kFar = 1e7;      // cells: no field is as wide
constexpr double kLargest = 1e4;  // of a value
constexpr double kMostSpots = 1e7;
constexpr int kMostFold = 12;

/// The words of an enum, in its order: those of its property.
const std::vector<std::string>& words_of(const char* key) {
    return find_property(key, Document{})->choices;
}

// ---- writing

Json json_of(CellPoint p) {
    return {p.row, p.col};
}

Json json_of(const Rect& r) {
    return {r.row, r.col, r.rows, r.cols};
}

Json json_of(const Aim& aim) {
    Json json = Json::object();
    if (aim.u) json["u"] = *aim.u;
    if (aim.v) json["v"] = *aim.v;
    return json;
}

void put(Json& json, const Symmetry& s) {
    if (s.mirror != BrushMirror::None)
        json["mirror"] = words_of("brush-mirror")[static_cast<std::size_t>(s.mirror)];
    if (s.fold != 1) json["fold"] = s.fold;
    if (s.periodic) json["periodic"] = true;
}

void put(Json& json, const Ink& ink) {
    json["to-values"] = json_of(ink.aim);
    json["strength"] = ink.strength;
    put(json, ink.symmetry);
}

/// Puts an edit into the words of its kind.
struct Writer {
    const KeepField& keep;

    Json operator()(const edit::Stroke& e) const {
        Json json{{"from", json_of(e.from)}, {"to", json_of(e.to)}, {"radius", e.radius}};
        json["shape"] = words_of("brush-shape")[static_cast<std::size_t>(e.shape)];
        put(json, e.ink);
        return {{"stroke", json}};
    }
    Json operator()(const edit::Box& e) const {
        Json json{{"from", json_of(e.from)}, {"to", json_of(e.to)}};
        put(json, e.ink);
        return {{"rectangle", json}};
    }
    Json operator()(const edit::Fill& e) const {
        Json json{{"at", json_of(e.at)}, {"tolerance", e.tolerance}, {"by-u", e.by_u}};
        put(json, e.ink);
        return {{"fill", json}};
    }
    Json operator()(const edit::Put& e) const {
        Json json{{"stamp", e.stamp->id}, {"at", json_of(e.at)}, {"angle", e.angle}};
        put(json, e.symmetry);
        return {{"stamp", json}};
    }
    Json operator()(const edit::Paste& e) const {
        Json json{{"field", keep({e.clip, &e.clip->cells})}, {"at", json_of(e.at)}};
        put(json, e.symmetry);
        return {{"paste", json}};
    }
    /// A mask is kept as a field whose u are its shares.
    Json operator()(const edit::Print& e) const {
        auto shares = std::make_shared<Field>(e.mask->size.rows, e.mask->size.cols, GS_F32);
        for (int row = 0; row < shares->rows(); ++row)
            for (int col = 0; col < shares->cols(); ++col)
                shares->set(row, col, std::round(e.mask->share(row, col) * 255), 0);
        return {{"print",
                 {{"field", keep(std::move(shares))},
                  {"corner", {e.row, e.col}},
                  {"black", json_of(e.black)},
                  {"white", json_of(e.white)}}}};
    }
    Json operator()(const edit::Clear& e) const { return {{"clear", {{"area", json_of(e.area)}}}}; }
    Json operator()(const edit::Noise& e) const {
        return {{"noise", {{"area", json_of(e.area)}, {"amplitude", e.amplitude}, {"number", e.number}}}};
    }
    Json operator()(const edit::Spots& e) const {
        return {{"spots", {{"area", json_of(e.area)}, {"count", e.count}, {"number", e.number}}}};
    }
    Json operator()(const edit::Shift& e) const {
        return {{"shift", {{"area", json_of(e.area)}, {"rows", e.rows}, {"columns", e.cols}}}};
    }
    Json operator()(const edit::Flip& e) const {
        return {{"mirror", {{"area", json_of(e.area)}, {"across", e.across}, {"down", e.down}}}};
    }
};

// ---- reading

double number_of(const Json& json, std::string_view entry, double low, double high) {
    if (!json.is_number() || !(json >= low) || !(json <= high))
        wrong(entry, json, say(Text::SessionNumber, low, high));
    return json;
}

std::int64_t whole_of(const Json& json, std::string_view entry, double low, double high) {
    if (!json.is_number_integer()) wrong(entry, json, say(Text::SessionWhole, low, high));
    (void)number_of(json, entry, low, high);
    return json;
}

/// What one kind of edit says. Each look takes an entry; done() refuses what is left.
class Reader {
  public:
    Reader(std::string kind, const Json& json) : kind_(std::move(kind)), json_(json) {
        if (!json.is_object()) wrong(kind_, json, Text::SessionObject);
    }
    const Json& entry(const char* name) {
        const auto found = json_.find(name);
        if (found == json_.end()) refuse(say(Text::SessionMissing, kind_ + "." + name));
        known_.emplace_back(name);
        return *found;
    }
    double number(const char* name, double low, double high) {
        return number_of(entry(name), name, low, high);
    }
    std::int64_t whole(const char* name, double low, double high) {
        return whole_of(entry(name), name, low, high);
    }
    bool flag(const char* name) {
        const Json& found = entry(name);
        if (!found.is_boolean()) wrong(name, found, Text::SessionFlag);
        return found;
    }
    template <class Enum>
    Enum choice(const char* name, const std::vector<std::string>& words) {
        const Json& found = entry(name);
        const auto at =
            found.is_string() ? std::find(words.begin(), words.end(), found.get<std::string>()) : words.end();
        if (at == words.end())
            refuse(unknown_name(name, found.is_string() ? found.get<std::string>() : found.dump(), words));
        return static_cast<Enum>(at - words.begin());
    }
    std::vector<double> numbers(const char* name, std::size_t count) {
        const Json& found = entry(name);
        if (!found.is_array() || found.size() != count) wrong(name, found, say(Text::SessionNumbers, count));
        std::vector<double> values;
        for (const Json& value : found) values.push_back(number_of(value, name, -kFar, kFar));
        return values;
    }
    CellPoint place(const char* name) {
        const std::vector<double> p = numbers(name, 2);
        return {p[0], p[1]};
    }
    Rect area(const char* name) {
        const std::vector<double> r = numbers(name, 4);
        const auto whole = [&](std::size_t i) { return static_cast<int>(r[i]); };
        if (r[2] < 0 || r[3] < 0) wrong(name, entry(name), say(Text::SessionNumbers, 4));
        return {whole(0), whole(1), whole(2), whole(3)};
    }
    Aim aim(const char* name) {
        const Json& found = entry(name);
        static const std::vector<std::string> kPlanes{"u", "v"};
        check_names(found, name, kPlanes);
        Aim aim;
        if (found.contains("u")) aim.u = number_of(found["u"], "u", -kLargest, kLargest);
        if (found.contains("v")) aim.v = number_of(found["v"], "v", -kLargest, kLargest);
        return aim;
    }
    Symmetry symmetry() {
        Symmetry s;
        if (json_.contains("mirror")) s.mirror = choice<BrushMirror>("mirror", words_of("brush-mirror"));
        if (json_.contains("fold")) s.fold = static_cast<int>(whole("fold", 1, kMostFold));
        if (json_.contains("periodic")) s.periodic = flag("periodic");
        return s;
    }
    Ink ink() {
        Ink ink;
        ink.aim = aim("to-values");
        ink.strength = number("strength", 0, 1);
        ink.symmetry = symmetry();
        return ink;
    }
    void done() const { check_names(json_, kind_, known_); }

  private:
    std::string kind_;
    const Json& json_;
    std::vector<std::string> known_;
};

Edit stamp_of(Reader& r) {
    std::vector<std::string> ids;
    for (const Stamp& stamp : stamps()) ids.emplace_back(stamp.id);
    const auto which = r.choice<std::size_t>("stamp", ids);
    return edit::Put{&stamps()[which], r.place("at"), r.number("angle", -1e6, 1e6), r.symmetry()};
}

Edit paste_of(Reader& r, const FindField& find) {
    std::shared_ptr<const Clip> clip = find(r.entry("field"));
    const Extent size{clip->cells.rows(), clip->cells.cols()};
    return edit::Paste{std::move(clip), size, r.place("at"), r.symmetry()};
}

Edit print_of(Reader& r, const FindField& find) {
    const Field& shares = find(r.entry("field"))->cells;
    auto mask = std::make_shared<Mask>();
    mask->size = {shares.rows(), shares.cols()};
    shares.visit([&](auto u, auto) {
        for (const auto share : u)
            mask->shares.push_back(static_cast<std::uint8_t>(std::clamp<double>(share, 0, 255)));
    });
    const CellPoint corner = r.place("corner");
    return edit::Print{std::move(mask), static_cast<int>(corner.row), static_cast<int>(corner.col),
                       r.aim("black"), r.aim("white")};
}

Edit read_edit(const std::string& kind, Reader& r, const FindField& find) {
    constexpr double kMost = 0x1p53;
    if (kind == "stroke")
        return edit::Stroke{r.place("from"), r.place("to"), r.number("radius", 0, kFar),
                            r.choice<BrushShape>("shape", words_of("brush-shape")), r.ink()};
    if (kind == "rectangle") return edit::Box{r.place("from"), r.place("to"), r.ink()};
    if (kind == "fill")
        return edit::Fill{r.place("at"), r.number("tolerance", 0, kLargest), r.flag("by-u"), r.ink()};
    if (kind == "stamp") return stamp_of(r);
    if (kind == "paste") return paste_of(r, find);
    if (kind == "print") return print_of(r, find);
    if (kind == "clear") return edit::Clear{r.area("area")};
    if (kind == "noise")
        return edit::Noise{r.area("area"), r.number("amplitude", 0, kLargest),
                           r.whole("number", -kMost, kMost)};
    if (kind == "spots")
        return edit::Spots{r.area("area"), r.whole("count", 0, kMostSpots), r.whole("number", -kMost, kMost)};
    if (kind == "shift")
        return edit::Shift{r.area("area"), r.whole("rows", -kFar, kFar), r.whole("columns", -kFar, kFar)};
    if (kind == "mirror") return edit::Flip{r.area("area"), r.flag("across"), r.flag("down")};
    static const std::vector<std::string> kKinds{"stroke", "rectangle", "fill",  "stamp", "paste", "print",
                                                 "clear",  "noise",     "spots", "shift", "mirror"};
    refuse(unknown_name(text(Text::RunEditKind), kind, kKinds));
}

}  // namespace

Json edit_json(const Edit& edit, const KeepField& keep) {
    return std::visit(Writer{keep}, edit);
}

Edit edit_of(const Json& json, const FindField& find) {
    if (!json.is_object() || json.size() != 1) wrong("edit", json, Text::RunEdit);
    const auto entry = json.begin();
    Reader reader(entry.key(), entry.value());
    Edit edit = read_edit(entry.key(), reader, find);
    reader.done();
    return edit;
}

}  // namespace gs
