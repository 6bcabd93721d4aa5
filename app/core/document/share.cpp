#include "app/core/document/share.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/link.h"
#include "app/core/document/palettes.h"
#include "app/core/document/pasted.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/document/words.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

constexpr std::string_view kMark = "grayscope", kRange = "range-";
constexpr std::size_t kMostBytes = 20000;

/// What a line of share_text() changes: the preset in a new session, or that alone. The way of
/// running is that of `now`.
Document base_of(const Preset* preset, const Document& now) {
    Document base;
    base.origin.clear();
    if (preset != nullptr) apply(*preset, base);
    for (const Property& p : properties())
        if (p.effect == Effect::Run || p.effect == Effect::Kernel) assign(base, p, value_of(now, p));
    base.knobs = now.knobs;
    return base;
}

// ---- writing

/// "F" rather than "feed": a symbol of one letter, if the property has one.
std::string short_name(const Property& p) {
    return !p.symbols.empty() && p.symbols[0].size() == 1 ? p.symbols[0] : p.key;
}

/// True if the property stands in the line under its own name.
bool stands_alone(const Document& d, const Property& p) {
    if (std::holds_alternative<double Range::*>(p.member) || p.key == "cols" || p.key == "rows") return false;
    if (p.key == "edge" || p.key == "corner") return find_stencil(d.edge, d.corner) == nullptr;
    if (p.key == "kernel") return !d.kernel.empty();
    if (p.key == "palette") return find_palette(d.palette) != nullptr;
    return p.key != "seed" || d.seed != SeedKind::File;
}

// ---- reading

/// "0.01:0.06", each a value of this property.
bool read_ends(const char* key, std::string_view typed, double& low, double& high) {
    const Property& row = *find_property(key, Document{});
    const std::size_t mark = typed.find(':');
    Value ends[2];
    if (mark == std::string_view::npos || !parse(row, typed.substr(0, mark), ends[0]) ||
        !parse(row, typed.substr(mark + 1), ends[1]))
        return false;
    low = std::get<double>(ends[0]);
    high = std::get<double>(ends[1]);
    return true;
}

Status put_gradient(Gradient& gradient, const std::string& name, const std::string& value) {
    const std::size_t mark = std::min(value.find('/'), value.size());
    const std::string along = fold(std::string_view(value).substr(std::min(mark + 1, value.size())));
    const bool read = read_ends("feed", std::string_view(value).substr(0, mark), gradient.low, gradient.high);
    if (!read || (along != "columns" && along != "rows"))
        return Status::failure(say(Text::SharedVary, name, shown(value)));
    gradient.along = along == "rows" ? Gradient::Along::Rows : Gradient::Along::Columns;
    return {};
}

Status put_range(Document& d, const std::string& name, const std::string& value) {
    const std::span<const std::string> known = range_names();
    const auto at = std::find(known.begin(), known.end(), name.substr(kRange.size()));
    if (at == known.end())
        return Status::failure(
            unknown_name(find_property("channel", d)->key, name.substr(kRange.size()), known));
    Range& range = d.ranges[static_cast<std::size_t>(at - known.begin())];
    if (read_ends("low", value, range.low, range.high)) return {};
    return Status::failure(say(Text::SharedRange, name, shown(value)));
}

Status put_stencil(Document& d, const std::string& value) {
    const std::string id = meant_name(value, ids_of(stencils()));
    for (const Stencil& stencil : stencils()) {
        if (id != stencil.id) continue;
        d.edge = stencil.edge;
        d.corner = stencil.corner;
        return {};
    }
    return Status::failure(unknown_name(text(Text::Stencil), value, ids_of(stencils())));
}

/// "cpu-temporal.depth=16"
Status put_knob(Document& d, const std::string& place, const std::string& value) {
    const std::size_t dot = place.find('.');
    const gs_kernel* kernel = find_kernel(place.substr(0, dot));
    if (kernel == nullptr)
        return Status::failure(unknown_name(text(Text::Kernel), place.substr(0, dot), kernel_ids()));
    std::vector<std::string> known;
    known.reserve(static_cast<std::size_t>(kernel->knob_count));
    for (int i = 0; i < kernel->knob_count; ++i) known.emplace_back(kernel->knobs[i].name);
    const auto at = std::find(known.begin(), known.end(), place.substr(dot + 1));
    if (at == known.end())
        return Status::failure(unknown_name(text(Text::Knob), place.substr(dot + 1), known));
    const gs_knob& knob = kernel->knobs[at - known.begin()];
    const std::optional<std::int64_t> read = knob_value(knob, value);
    if (!read) return Status::failure(say(Text::NumberOutOfRange, place, shown(value), knob.low, knob.high));
    d.knobs[place] = *read;
    return {};
}

Status put_property(Document& d, const std::string& name, const std::string& value) {
    const Property* found = find_typed_property(name, d);
    if (found == nullptr) {
        std::vector<std::string> known = property_keys(d);
        known.insert(known.end(), {"size", "stencil", "preset", "vary-feed", "vary-kill"});
        return Status::failure(unknown_name(text(Text::SharedSetting), name, known));
    }
    const Property property = *found;
    Value read;
    if (Status parsed = parse(property, value, read); !parsed) return parsed;
    assign(d, property, read);
    if (std::holds_alternative<double Range::*>(property.member)) d.auto_range = false;
    if (d.seed == SeedKind::File && !d.start) return Status::failure(say(Text::NoStartFile));
    return {};
}

/// Writes a setting by any of the names that such lines have.
Status put(Document& d, const std::string& name, const std::string& value) {
    const std::string folded = fold(name);
    if (folded == "size") return parse_size(value, d.cols, d.rows);
    if (folded == "stencil") return put_stencil(d, value);
    if (name == "vary-feed") return put_gradient(d.vary_feed, name, value);
    if (name == "vary-kill") return put_gradient(d.vary_kill, name, value);
    if (name.starts_with(kRange)) return put_range(d, name, value);
    if (name.find('.') != std::string::npos && !name.starts_with(kKnobPrefix))
        return put_knob(d, name, value);
    return put_property(d, name, value);
}

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    for (std::size_t start = 0; start < line.size();) {
        const std::size_t end = std::min(line.find(' ', start), line.size());
        if (end > start) words.emplace_back(line.substr(start, end - start));
        start = end + 1;
    }
    return words;
}

Status once(std::vector<Assignment>& all, const std::string& name, const std::string& value) {
    for (const Assignment& before : all)
        if (before.name == name)
            return Status::failure(say(Text::SharedTwice, name, shown(before.value), shown(value)));
    all.push_back({name, value});
    return {};
}

bool begins_with_mark(const std::vector<std::string>& words) {
    return !words.empty() && fold(words[0]) == kMark;
}

Status read_own(const std::vector<std::string>& words, Document& document, SharedText& said) {
    std::vector<Assignment> all;
    const Preset* preset = nullptr;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::size_t mark = words[i].find('=');
        if (mark == std::string::npos || mark == 0)
            return Status::failure(say(Text::SetLeftOver, shown(words[i])));
        const std::string name = words[i].substr(0, mark), value = words[i].substr(mark + 1);
        if (Status good = once(all, name, value); !good) return good;
        if (fold(name) != "preset") continue;
        preset = find_preset(meant_name(value, ids_of(presets())));
        if (preset == nullptr)
            return Status::failure(unknown_name(text(Text::Preset), value, ids_of(presets())));
    }
    if (all.empty()) return Status::failure(say(Text::SharedNothing));
    Document next = base_of(preset, document);
    for (const auto& [name, value] : all)
        if (fold(name) != "preset")
            if (Status done = put(next, name, value); !done) return done;
    document = std::move(next);
    for (const auto& [name, value] : all)
        said.took += fmt::format("{}{}={}", said.took.empty() ? "" : " ", name, value);
    return {};
}

// ---- other programs

/// The property's key, or the name of a setting that is more than a property; empty if it is none.
std::string key_of(const std::string& name, const Document& d) {
    std::string folded = fold(name);
    if (folded == "size" || folded == "stencil") return folded;
    const Property* p = name.empty() ? nullptr : find_typed_property(name, d);
    return p != nullptr ? p->key : "";
}

/// In a link, other names may mean anything.
bool of_equations(const std::string& key) {
    return key == "feed" || key == "kill" || key == "du" || key == "dv" || key == "dt";
}

/// Collects what was taken and what was not.
class Taken {
  public:
    explicit Taken(const Document& before) : next_(before) {}

    Status take(const std::string& name, const std::string& key, const std::string& value) {
        if (Status good = once(taken_, key, value); !good) return good;
        sims_ = sims_ || fold(name) == "da" || fold(name) == "db";
        return put(next_, key, value);
    }
    void leave(std::string what) { left_.push_back(std::move(what)); }
    bool has(std::string_view key) const {
        return std::any_of(taken_.begin(), taken_.end(), [&](const Assignment& a) { return a.name == key; });
    }
    bool any() const { return !taken_.empty(); }

    /// Writes what was taken into the document.
    void finish(Document& document, SharedText& said) {
        // dA and dB are Karl Sims' names, and mean his weights.
        if (sims_ && !has("stencil") && put(next_, "stencil", "karl-sims"))
            taken_.push_back({"stencil", "karl-sims"});
        if (has("feed")) next_.vary_feed = {};
        if (has("kill")) next_.vary_kill = {};
        if (has("feed") || has("kill")) next_.rates = nullptr;
        std::vector<std::string> took;
        for (const auto& [key, value] : taken_) {
            const Property* p = find_property(key, next_);
            took.push_back(fmt::format("{} = {}", key, p != nullptr ? to_text(value_of(next_, *p)) : value));
        }
        said = {fmt::format("{}", fmt::join(took, ", ")), fmt::format("{}", fmt::join(left_, ", "))};
        document = std::move(next_);
    }

  private:
    Document next_;
    std::vector<Assignment> taken_;
    std::vector<std::string> left_;
    bool sims_ = false;
};

/// Takes what is sure of these; `why` is the failure if that is nothing.
Status take_all(const std::vector<Assignment>& all, bool link, const std::string& why, Taken& taken) {
    std::vector<std::string> foreign;
    const Assignment* unknown = nullptr;
    const Document fresh;
    const bool rates = std::any_of(all.begin(), all.end(), [&](const Assignment& a) {
        const std::string key = key_of(a.name, fresh);
        return key == "feed" || key == "kill";
    });
    for (const Assignment& a : all) {
        const std::string key = key_of(a.name, fresh);
        const bool known = !key.empty() && (!link || of_equations(key));
        if (known && rates && is_per_length(key, a.value)) {
            foreign.push_back(fmt::format("{} = {}", key, a.value));
        } else if (known) {
            if (Status done = taken.take(a.name, key, a.value); !done) return done;
        } else {
            if (unknown == nullptr) unknown = &a;
            taken.leave(a.value.empty() || a.name.empty() ? shown(a.name + a.value)
                                                          : shown(a.name + "=" + a.value));
        }
    }
    if (!foreign.empty()) taken.leave(say(Text::PastedDiffusion, fmt::join(foreign, ", ")));
    const bool both = taken.has("feed") && taken.has("kill");
    if (!taken.any() || (link && !both)) return Status::failure(why);
    if (unknown == nullptr || both) return {};
    if (unknown->name.empty()) return Status::failure(say(Text::SetLeftOver, shown(unknown->value)));
    return Status::failure(unknown_name(text(Text::SharedSetting), unknown->name, property_keys(fresh)));
}

Status take_rates(const PastedRates& rates, Taken& taken) {
    std::vector<Assignment> all{{"feed", rates.feed}, {"kill", rates.kill}};
    all.insert(all.end(), rates.more.begin(), rates.more.end());
    if (!rates.left_out.empty()) taken.leave(rates.left_out);
    return take_all(all, false, "", taken);
}

/// VisualPDE's kineticParams within its JSON or a link; empty if there are none.
std::string kinetic_of(const std::string& line) {
    constexpr std::string_view kName = "kineticparams";
    if (is_link(line)) {
        for (const auto& [name, value] : query_of(line))
            if (fold(name) == kName) return value;
        return "";
    }
    const std::size_t at = in_small_letters(line).find(kName);
    if (at == std::string::npos) return "";
    const std::size_t start = line.find_first_not_of(" \"':=", at + kName.size());
    if (start == std::string::npos) return "";
    return line.substr(start, line.find_first_of("\"'", start) - start);
}

/// Only numbers, and what may stand between them.
bool only_numbers(const std::string& line) {
    return begins_as_number(line) && line.find_first_not_of("0123456789.,;+-eE ") == std::string::npos;
}

Status read_foreign(std::string line, Taken& taken) {
    PastedRates rates;
    if (const std::string kinetic = kinetic_of(line); read_rates(kinetic, rates)) {
        taken.leave(std::string(text(Text::SharedRest)));
        return take_rates(rates, taken);
    }
    if (is_link(line)) {
        if (read_rates(page_of(line), rates)) return take_rates(rates, taken);
        return take_all(query_of(line), true, say(Text::SharedLink, shown(line)), taken);
    }
    if (read_rates(line, rates)) return take_rates(rates, taken);
    if (only_numbers(line)) return Status::failure(say(Text::SharedPair, shown(line)));
    const std::string why = say(Text::SharedUnknown, shown(line));
    std::erase_if(line, [](char c) { return c == '"' || c == '{' || c == '}'; });
    return take_all(assignments_of(words_of(line)), false, why, taken);
}

}  // namespace

std::string share_text(const Document& d) {
    // A favourite is known to the one who kept it alone.
    const Preset* origin = find_preset(d.origin);
    Document now;
    now.kernel = fastest_kernel().id;
    const Document base = base_of(origin, now);
    std::string line(kMark);
    const auto add = [&](std::string_view name, std::string_view value) {
        line += fmt::format(" {}={}", name, value);
    };
    if (origin != nullptr) add("preset", origin->id);
    const auto add_property = [&](const Property& p) { add(short_name(p), to_text(value_of(d, p))); };
    for (const char* rate : {"feed", "kill"}) add_property(*find_property(rate, d));
    if (d.cols != base.cols || d.rows != base.rows) add("size", fmt::format("{}x{}", d.cols, d.rows));
    const Stencil* stencil = find_stencil(d.edge, d.corner);
    if (stencil != nullptr && (d.edge != base.edge || d.corner != base.corner)) add("stencil", stencil->id);
    for (const Property& p : properties())
        if (p.key != "feed" && p.key != "kill" && stands_alone(d, p) && value_of(d, p) != value_of(base, p))
            add_property(p);
    for (const auto& [name, g] : {std::pair("vary-feed", d.vary_feed), std::pair("vary-kill", d.vary_kill)})
        if (g.along != Gradient::Along::Nothing)
            add(name, fmt::format("{}:{}/{}", g.low, g.high,
                                  g.along == Gradient::Along::Columns ? "columns" : "rows"));
    for (std::size_t i = 0; i < d.ranges.size(); ++i)
        if (d.ranges[i] != base.ranges[i])
            add(fmt::format("{}{}", kRange, range_names()[i]),
                fmt::format("{}:{}", d.ranges[i].low, d.ranges[i].high));
    for (const auto& [place, value] : d.knobs) add(place, fmt::format("{}", value));
    return line;
}

std::string left_out_of_share(const Document& d) {
    std::vector<std::string_view> left;
    if (d.seed == SeedKind::File) left.push_back(text(Text::SharedStart));
    if (d.rates) left.push_back(text(Text::SharedRates));
    if (d.path) left.push_back(text(Text::SharedPath));
    if (find_palette(d.palette) == nullptr) left.push_back(text(Text::SharedPalette));
    return fmt::format("{}", fmt::join(left, ", "));
}

bool is_shared(std::string_view typed) {
    const std::string line = plain(typed);
    return is_link(line) || begins_with_mark(words_of(line));
}

std::string command_from(std::string_view typed) {
    std::string line(typed);
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < ' '; }, ' ');
    return "from " + as_word(line);
}

Status read_shared(std::string_view typed, Document& document, SharedText& said) {
    if (typed.size() > kMostBytes) return Status::failure(say(Text::SharedLong, typed.size(), kMostBytes));
    const std::vector<std::string> words = words_of(plain(typed));
    if (words.empty()) return Status::failure(say(Text::SharedNothing));
    if (begins_with_mark(words)) return read_own(words, document, said);
    Taken taken(document);
    if (Status read = read_foreign(fmt::format("{}", fmt::join(words, " ")), taken); !read) return read;
    taken.finish(document, said);
    return {};
}

}  // namespace gs
