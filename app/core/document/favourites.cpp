#include "app/core/document/favourites.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "app/core/document/given_name.h"
#include "app/core/document/properties.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr std::string_view kEquations[] = {"feed", "kill",   "du",       "dv",         "dt",
                                           "edge", "corner", "boundary", "boundary-u", "boundary-v"};
// `low` and `high` are those of the channel, so that comes first.
constexpr std::string_view kStartAndColours[] = {"seed",    "seed-spots", "palette", "reverse",
                                                 "channel", "low",        "high"};

bool same_name(std::string_view one, std::string_view other) {
    return fold(one) == fold(other);
}

}  // namespace

std::span<const std::string_view> kept_equations() {
    return kEquations;
}

std::span<const std::string_view> kept_start_and_colours() {
    return kStartAndColours;
}

void copy_property(std::string_view key, const Document& from, Document& to) {
    const Property& property = *find_property(key, from);
    assign(to, property, value_of(from, property));
}

Favourite::Favourite(std::string named, std::int64_t steps_done, const Document& from)
    : name(std::move(named)), help(say(Text::FavouriteHelp, steps_done)), steps(steps_done) {
    for (const auto keys : {kept_equations(), kept_start_and_colours()})
        for (const std::string_view key : keys) copy_property(key, from, document);
    // A start from a file is not kept.
    if (document.seed == SeedKind::File) document.seed = Document{}.seed;
    row = {};
    row.id = row.label = name.c_str();
    row.pattern = "";
    row.help = help.c_str();
    row.feed = document.feed;
    row.kill = document.kill;
    row.best_steps = steps;
    row.kept = &document;
}

const Kept& kept_by(const Document& document) {
    static const Kept none;
    return document.favourites ? document.favourites->kept : none;
}

const Favourite* find_favourite(const Document& document, std::string_view name) {
    for (const auto& favourite : kept_by(document))
        if (same_name(favourite->name, name)) return favourite.get();
    return nullptr;
}

Status check_favourite_name(std::string_view name) {
    if (Status allowed = check_given_name(name); !allowed) return allowed;
    const bool taken = std::any_of(presets().begin(), presets().end(), [&](const Preset& p) {
        return same_name(p.id, name) || same_name(p.label, name);
    });
    return taken || same_name(name, "back") ? Status::failure(say(Text::FavouriteTaken, name)) : Status();
}

std::string free_favourite_name(const Kept& kept, const std::string& name) {
    const auto taken = [&](const std::string& wanted) {
        return std::any_of(kept.begin(), kept.end(),
                           [&](const auto& favourite) { return same_name(favourite->name, wanted); });
    };
    std::string free = name;
    for (int number = 2; taken(free); ++number) free = fmt::format("{} ({})", name, number);
    return free;
}

}  // namespace gs
