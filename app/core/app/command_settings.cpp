#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/core/app/command_rows.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/memory.h"
#include "app/core/document/palettes.h"
#include "app/core/document/pasted.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/seeds.h"
#include "app/core/document/typed.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

template <class Rows>
std::string listed_ids(const Rows& rows) {
    return fmt::format("{}", fmt::join(ids_of(rows), ", "));
}

/// The row that is meant by its id or by its label, or nullptr.
template <class Rows>
const auto* meant_row(const Rows& rows, std::string_view typed) {
    std::vector<std::string> ids, labels;
    for (const auto& row : rows) {
        ids.emplace_back(row.id);
        labels.emplace_back(row.label);
    }
    const std::string id = meant_name(typed, ids), label = meant_name(typed, labels);
    for (const auto& row : rows)
        if (!id.empty() ? id == row.id : !label.empty() && label == row.label) return &row;
    return decltype(&*rows.begin()){};
}

/// Reads a word as the property and writes it into a document that is being made.
Status put(Document& document, std::string_view key, const std::string& word) {
    const Property& property = *find_property(key, document);
    Value value;
    Status parsed = parse(property, word, value);
    if (parsed) assign(document, property, value);
    return parsed;
}

}  // namespace

std::string joined(const Words& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

Status set_word(App& app, std::string_view key, const std::string& word) {
    const Property& property = *find_property(key, app.document());
    Value value;
    Status parsed = parse(property, word, value);
    return parsed ? app.set(property, value) : parsed;
}

namespace {

Candidates kernel_words(const Document&, const Words& before) {
    return first(before, kernels(), [](const gs_kernel* k) { return Completion{k->id, k->summary}; });
}

Status kernel(App& app, const Words& words) {
    const std::string typed = joined(words);
    std::string id = typed;
    for (const gs_kernel* kernel : kernels())
        if (fold(kernel->label) == fold(typed)) id = kernel->id;
    return set_word(app, "kernel", id);
}

Candidates knob_names(const Document& d, const Words& before) {
    return first(before, knob_properties(d), [](const Property& p) {
        return Completion{p.key.substr(kKnobPrefix.size()), p.help};
    });
}

Status knob(App& app, const Words& words) {
    std::vector<std::string> names;
    for (const Completion& known : knob_names(app.document(), {})) names.push_back(known.word);
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

SettingText size_text(const Document& d) {
    return {fmt::format("{}x{}", d.cols, d.rows), say(Text::SizeAllowed, kLongestSide)};
}

Status size(App& app, const Words& words) {
    Document next = app.document();
    if (Status read = parse_size(joined(words), next.cols, next.rows); !read) return read;
    return app.change(std::move(next), Effect::Restart, "size");
}

Candidates boundaries(const Document& d, const Words& before) {
    return first(before, find_property("boundary", d)->choices, [](const std::string& word) {
        return Completion{word, ""};
    });
}

Status boundary(App& app, const Words& typed) {
    Document next = app.document();
    Words words = typed;
    if (words.size() == 2 && !begins_as_number(words[1])) words = {joined(words)};  // "no flux"
    if (Status s = put(next, "boundary", words[0]); !s) return s;
    if (words.size() > 1 && next.boundary != Boundary::Fixed)
        return Status::failure(say(Text::BoundaryValues, words[0]));
    if (words.size() == 2) return Status::failure(say(Text::BoundaryBoth));
    if (words.size() == 3) {
        if (Status s = put(next, "boundary-u", words[1]); !s) return s;
        if (Status s = put(next, "boundary-v", words[2]); !s) return s;
    }
    return app.change(std::move(next), Effect::Rates, "boundary");
}

SettingText stencil_text(const Document& d) {
    const Stencil* stencil = find_stencil(d.edge, d.corner);
    return {stencil != nullptr ? stencil->id : fmt::format("{} {}", d.edge, d.corner),
            say(Text::StencilAllowed, listed_ids(stencils()))};
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
        next.edge = found->edge;
        next.corner = found->corner;
    }
    return app.change(std::move(next), Effect::Rates, "stencil");
}

SettingText preset_text(const Document& d) {
    const Preset *preset = matching_preset(d), *origin = origin_of(d);
    const std::string changed =
        origin != nullptr ? say(Text::PresetChanged, origin->id) : std::string(text(Text::PresetNone));
    return {preset != nullptr ? preset->id : changed, say(Text::PresetAllowed, listed_ids(all_presets(d)))};
}

Candidates preset_words(const Document& d, const Words& before) {
    return first(before, all_presets(d), [](const Preset& p) { return Completion{as_word(p.id), p.label}; });
}

Status preset(App& app, const Words& words) {
    const std::vector<Preset> all = all_presets(app.document());
    const Preset* preset = meant_row(all, joined(words));
    if (preset == nullptr)
        return Status::failure(unknown_name(text(Text::Preset), joined(words), ids_of(all)));
    Document next = app.document();
    apply(*preset, next);
    slow_to_watch(next);
    return app.change(std::move(next), Effect::Restart, "preset");
}

/// The equations of the preset that they came from; the field goes on.
Status revert(App& app, const Words&) {
    const Preset* origin = origin_of(app.document());
    if (origin == nullptr) return Status::failure(say(Text::NoOrigin));
    Document next = app.document();
    apply_equations(*origin, next);
    return app.change({.document = std::move(next), .label = "revert", .loss_meant = true});
}

Status seed(App& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "seed", words[0]); !s) return s;
    if (next.seed == SeedKind::File && !next.start) return Status::failure(say(Text::NoStartFile));
    const Seed* seed = find_seed(next.seed);
    if (words.size() > 1) {
        if (seed == nullptr || !seed->scatters) return Status::failure(say(Text::SeedTakesNothing, words[0]));
        if (Status s = put(next, "seed-spots", words[1]); !s) return s;
    }
    if (words.size() > 2)
        if (Status s = put(next, "seed-number", words[2]); !s) return s;
    return app.change(std::move(next), Effect::Restart, "seed");
}

Candidates palette_words(const Document& d, const Words& before) {
    Candidates words = rows_of(palettes());
    for (const OwnPalette& own : own_palettes(d)) words.push_back({as_word(own.name), ""});
    return before.size() == 1 ? Candidates{{"reversed", ""}} : first(before, std::move(words));
}

Status palette(App& app, const Words& words) {
    Document next = app.document();
    if (Status s = put(next, "palette", words[0]); !s) return s;
    next.reverse = words.size() > 1;
    if (next.reverse && fold(words[1]) != "reversed")
        return Status::failure(say(Text::PaletteWord, words[1]));
    return app.change(std::move(next), Effect::View, "palette");
}

Candidates speed_words(const Document&, const Words& before) {
    return first(before, {{"full", ""}, {"faster", ""}, {"slower", ""}, {"back", ""}});
}

/// Beyond the slider's numbers, faster is full speed; from there on, slower is half of what the run
/// reaches.
Status speed(App& app, const Words& words) {
    const std::string word = fold(words[0]);
    const double now = app.document().speed;
    const double most = find_property("speed", app.document())->slider_high;
    const double reached = std::clamp(std::round(app.state().steps_per_s), 2.0, most);
    if (word == "faster") return app.set("speed", now == 0 || now * 2 > most ? 0 : now * 2);
    if (word == "slower") return app.set("speed", std::max(1.0, std::round((now > 0 ? now : reached) / 2)));
    if (word == "back") return app.set("speed", now > 0 ? 0 : app.speed_before_full());
    return set_word(app, "speed", words[0]);
}

Candidates vary_words(const Document&, const Words& before) {
    if (before.size() == 3) return {{"across", ""}};
    if (before.size() == 4) return {{"columns", ""}, {"rows", ""}};
    return first(before, {{"feed", ""}, {"kill", ""}, {"off", ""}});
}

Status vary(App& app, const Words& typed) {
    Document next = app.document();
    Words words = typed;
    for (std::string& word : words)
        if (!begins_as_number(word)) word = fold(word);
    if (const Property* rate = find_typed_property(typed[0], app.document())) words[0] = rate->key;
    if (words.size() == 1 && words[0] == "off") {
        stop_varying(next);
        return app.change({.document = std::move(next), .label = "vary", .loss_meant = true});
    }
    const bool feed = words[0] == "feed";
    if (words.size() == 2 && words[1] == "off" && (feed || words[0] == "kill")) {
        (feed ? next.vary_feed : next.vary_kill) = {};
        return app.change({.document = std::move(next), .label = "vary", .loss_meant = true});
    }
    const bool shape =
        words.size() == 5 && words[3] == "across" && (words[4] == "columns" || words[4] == "rows");
    if ((!feed && words[0] != "kill") || !shape) return Status::failure(say(Text::VaryUsage));
    Gradient& gradient = feed ? next.vary_feed : next.vary_kill;
    gradient.along = words[4] == "columns" ? Gradient::Along::Columns : Gradient::Along::Rows;
    if (Status s = read_number(words[0] + ", low", words[1], 0, 1, gradient.low); !s) return s;
    if (Status s = read_number(words[0] + ", high", words[2], 0, 1, gradient.high); !s) return s;
    next.rates = nullptr;
    return app.change(std::move(next), Effect::Rates, "vary");
}

/// The choice that comes `by` places after the present one; kernels that can't run here and now are
/// passed over.
std::string choice_after(const Document& d, const Property& p, std::ptrdiff_t by) {
    const auto count = static_cast<std::ptrdiff_t>(p.choices.size());
    const bool kernels = p.key == "kernel";
    std::string now = kernels ? choose_kernel(d).kernel->id : to_text(value_of(d, p));
    std::ptrdiff_t at = std::find(p.choices.begin(), p.choices.end(), now) - p.choices.begin();
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        at = (at + by + count) % count;
        const std::string& word = p.choices[static_cast<std::size_t>(at)];
        if (!kernels || can_run(*find_kernel(word), d)) return word;
    }
    return now;
}

Candidates properties_of(Kind kind) {
    Candidates candidates;
    for (const Property& p : properties())
        if (p.kind == kind) candidates.push_back({p.key, p.help});
    return candidates;
}

Candidates choice_words(const Document&, const Words& before) {
    if (before.size() == 1) return {{"back", ""}};
    Candidates candidates = properties_of(Kind::Choice);
    for (Completion& one : properties_of(Kind::Switch)) candidates.push_back(std::move(one));
    candidates.push_back({"preset", ""});
    return first(before, std::move(candidates));
}

/// The preset after the present one, or before it; without one, the first or the last.
Status next_preset(App& app, bool back) {
    const std::vector<std::string> all = ids_of(all_presets(app.document()));
    const Preset* now = matching_preset(app.document());
    const auto found = std::find(all.begin(), all.end(), now != nullptr ? now->id : "");
    const std::size_t at = found != all.end() ? static_cast<std::size_t>(found - all.begin())
                           : back             ? 0
                                              : all.size() - 1;
    return preset(app, {all[(at + (back ? all.size() - 1 : 1)) % all.size()]});
}

Status next(App& app, const Words& words) {
    const Property* found = find_typed_property(words[0], app.document());
    const bool back = words.size() == 2 && fold(words[1]) == "back";
    if (fold(words[0]) == "preset" && (back || words.size() == 1)) return next_preset(app, back);
    if (found != nullptr && found->kind == Kind::Switch)
        return app.set(*found, !std::get<bool>(value_of(app.document(), *found)));
    if (found == nullptr || found->kind != Kind::Choice || (words.size() == 2 && !back))
        return Status::failure(say(Text::NextUsage, shown(joined(words))));
    return app.set(*found, choice_after(app.document(), *found, back ? -1 : 1));
}

Candidates number_words(const Document&, const Words& before) {
    return first(before, properties_of(Kind::Real));
}

/// Half steps of settings that are counted in whole ones, so that a key pressed again gives round
/// numbers.
Status scale(App& app, const Words& words) {
    const Property* found = find_typed_property(words[0], app.document());
    if (found == nullptr || found->kind != Kind::Real)
        return Status::failure(say(Text::ScaleUsage, shown(joined(words))));
    double factor = 1;
    if (Status s = read_number("scale", words[1], 1e-3, 1e3, factor); !s) return s;
    const double wanted = std::get<double>(value_of(app.document(), *found)) * factor;
    const double unit = found->step / 2;
    const double rounded = found->step >= 1 ? std::round(wanted / unit) * unit : wanted;
    return app.set(*found, std::clamp(rounded, found->low, found->high));
}

constexpr const char* kVaryArguments = "feed|kill LOW HIGH across columns|rows, or [feed|kill] off";

/// The same rates in all cells.
Status set_rates(App& app, double feed, double kill) {
    Document next = app.document();
    next.feed = feed;
    next.kill = kill;
    stop_varying(next);
    return app.change({.document = std::move(next), .label = "rates", .loss_meant = true});
}

Status rates(App& app, const Words& typed) {
    double feed = 0, kill = 0;
    if (Status s = read_number("rates, feed", typed[0], 0, 1, feed); !s) return s;
    if (Status s = read_number("rates, kill", typed[1], 0, 1, kill); !s) return s;
    return set_rates(app, feed, kill);
}

Status rates_of(App& app, const Words& typed) {
    const Document& d = app.document();
    std::int64_t row = 0, col = 0;
    if (Status s = read_number("rates-of, row", typed[0], 0, static_cast<double>(d.rows - 1), row); !s)
        return s;
    if (Status s = read_number("rates-of, column", typed[1], 0, static_cast<double>(d.cols - 1), col); !s)
        return s;
    const auto [feed, kill] = rates_at(d, static_cast<int>(row), static_cast<int>(col));
    return set_rates(app, feed, kill);
}

SettingText vary_text(const Document& d) {
    std::vector<std::string> varied;
    for (const auto& [rate, g] : {std::pair("feed", d.vary_feed), std::pair("kill", d.vary_kill)})
        if (g.along != Gradient::Along::Nothing)
            varied.push_back(say(Text::VaryIs, rate, to_text(g.low), to_text(g.high),
                                 g.along == Gradient::Along::Columns ? "columns" : "rows"));
    if (varied.empty()) varied.emplace_back(text(Text::VaryOff));
    return {fmt::format("{}", fmt::join(varied, ", ")), kVaryArguments};
}

template <auto table>
Candidates ids(const Document&, const Words& before) {
    return first(before, rows_of(table()));
}

constexpr Command kCommands[] = {
    {"preset", "NAME",
     "Takes the rates, stencil, seed and colours of a preset or favourite, and starts over.", 1, 12, preset,
     preset_words, preset_text},
    {"revert", "", "Takes back what was changed of the preset's rates, diffusion, dt, stencil and boundary.",
     0, 0, revert},
    {"kernel", "ID", "Selects the kernel; the field and the step count stay.", 1, 4, kernel, kernel_words},
    {"knob", "NAME VALUE", "Sets a tuning knob of the running kernel.", 1, 4, knob, knob_names},
    {"size", "COLS ROWS or COLSxROWS", "Sets the size of the field, and starts over from the seed.", 1, 3,
     size, nullptr, size_text},
    {"boundary", "periodic|no-flux|fixed [U V]", "Sets what lies beyond the edge.", 1, 3, boundary,
     boundaries},
    {"stencil", "NAME or EDGE CORNER", "Sets the weights of the Laplacian.", 1, 2, stencil, ids<stencils>,
     stencil_text},
    {"seed", "NAME [SPOTS [NUMBER]]", "Starts over from this seed.", 1, 3, seed, ids<seeds>},
    {"vary", kVaryArguments, "Lets a rate change over the field.", 1, 5, vary, vary_words, vary_text},
    {"rates", "FEED KILL", "Sets both rates, the same in all cells.", 2, 2, rates},
    {"rates-of", "ROW COL", "Takes the rates of this cell for all, if they vary over the field.", 2, 2,
     rates_of},
    {"palette", "NAME [reversed]", "Sets the colours.", 1, 2, palette, palette_words},
    {"next", "PROPERTY|preset [back]",
     "Takes the next of a setting's choices, or the one before; a switch is turned on or off.", 1, 2, next,
     choice_words},
    {"scale", "PROPERTY FACTOR", "Multiplies a setting by a factor.", 2, 2, scale, number_words},
    {"speed", "STEPS_PER_SECOND|full|faster|slower|back",
     "Sets how fast it runs; `back` changes between full and the speed before.", 1, 1, speed, speed_words},
};

}  // namespace

std::span<const Command> setting_commands() {
    return kCommands;
}

}  // namespace gs
