#include <algorithm>
#include <vector>

#include "app/core/command_handlers.h"
#include "app/core/kernel_choice.h"
#include "app/core/names.h"
#include "app/core/present_value.h"
#include "app/core/presets.h"
#include "app/core/properties.h"
#include "app/core/seeds.h"
#include "app/core/strings.h"
#include "kernels/registry.h"

namespace gs::handlers {

namespace {

std::vector<std::string> keys_of(const Document& document) {
    std::vector<std::string> keys;
    for (const Property& p : properties()) keys.push_back(p.key);
    for (const Property& p : knob_properties(document)) keys.push_back(p.key);
    return keys;
}

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows) ids.emplace_back(row.id);
    return ids;
}

/// Reads a word as the property and writes it into a document that is being made.
Status put(Document& document, std::string_view key, const std::string& word) {
    const Property* property = find_property(key, document);
    if (property == nullptr)
        return Status::failure(unknown_name(text(Text::Property), key, keys_of(document)));
    Value value;
    if (Status parsed = parse(*property, word, value); !parsed) return parsed;
    assign(document, *property, value);
    return {};
}

}  // namespace

Status set_word(AppCore& app, std::string_view key, const std::string& word) {
    const Property* property = find_property(key, app.document());
    if (property == nullptr)
        return Status::failure(unknown_name(text(Text::Property), key, keys_of(app.document())));
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

Status set(AppCore& app, const Words& words) {
    return set_word(app, words[0], words[1]);
}

Status get(AppCore& app, const Words& words) {
    const Property* property = find_property(words[0], app.document());
    if (property == nullptr)
        return Status::failure(unknown_name(text(Text::Property), words[0], keys_of(app.document())));
    // A knob's row lasts only until the next look-up.
    const Property row = *property;
    app.answer(say(Text::PropertyIs, row.key, present_value(app, row), allowed_text(row)));
    return {};
}

Status kernel(AppCore& app, const Words& words) {
    return set_word(app, "kernel", words[0]);
}

Status knob(AppCore& app, const Words& words) {
    std::vector<std::string> names;
    for (const Property& p : knob_properties(app.document()))
        names.push_back(p.key.substr(kKnobPrefix.size()));
    if (names.empty()) return Status::failure(say(Text::NoKnobs, choose_kernel(app.document()).kernel->id));
    if (std::find(names.begin(), names.end(), words[0]) == names.end())
        return Status::failure(unknown_name(text(Text::Knob), words[0], names));
    return set_word(app, "knob." + words[0], words[1]);
}

Status size(AppCore& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "cols", words[0]); !s) return s;
    if (Status s = put(next, "rows", words[1]); !s) return s;
    return app.change(std::move(next), AppCore::Touches::Start, "size");
}

Status boundary(AppCore& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "boundary", words[0]); !s) return s;
    if (words.size() > 1 && next.boundary != "fixed")
        return Status::failure(say(Text::BoundaryValues, words[0]));
    if (words.size() == 2) return Status::failure(say(Text::BoundaryBoth));
    if (words.size() == 3) {
        if (Status s = put(next, "boundary-u", words[1]); !s) return s;
        if (Status s = put(next, "boundary-v", words[2]); !s) return s;
    }
    return app.change(std::move(next), AppCore::Touches::Settings, "boundary");
}

Status stencil(AppCore& app, const Words& words) {
    Document next = app.document();
    if (words.size() == 2) {
        if (Status s = put(next, "edge", words[0]); !s) return s;
        if (Status s = put(next, "corner", words[1]); !s) return s;
    } else {
        const auto known = stencils();
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const Stencil& s) { return words[0] == s.id; });
        if (found == known.end())
            return Status::failure(unknown_name(text(Text::Stencil), words[0], ids_of(known)));
        next.edge = found->edge, next.corner = found->corner;
    }
    return app.change(std::move(next), AppCore::Touches::Settings, "stencil");
}

Status preset(AppCore& app, const Words& words) {
    const Preset* preset = find_preset(words[0]);
    if (preset == nullptr)
        return Status::failure(unknown_name(text(Text::Preset), words[0], ids_of(presets())));
    Document next = app.document();
    apply(*preset, next);
    return app.change(std::move(next), AppCore::Touches::Start, "preset");
}

Status seed(AppCore& app, const Words& words) {
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
    return app.change(std::move(next), AppCore::Touches::Start, "seed");
}

Status palette(AppCore& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "palette", words[0]); !s) return s;
    if (words.size() > 1) {
        if (words[1] != "reversed") return Status::failure(say(Text::PaletteWord, words[1]));
    }
    next.reverse = words.size() > 1;
    return app.change(std::move(next), AppCore::Touches::Settings, "palette");
}

Status speed(AppCore& app, const Words& words) {
    return set_word(app, "speed", words[0] == "full" ? "0" : words[0]);
}

Status vary(AppCore& app, const Words& words) {
    Document next = app.document();
    if (words.size() == 1 && words[0] == "off") {
        next.vary_feed = next.vary_kill = {};
        next.rates = nullptr;
        return app.change(std::move(next), AppCore::Touches::Settings, "vary");
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
    return app.change(std::move(next), AppCore::Touches::Settings, "vary");
}

}  // namespace gs::handlers
