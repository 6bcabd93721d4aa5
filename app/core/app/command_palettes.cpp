// The palettes that the user makes, loads and hands on.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/document/given_name.h"
#include "app/core/document/palettes.h"
#include "app/core/document/share.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/palette_file.h"
#include "app/core/files/paths.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"

namespace gs {

namespace {

/// True if one of the program's palettes goes by this name.
bool is_taken(std::string_view name) {
    return std::any_of(palettes().begin(), palettes().end(), [&](const Palette& p) {
        return fold(p.id) == fold(name) || fold(p.label) == fold(name);
    });
}

std::vector<std::string> own_names(const Document& d) {
    std::vector<std::string> names;
    for (const OwnPalette& own : own_palettes(d)) names.push_back(own.name);
    return names;
}

Candidates own_words(const Document& d, const Words& before) {
    Candidates words;
    for (const std::string& name : own_names(d)) words.push_back({as_word(name), ""});
    return first(before, std::move(words));
}

/// Puts the palette in the place of the one of its name, or behind all.
void put(Document& d, OwnPalette palette) {
    OwnPalettes all(own_palettes(d).begin(), own_palettes(d).end());
    const auto same = std::find_if(
        all.begin(), all.end(), [&](const OwnPalette& own) { return fold(own.name) == fold(palette.name); });
    d.palette = palette.name;
    if (same != all.end())
        *same = std::move(palette);
    else
        all.push_back(std::move(palette));
    d.own_palettes = std::make_shared<const OwnPalettes>(std::move(all));
}

Status load_palette(App& app, const Words& words) {
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    return app.with_file([&app, path](Jobs::Then& then) { return read_palette_for(app, path, then); });
}

Status save_palette(App& app, const Words& words) {
    const Document& d = app.document();
    const Palette now = palette_of(d);
    OwnPalette palette{now.label, stops_of(now.rgb, kMostStops)};
    if (const OwnPalette* own = find_own_palette(d, d.palette)) palette = *own;
    std::string path;
    if (words.empty()) {
        std::string trouble;
        path = automatic_path(app.state().steps_done, "json", "palette", &trouble);
        if (!trouble.empty()) app.warn(std::move(trouble));
    } else if (Status meant = user_path(words[0], path); !meant) {
        return meant;
    }
    return app.write(path, Text::SavedPalette,
                     [palette](const std::string& named) { return write_palette(named, palette); });
}

Status not_own(const Document& d, std::string_view name) {
    const std::vector<std::string> names = own_names(d);
    return Status::failure(say(
        Text::PaletteNotOwn, name,
        names.empty() ? std::string(text(Text::PaletteNoneOwn)) : fmt::format("{}", fmt::join(names, ", "))));
}

/// The name that is typed without its quotes is one word.
Status forget_palette(App& app, const Words& words) {
    Document next = app.document();
    const std::string name = joined(words);
    const OwnPalette* own = find_own_palette(next, name);
    if (own == nullptr && is_taken(name)) return not_own(next, name);
    if (own == nullptr) return Status::failure(unknown_name(text(Text::Palette), name, own_names(next)));
    const std::string gone = own->name;
    OwnPalettes rest;
    for (const OwnPalette& one : own_palettes(next))
        if (one.name != gone) rest.push_back(one);
    next.own_palettes = std::make_shared<const OwnPalettes>(std::move(rest));
    if (fold(next.palette) == fold(gone)) next.palette = Document{}.palette;
    if (Status done = app.change(std::move(next), Effect::View, "forget-palette"); !done) return done;
    app.say_message({Message::Kind::Info, say(Text::PaletteForgotten, gone), ""});
    return {};
}

/// Of the palette in use, which is the user's.
Status rename_palette(App& app, const Words& words) {
    Document next = app.document();
    const OwnPalette* const own = find_own_palette(next, next.palette);
    if (own == nullptr) return not_own(next, next.palette);
    const std::string name = joined(words);
    if (name.find_first_not_of(' ') == std::string::npos) return Status::failure(say(Text::PaletteNameEmpty));
    if (name == own->name) return {};
    if (Status allowed = check_given_name(name); !allowed) return allowed;
    if (is_taken(name)) return Status::failure(say(Text::PaletteNameTaken, name));
    const OwnPalette* const other = find_own_palette(next, name);
    if (other != nullptr && other != own) return Status::failure(say(Text::PaletteNameYours, name));
    OwnPalettes all = *next.own_palettes;
    all[static_cast<std::size_t>(own - next.own_palettes->data())].name = name;
    next.own_palettes = std::make_shared<const OwnPalettes>(std::move(all));
    next.palette = name;
    return app.change(std::move(next), Effect::View, "rename-palette");
}

Status read_stop(const std::string& word, Stop& stop) {
    const auto wrong = [&] { return Status::failure(say(Text::PaletteStopUsage, word)); };
    const std::size_t mark = word.find(':');
    if (mark == std::string::npos) return wrong();
    if (!read_number("palette-stops", word.substr(0, mark), 0, 1, stop.at)) return wrong();
    const std::optional<Rgb> rgb = rgb_from(std::string_view(word).substr(mark + 1));
    if (!rgb) return wrong();
    stop.rgb = *rgb;
    return {};
}

Status palette_stops(App& app, const Words& words) {
    OwnPalette palette{words[0], {}};
    if (Status allowed = check_given_name(palette.name); !allowed) return allowed;
    if (is_taken(palette.name)) return Status::failure(say(Text::PaletteNameTaken, palette.name));
    for (std::size_t i = 1; i < words.size(); ++i) {
        Stop stop;
        if (Status read = read_stop(words[i], stop); !read) return read;
        palette.stops.push_back(stop);
    }
    std::stable_sort(palette.stops.begin(), palette.stops.end(),
                     [](const Stop& a, const Stop& b) { return a.at < b.at; });
    Document next = app.document();
    if (const OwnPalette* own = find_own_palette(next, palette.name)) palette.name = own->name;
    put(next, std::move(palette));
    return app.change(std::move(next), Effect::View, "palette-stops");
}

constexpr Command kCommands[] = {
    {"load-palette", "FILE",
     "Takes a palette from a file: stops in JSON, a GIMP palette, a colour table of GMT, or a list of "
     "colours.",
     1, 1, load_palette},
    {"save-palette", "[FILE]", "Writes the palette as stops in JSON, or as a GIMP palette (.gpl).", 0, 1,
     save_palette},
    {"palette-stops", "NAME AT:#RRGGBB AT:#RRGGBB ...",
     "Makes a palette of your own from colours at places between 0 and 1, and takes it.", 3,
     static_cast<int>(kMostStops) + 1, palette_stops, own_words},
    {"rename-palette", "NAME", "Gives the palette in use, which is one of yours, another name.", 1, 12,
     rename_palette},
    {"forget-palette", "NAME", "Takes a palette of yours out of the menu.", 1, 12, forget_palette, own_words},
};

}  // namespace

Status read_palette_for(App& app, const std::string& path, Jobs::Then& then) {
    auto palette = std::make_shared<OwnPalette>();
    if (Status read = read_palette(path, *palette); !read) return read;
    then = [&app, palette] {
        Document next = app.document();
        OwnPalette added = *palette;
        const std::string wanted = added.name;
        const auto other = [&](const std::string& name) {
            const OwnPalette* own = find_own_palette(next, name);
            return is_taken(name) || (own != nullptr && own->stops != added.stops);
        };
        for (int number = 2; other(added.name); ++number) added.name = fmt::format("{} {}", wanted, number);
        const std::string name = added.name;
        put(next, std::move(added));
        if (Status done = app.change(std::move(next), Effect::View, "load-palette"); !done) return done;
        app.say_message({Message::Kind::Info, say(Text::PaletteTook, name), ""});
        return Status();
    };
    return {};
}

std::span<const Command> palette_commands() {
    return kCommands;
}

}  // namespace gs
