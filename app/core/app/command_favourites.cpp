#include <algorithm>
#include <memory>

#include "app/core/app/command_rows.h"
#include "app/core/document/favourites.h"
#include "app/core/document/presets.h"
#include "app/core/files/favourites_file.h"
#include "app/core/files/paths.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

Favourites present_ones(const App& app) {
    const auto& favourites = app.document().favourites;
    return favourites ? *favourites : Favourites();
}

std::vector<std::string> names_of(const Kept& kept) {
    std::vector<std::string> names;
    for (const auto& favourite : kept) names.push_back(favourite->name);
    return names;
}

/// The favourite that holds the same as this one, whatever its name; or nullptr.
const Favourite* same_as(const Favourite& favourite, const Kept& kept) {
    const auto found = std::find_if(kept.begin(), kept.end(),
                                    [&](const auto& other) { return other->document == favourite.document; });
    return found != kept.end() ? found->get() : nullptr;
}

Candidates favourite_words(const Document& d, const Words& before) {
    Candidates words;
    for (const auto& favourite : kept_by(d)) words.push_back({as_word(favourite->name), favourite->help});
    words.push_back({"back", ""});
    return first(before, std::move(words));
}

void tell(App& app, std::string said) {
    app.say_message({Message::Kind::Info, std::move(said), ""});
}

/// The equations come from the favourite now, unless they are those of where they came from.
std::string new_origin(const Document& d, const Favourite& favourite) {
    const Preset *origin = origin_of(d), *now = matching_preset(d);
    return origin != nullptr && now == origin ? std::string() : favourite.name;
}

Status keep(App& app, const Words& words) {
    const Document& d = app.document();
    if (varies(d)) return Status::failure(say(Text::FavouriteVaries));
    Favourites all = present_ones(app);
    const std::string typed = joined(words);
    if (!typed.empty())
        if (Status allowed = check_favourite_name(typed); !allowed) return allowed;
    const std::string made_up = say(Text::FavouriteMadeUp, to_text(d.feed), to_text(d.kill));
    const std::string name = typed.empty() ? free_favourite_name(all.kept, made_up) : typed;
    const auto made = std::make_shared<const Favourite>(name, app.state().steps_done, d);
    if (const Favourite* there = same_as(*made, all.kept); typed.empty() && there != nullptr) {
        tell(app, say(Text::FavouriteThere, there->name));
        return {};
    }
    const auto old = std::find_if(all.kept.begin(), all.kept.end(),
                                  [&](const auto& other) { return fold(other->name) == fold(name); });
    if (old != all.kept.end()) {
        tell(app, say(Text::FavouriteReplaced, name, to_text((*old)->document.feed),
                      to_text((*old)->document.kill)));
        all.forgotten.push_back(*old);
        *old = made;
    } else {
        tell(app, say(Text::FavouriteKept, name));
        all.kept.push_back(made);
    }
    return app.set_favourites(std::move(all), new_origin(d, *made));
}

Status bring_back(App& app) {
    Favourites all = present_ones(app);
    if (all.forgotten.empty()) return Status::failure(say(Text::FavouriteNoneForgotten));
    const std::shared_ptr<const Favourite> last = all.forgotten.back();
    all.forgotten.pop_back();
    const std::string name = free_favourite_name(all.kept, last->name);
    all.kept.push_back(
        name == last->name ? last : std::make_shared<const Favourite>(name, last->steps, last->document));
    tell(app, say(Text::FavouriteBack, name));
    return app.set_favourites(std::move(all));
}

Status forget(App& app, const Words& words) {
    const std::string typed = joined(words);
    if (fold(typed) == "back") return bring_back(app);
    Favourites all = present_ones(app);
    if (all.kept.empty()) return Status::failure(say(Text::FavouritesNone));
    const Favourite* meant = find_favourite(app.document(), typed);
    if (meant == nullptr)
        return Status::failure(unknown_name(text(Text::Favourite), typed, names_of(all.kept)));
    const auto at = std::find_if(all.kept.begin(), all.kept.end(),
                                 [&](const auto& favourite) { return favourite.get() == meant; });
    all.forgotten.push_back(*at);
    all.kept.erase(at);
    tell(app, say(Text::FavouriteForgotten, meant->name));
    return app.set_favourites(std::move(all));
}

Status save_favourites(App& app, const Words& words) {
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    return app.write(path, Text::SavedFavourites, [kept = kept_by(app.document())](const std::string& named) {
        return write_favourites(named, kept);
    });
}

Status add(App& app, const Kept& read) {
    Favourites all = present_ones(app);
    const std::size_t before = all.kept.size();
    for (const auto& favourite : read) {
        const Favourite* there = same_as(*favourite, all.kept);
        if (there != nullptr && fold(there->name) == fold(favourite->name)) continue;
        const std::string name = free_favourite_name(all.kept, favourite->name);
        all.kept.push_back(std::make_shared<const Favourite>(name, favourite->steps, favourite->document));
    }
    const std::size_t added = all.kept.size() - before;
    tell(app, say(Text::FavouritesAdded, added, read.size() - added));
    return app.set_favourites(std::move(all));
}

Status load_favourites(App& app, const Words& words) {
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    return app.with_file([&app, path](Jobs::Then& then) {
        Kept read;
        Status done = read_favourites(path, read);
        then = [&app, read] { return add(app, read); };
        return done;
    });
}

constexpr Command kCommands[] = {
    {"keep", "[NAME]", "Keeps rates, diffusion, dt, stencil, boundary, seed and colours beside the presets.",
     0, 12, keep},
    {"forget", "NAME|back", "Takes a favourite away; `back` brings the last one back.", 1, 12, forget,
     favourite_words},
    {"save-favourites", "FILE", "Writes all favourites as JSON, to hand them on.", 1, 1, save_favourites},
    {"load-favourites", "FILE", "Adds the favourites of such a file; a name that is taken gets a number.", 1,
     1, load_favourites},
};

}  // namespace

std::span<const Command> favourite_commands() {
    return kCommands;
}

}  // namespace gs
