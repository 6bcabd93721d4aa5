// `set`, `get`, and settings that are typed or pasted without `set`.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/app/present_value.h"
#include "app/core/document/pasted.h"
#include "app/core/document/properties.h"
#include "app/core/document/share.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// The command of this name, if it says what a setting is to be: `set` may stand before it.
const Command* setting_command(std::string_view name) {
    const Command* command = find_command(name);
    for (const Command& setting : setting_commands())
        if (command != nullptr && setting.run == command->run) return command;
    return nullptr;
}

Status unknown_property(const App& app, std::string_view typed) {
    std::vector<std::string> also;
    for (const Command& c : setting_commands())
        if (c.present != nullptr) also.emplace_back(c.name);
    return Status::failure(unknown_name(text(Text::Property), typed, property_keys(app.document()), also));
}

/// A setting that was read, before anything is changed.
struct Chosen {
    Property property;
    Value value;
};

/// What is read of a line, to be done at once.
struct Wanted {
    std::vector<Chosen> settings;
    std::vector<std::pair<const Command*, Words>> commands;
    std::string left_out;
};

std::string words_of(const std::vector<Chosen>& settings) {
    std::string all;
    for (const Chosen& c : settings)
        all += fmt::format("{}{} = {}", all.empty() ? "" : ", ", c.property.key, to_text(c.value));
    return all;
}

void leave_out_foreign_diffusion(Wanted& wanted) {
    const auto key_is = [](const Chosen& c, std::string_view key) { return c.property.key == key; };
    const bool rates = std::any_of(wanted.settings.begin(), wanted.settings.end(),
                                   [&](const Chosen& c) { return key_is(c, "feed") || key_is(c, "kill"); });
    std::vector<Chosen> foreign;
    std::erase_if(wanted.settings, [&](const Chosen& c) {
        const bool out = rates && is_per_length(c.property.key, to_text(c.value));
        if (out) foreign.push_back(c);
        return out;
    });
    if (!foreign.empty()) wanted.left_out = say(Text::PastedDiffusion, words_of(foreign));
}

Status read_assignments(const App& app, const Words& words, Wanted& wanted) {
    for (const auto& [name, value] : assignments_of(words)) {
        if (name.empty()) return Status::failure(say(Text::SetLeftOver, shown(value)));
        const Property* property = find_typed_property(name, app.document());
        const Command* command = property == nullptr ? setting_command(name) : nullptr;
        if (command != nullptr && !value.empty()) {
            wanted.commands.push_back({command, {value}});
            continue;
        }
        const bool trails = value.empty() && !(wanted.settings.empty() && wanted.commands.empty());
        if (property == nullptr && trails)  // a unit: "dt 0.5 s"
            return Status::failure(say(Text::SetLeftOver, shown(name)));
        if (property == nullptr) return unknown_property(app, name);
        Chosen chosen{*property, {}};
        if (Status read = parse(*property, value, chosen.value); !read) return read;
        wanted.settings.push_back(std::move(chosen));
    }
    leave_out_foreign_diffusion(wanted);
    // First, since `low` and `high` are those of what is shown.
    std::stable_partition(wanted.settings.begin(), wanted.settings.end(), [](const Chosen& c) {
        return c.property.key == "channel" || c.property.key == "colouring";
    });
    return {};
}

/// All of it as one entry of the history.
Status carry_out(App& app, const Wanted& wanted) {
    if (wanted.commands.empty() && wanted.settings.size() == 1)
        return app.set(wanted.settings[0].property, wanted.settings[0].value);
    std::vector<std::string> names;
    for (const Chosen& c : wanted.settings) names.push_back(c.property.key);
    for (const auto& [command, arguments] : wanted.commands) names.emplace_back(command->name);
    const std::string label = fmt::format("{}", fmt::join(names, ", "));
    app.begin_gesture(label);
    Status done;
    for (const auto& [command, arguments] : wanted.commands)
        if (done) done = run_command(app, *command, arguments);
    const auto by_itself = [](const Chosen& c) {
        return c.property.key == "kernel" || c.property.key == "seed";
    };
    for (const Chosen& c : wanted.settings)
        if (done && by_itself(c)) done = app.set(c.property, c.value);
    Document next = app.document();
    Effect effect = Effect::Run;
    for (const Chosen& c : wanted.settings) {
        if (by_itself(c)) continue;
        const Document before = next;
        assign(next, c.property, c.value);
        effect = std::max(effect, effect_of(c.property, before, next));
    }
    if (done) done = app.change(std::move(next), effect, label);
    app.end_gesture();
    return done;
}

/// "size=64x64" and "size = 64x64" as "size 64x64".
Words first_apart(const Words& typed) {
    Words words = typed;
    const std::string first = plain(words[0]);
    const std::size_t mark = first.find_first_of("=:");
    if (mark != std::string::npos && mark > 0) {
        words[0] = first.substr(0, mark);
        words.insert(words.begin() + 1, first.substr(mark + 1));
        if (words[1].empty()) words.erase(words.begin() + 1);
    }
    if (words.size() > 1 && plain(words[1]).starts_with('=')) {
        words[1] = plain(words[1]).substr(1);
        if (words[1].empty()) words.erase(words.begin() + 1);
    }
    return words;
}

/// A shared line, a link, or rates that need no names.
bool is_pasted(const std::string& line) {
    PastedRates rates;
    return is_shared(line) || read_rates(line, rates);
}

bool assigns_again(const Words& words) {
    return std::any_of(words.begin() + 1, words.end(),
                       [](const std::string& w) { return plain(w).find('=') != std::string::npos; });
}

Status assign_all(App& app, const Words& words) {
    Wanted wanted;
    if (Status read = read_assignments(app, words, wanted); !read) return read;
    if (Status done = carry_out(app, wanted); !done) return done;
    if (!wanted.left_out.empty())
        app.say_message(
            {Message::Kind::Info, say(Text::PastedLeft, words_of(wanted.settings), wanted.left_out), ""});
    return {};
}

Status set(App& app, const Words& typed) {
    PastedRates rates;
    if (begins_as_number(typed[0]) && read_rates(joined(typed), rates))
        return take_shared(app, joined(typed));
    const Words words = first_apart(typed);
    if (const Command* command = setting_command(words[0]);
        command != nullptr && (command == find_command("knob") || !assigns_again(words))) {
        const Property* property = find_typed_property(words[0], app.document());
        if (property != nullptr && words.size() == 2) return set_word(app, property->key, words[1]);
        return run_command(app, *command, Words(words.begin() + 1, words.end()));
    }
    const Command* command = find_command(words[0]);
    if (command != nullptr && find_typed_property(words[0], app.document()) == nullptr)
        return Status::failure(say(Text::SetCommand, command->name, shown(joined(words))));
    if (words.size() == 1 && find_typed_property(words[0], app.document()) != nullptr)
        return Status::failure(
            say(Text::WrongArguments, "set", find_command("set")->arguments, shown(words[0])));
    return assign_all(app, typed);
}

Status get(App& app, const Words& words) {
    const std::string name = joined(words);
    if (const Property* found = find_typed_property(name, app.document())) {
        const Property row = *found;  // a knob's lasts only until the next look-up
        app.answer(say(Text::PropertyIs, row.key, present_value(app, row), allowed_text(row)));
        return {};
    }
    const Command* command = setting_command(name);
    if (command == nullptr || command->present == nullptr) return unknown_property(app, name);
    const SettingText now = command->present(app.document());
    app.answer(say(Text::PropertyIs, command->name, now.value, now.allowed));
    return {};
}

constexpr Command kCommands[] = {
    {"set", "PROPERTY VALUE", "Sets any property: feed, kill, du, dv, dt, palette, ...", 1, 100, set,
     property_words},
    {"get", "PROPERTY", "Shows a property's value, and the values that it may take.", 1, 4, get,
     property_words},
};

}  // namespace

std::span<const Command> property_commands() {
    return kCommands;
}

Candidates property_words(const Document& d, const Words& before) {
    Candidates candidates;
    if (before.size() == 1) {
        if (const Property* p = find_typed_property(before[0], d)) {
            for (const std::string& choice : p->choices) candidates.push_back({choice, p->label});
            if (p->kind == Kind::Switch) candidates = {{"on", p->help}, {"off", p->help}};
        }
    } else if (before.empty()) {
        for (const Property& p : properties()) candidates.push_back({p.key, p.help});
        for (const Property& p : knob_properties(d)) candidates.push_back({p.key, p.help});
    }
    return candidates;
}

bool sets_something(const App& app, const Words& typed) {
    if (begins_as_number(typed[0])) return true;
    if (is_pasted(joined(typed))) return true;
    const Words words = first_apart(typed);
    if (setting_command(words[0]) != nullptr || find_typed_property(words[0], app.document()) != nullptr)
        return true;
    const std::vector<Assignment> all = assignments_of(typed);
    return !all.empty() && (find_typed_property(all[0].name, app.document()) != nullptr ||
                            joined(typed).find('=') != std::string::npos);
}

Status set_without_set(App& app, const Words& typed) {
    if (is_pasted(joined(typed))) return take_shared(app, joined(typed));
    if (begins_as_number(typed[0])) return Status::failure(say(Text::NumberAlone, shown(joined(typed))));
    const Words words = first_apart(typed);
    const bool alone = words.size() == 1 && words[0].size() == typed[0].size();
    return alone ? get(app, words) : set(app, typed);
}

}  // namespace gs
