// `glide` and `path`: settings that move over time.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/document/glide.h"
#include "app/core/document/presets.h"
#include "app/core/document/typed.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// What all forms end with.
struct Duration {
    double length = 0;
    Glide::Clock clock = Glide::Clock::Wall;
};

Status read_last(const Words& words, Duration& duration) {
    return read_duration("glide, duration", words.back(), duration.length, duration.clock);
}

Status glide_path(App& app, const Words& words) {
    const auto& path = app.document().path;
    if (path == nullptr) return Status::failure(say(Text::PathNone));
    Duration duration{path->length(), path->clock};
    if (words.size() > 1)
        if (Status read = read_last(words, duration); !read) return read;
    return app.glide(path->lasting(duration.length, duration.clock), "glide path");
}

Status glide_preset(App& app, const Words& words) {
    Duration duration;
    if (words.size() < 3) return Status::failure(say(Text::GlideForms));
    if (Status read = read_last(words, duration); !read) return read;
    const std::string name = joined(Words(words.begin() + 1, words.end() - 1));
    const std::vector<Preset> all = all_presets(app.document());
    std::vector<std::string> ids;
    ids.reserve(all.size());
    for (const Preset& preset : all) ids.emplace_back(preset.id);
    const std::string meant = meant_name(name, ids);
    if (meant.empty()) return Status::failure(unknown_name(text(Text::Preset), name, ids));
    const Preset& preset =
        all[static_cast<std::size_t>(std::find(ids.begin(), ids.end(), meant) - ids.begin())];
    return app.glide(glide_to(app.document(), preset, duration.length, duration.clock), "glide");
}

Status glide_values(App& app, const Words& words) {
    if (words.size() < 3 || words.size() % 2 == 0) return Status::failure(say(Text::GlideForms));
    Duration duration;
    if (Status read = read_last(words, duration); !read) return read;
    std::vector<std::string> keys;
    std::vector<double> values;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        const Property* property = find_typed_property(words[i], app.document());
        if (property == nullptr || !can_glide(*property))
            return Status::failure(unknown_name(text(Text::GlideWhat), words[i], gliding_keys()));
        if (std::find(keys.begin(), keys.end(), property->key) != keys.end())
            return Status::failure(say(Text::GlideTwice, property->key));
        Value value;
        keys.push_back(property->key);
        if (Status read = parse(*property, words[i + 1], value); !read) return read;
        values.push_back(std::get<double>(value));
    }
    return app.glide(
        glide_to(app.document(), std::move(keys), std::move(values), duration.length, duration.clock),
        "glide");
}

Status glide(App& app, const Words& words) {
    const std::string first = fold(words[0]);
    if (first == "stop" && words.size() == 1) return app.end_glide();
    if (first == "path" && words.size() <= 2) return glide_path(app, words);
    if (first == "preset") return glide_preset(app, words);
    return glide_values(app, words);
}

Candidates glide_words(const Document& d, const Words& before) {
    if (before.size() == 1 && before[0] == "preset") {
        Candidates presets;
        for (const Preset& p : all_presets(d)) presets.push_back({as_word(p.id), p.label});
        return presets;
    }
    if (!before.empty()) return {};
    Candidates words{{"stop", ""}, {"path", ""}, {"preset", ""}};
    for (const std::string& key : gliding_keys()) words.push_back({key, find_property(key, d)->label});
    return words;
}

Status path(App& app, const Words& words) {
    Document next = app.document();
    if (words.size() == 1 && fold(words[0]) == "off") {
        next.path = nullptr;
    } else {
        Glide read;
        if (Status s = read_path(words, read); !s) return s;
        next.path = std::make_shared<const Glide>(std::move(read));
    }
    return app.change(std::move(next), Effect::View, "path");
}

constexpr Command kCommands[] = {
    {"glide", "KEY VALUE [KEY VALUE...] 5s|500t, preset NAME 5s|500t, path [5s|500t], or stop",
     "Moves settings over time: to values, to a preset's equations, or along the path of the map; 5s: "
     "seconds "
     "in which the simulation runs (without a window, as many steps as `speed` or `watch` asks for), 500t: "
     "units of simulated time.",
     1, 20, glide, glide_words},
    {"path", "SECONDS F K SECONDS F K [SECONDS F K...], or off",
     "A path through the map of the rates, for `glide path`; Shift and a drag on the map draws one.", 1,
     static_cast<int>(3 * kMostPlaces), path},
};

}  // namespace

std::span<const Command> glide_commands() {
    return kCommands;
}

}  // namespace gs
