#include <algorithm>
#include <vector>

#include "app/core/app/command_handlers.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/pasted.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/seeds.h"
#include "app/core/document/typed.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs::handlers {

namespace {

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows) ids.emplace_back(row.id);
    return ids;
}

/// The row that is meant by its id or by its label, or nullptr.
template <class Rows>
const auto* meant_row(const Rows& rows, std::string_view typed) {
    std::vector<std::string> ids, labels;
    for (const auto& row : rows) ids.emplace_back(row.id), labels.emplace_back(row.label);
    const std::string id = meant_name(typed, ids), label = meant_name(typed, labels);
    for (const auto& row : rows)
        if (!id.empty() ? id == row.id : !label.empty() && label == row.label) return &row;
    return decltype(&*rows.begin()){};
}

/// Reads a word as the property and writes it into a document that is being made.
Status put(Document& document, std::string_view key, const std::string& word) {
    const Property* property = find_property(key, document);
    if (property == nullptr)
        return Status::failure(unknown_name(text(Text::Property), key, property_keys(document)));
    Value value;
    if (Status parsed = parse(*property, word, value); !parsed) return parsed;
    assign(document, *property, value);
    return {};
}

}  // namespace

std::string joined(const Words& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

Status set_word(App& app, std::string_view key, const std::string& word) {
    const Property* property = find_property(key, app.document());
    if (property == nullptr)
        return Status::failure(unknown_name(text(Text::Property), key, property_keys(app.document())));
    Value value;
    if (Status parsed = parse(*property, word, value); !parsed) return parsed;
    return app.set(*property, value);
}

Status real(std::string_view what, const std::string& word, double low, double high, double& number) {
    Property p;
    p.key = what, p.kind = Kind::Real, p.low = low, p.high = high;
    Value value;
    if (Status parsed = parse(p, word, value); !parsed) return parsed;
    number = std::get<double>(value);
    return {};
}

Status whole(std::string_view what, const std::string& word, std::int64_t low, std::int64_t high,
             std::int64_t& number) {
    Property p;
    p.key = what, p.kind = Kind::Whole;
    p.low = static_cast<double>(low), p.high = static_cast<double>(high);
    Value value;
    if (Status parsed = parse(p, word, value); !parsed) return parsed;
    number = std::get<std::int64_t>(value);
    return {};
}

Status kernel(App& app, const Words& words) {
    const std::string typed = joined(words);
    std::string id = typed;
    for (const gs_kernel* kernel : kernels())
        if (fold(kernel->label) == fold(typed)) id = kernel->id;
    return set_word(app, "kernel", id);
}

Status knob(App& app, const Words& words) {
    std::vector<std::string> names;
    for (const Property& p : knob_properties(app.document()))
        names.push_back(p.key.substr(kKnobPrefix.size()));
    const std::string running = choose_kernel(app.document()).kernel->id;
    if (names.empty()) return Status::failure(say(Text::NoKnobs, running));
    // As the benchmark takes it, too: "cpu-temporal.depth=16".
    std::string typed = joined(words);
    std::replace(typed.begin(), typed.end(), '=', ' ');
    const std::size_t gap = typed.rfind(' ');
    if (gap == std::string::npos) return Status::failure(say(Text::KnobUsage, shown(typed)));
    std::string name = typed.substr(0, typed.find_last_not_of(' ', gap) + 1);
    if (name.starts_with(running + ".")) name.erase(0, running.size() + 1);
    const std::string meant = meant_name(name, names);
    if (meant.empty()) return Status::failure(unknown_name(text(Text::Knob), name, names));
    return set_word(app, "knob." + meant, typed.substr(gap + 1));
}

Status size(App& app, const Words& words) {
    Document next = app.document();
    if (Status read = parse_size(joined(words), next.cols, next.rows); !read) return read;
    return app.change(std::move(next), Effect::Restart, "size");
}

Status boundary(App& app, const Words& typed) {
    Document next = app.document();
    Words words = typed;
    if (words.size() == 2 && !begins_as_number(words[1])) words = {joined(words)};  // "no flux"
    if (Status s = put(next, "boundary", words[0]); !s) return s;
    if (words.size() > 1 && next.boundary != "fixed")
        return Status::failure(say(Text::BoundaryValues, words[0]));
    if (words.size() == 2) return Status::failure(say(Text::BoundaryBoth));
    if (words.size() == 3) {
        if (Status s = put(next, "boundary-u", words[1]); !s) return s;
        if (Status s = put(next, "boundary-v", words[2]); !s) return s;
    }
    return app.change(std::move(next), Effect::Rates, "boundary");
}

Status stencil(App& app, const Words& words) {
    Document next = app.document();
    if (words.size() == 2 && begins_as_number(words[0])) {
        if (Status s = put(next, "edge", words[0]); !s) return s;
        if (Status s = put(next, "corner", words[1]); !s) return s;
    } else {
        const Stencil* found = meant_row(stencils(), joined(words));
        if (found == nullptr)
            return Status::failure(unknown_name(text(Text::Stencil), joined(words), ids_of(stencils())));
        next.edge = found->edge, next.corner = found->corner;
    }
    return app.change(std::move(next), Effect::Rates, "stencil");
}

Status preset(App& app, const Words& words) {
    const Preset* preset = meant_row(presets(), joined(words));
    if (preset == nullptr)
        return Status::failure(unknown_name(text(Text::Preset), joined(words), ids_of(presets())));
    Document next = app.document();
    apply(*preset, next);
    return app.change(std::move(next), Effect::Restart, "preset");
}

Status seed(App& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "seed", words[0]); !s) return s;
    if (next.seed == "file" && !next.start) return Status::failure(say(Text::NoStartFile));
    const Seed* seed = find_seed(next.seed);
    if (words.size() > 1) {
        if (seed == nullptr || !seed->scatters) return Status::failure(say(Text::SeedTakesNothing, words[0]));
        if (Status s = put(next, "seed-spots", words[1]); !s) return s;
    }
    if (words.size() > 2)
        if (Status s = put(next, "seed-number", words[2]); !s) return s;
    return app.change(std::move(next), Effect::Restart, "seed");
}

Status palette(App& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "palette", words[0]); !s) return s;
    if (words.size() > 1) {
        if (fold(words[1]) != "reversed") return Status::failure(say(Text::PaletteWord, words[1]));
    }
    next.reverse = words.size() > 1;
    return app.change(std::move(next), Effect::View, "palette");
}

Status speed(App& app, const Words& words) {
    return set_word(app, "speed", words[0]);
}

Status vary(App& app, const Words& typed) {
    Document next = app.document();
    Words words = typed;
    for (std::string& word : words)
        if (!begins_as_number(word)) word = fold(word);
    if (const Property* rate = find_typed_property(typed[0], app.document())) words[0] = rate->key;
    if (words.size() == 1 && words[0] == "off") {
        next.vary_feed = next.vary_kill = {};
        next.rates = nullptr;
        return app.change({.document = std::move(next), .label = "vary", .loss_meant = true});
    }
    const bool feed = words[0] == "feed";
    const bool shape =
        words.size() == 5 && words[3] == "across" && (words[4] == "columns" || words[4] == "rows");
    if ((!feed && words[0] != "kill") || !shape) return Status::failure(say(Text::VaryUsage));
    Gradient& gradient = feed ? next.vary_feed : next.vary_kill;
    gradient.along = words[4] == "columns" ? Gradient::Along::Columns : Gradient::Along::Rows;
    if (Status s = real(words[0] + ", low", words[1], 0, 1, gradient.low); !s) return s;
    if (Status s = real(words[0] + ", high", words[2], 0, 1, gradient.high); !s) return s;
    next.rates = nullptr;
    return app.change(std::move(next), Effect::Rates, "vary");
}

}  // namespace gs::handlers
