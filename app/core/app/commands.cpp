#include "app/core/app/commands.h"

#include <algorithm>

#include "app/core/app/app.h"
#include "app/core/app/command_handlers.h"
#include "app/core/document/palettes.h"
#include "app/core/document/presets.h"
#include "app/core/document/seeds.h"
#include "app/core/files/formats.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using Candidates = std::vector<Completion>;

template <class Rows>
Candidates rows_of(const Rows& rows) {
    Candidates candidates;
    for (const auto& row : rows) candidates.push_back({row.id, row.label});
    return candidates;
}

Candidates keys(const Document& d, const Words& before) {
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

Candidates kernel_ids(const Document&, const Words& before) {
    Candidates candidates;
    if (before.empty())
        for (const gs_kernel* kernel : kernels()) candidates.push_back({kernel->id, kernel->summary});
    return candidates;
}

Candidates knob_names(const Document& d, const Words& before) {
    Candidates candidates;
    if (before.empty())
        for (const Property& p : knob_properties(d))
            candidates.push_back({p.key.substr(kKnobPrefix.size()), p.help});
    return candidates;
}

Candidates first(const Words& before, Candidates candidates) {
    return before.empty() ? std::move(candidates) : Candidates{};
}

Candidates boundaries(const Document&, const Words& before) {
    Candidates candidates;
    for (const char* name : boundary_names()) candidates.push_back({name, ""});
    return first(before, std::move(candidates));
}

Candidates stencil_ids(const Document&, const Words& before) {
    return first(before, rows_of(stencils()));
}

Candidates preset_ids(const Document&, const Words& before) {
    return first(before, rows_of(presets()));
}

Candidates seed_ids(const Document&, const Words& before) {
    return first(before, rows_of(seeds()));
}

Candidates palette_ids(const Document&, const Words& before) {
    return before.size() == 1 ? Candidates{{"reversed", ""}} : first(before, rows_of(palettes()));
}

Candidates views(const Document&, const Words& before) {
    return first(before, {{"fill", ""},
                          {"fit", ""},
                          {"1:1", ""},
                          {"zoom", ""},
                          {"center", ""},
                          {"fullscreen", ""},
                          {"panel", ""},
                          {"overlay", ""}});
}

Candidates vary_words(const Document&, const Words& before) {
    if (before.size() == 3) return {{"across", ""}};
    if (before.size() == 4) return {{"columns", ""}, {"rows", ""}};
    return first(before, {{"feed", ""}, {"kill", ""}, {"off", ""}});
}

Candidates command_names(const Document&, const Words& before) {
    Candidates candidates;
    for (const Command& c : commands()) candidates.push_back({c.name, help_of(c)});
    return first(before, std::move(candidates));
}

constexpr int kMany = 100;

// name, arguments, help, least and most arguments, handler, candidates
constexpr Command kCommands[] = {
    {"set", "PROPERTY VALUE", "Sets any property: feed, kill, du, dv, dt, palette, ...", 1, kMany,
     handlers::set, keys},
    {"get", "PROPERTY", "Says what a property is, and what it may be.", 1, 4, handlers::get, keys},
    {"preset", "NAME", "Takes a preset's rates, stencil, seed and colours, and starts over.", 1, 4,
     handlers::preset, preset_ids},
    {"kernel", "ID", "Another way of computing; the field and the step count stay.", 1, 4, handlers::kernel,
     kernel_ids},
    {"knob", "NAME VALUE", "A tuning knob of the running kernel.", 1, 4, handlers::knob, knob_names},
    {"size", "COLS ROWS or COLSxROWS", "Another size of the field; starts over from the seed.", 1, 3,
     handlers::size, nullptr},
    {"boundary", "periodic|no-flux|fixed [U V]", "What lies beyond the edge.", 1, 3, handlers::boundary,
     boundaries},
    {"stencil", "NAME or EDGE CORNER", "The weights of the Laplacian.", 1, 2, handlers::stencil, stencil_ids},
    {"seed", "NAME [SPOTS [NUMBER]]", "Starts over from this seed.", 1, 3, handlers::seed, seed_ids},
    {"vary", "feed|kill LOW HIGH across columns|rows, or off", "Lets a rate change over the field.", 1, 5,
     handlers::vary, vary_words},
    {"open", "FILE", "Opens a field, a session or a script; its content says which it is.", 1, 1,
     handlers::open, nullptr},
    {"load-rates", "FILE", "Feed and kill for each cell, shape [2, rows, cols].", 1, 1, handlers::load_rates,
     nullptr, kField},
    {"load-field", "FILE", "Takes a field, shape [2, rows, cols], u then v; it sets the size.", 1, 1,
     handlers::load_field, nullptr, kField},
    {"save-field", "FILE", "Writes the field in the kernel's scalar.", 1, 1, handlers::save_field, nullptr,
     kField},
    {"save-image", "[FILE]", "Writes the field as a picture, one pixel per cell.", 0, 1, handlers::save_image,
     nullptr, kPicture},
    {"load-session", "FILE", "Takes all settings and the field from a session.", 1, 1, handlers::load_session,
     nullptr, kSession},
    {"save-session", "FILE", "Writes all settings, and the field beside them.", 1, 1, handlers::save_session,
     nullptr, kSession},
    {"step", "[N]", "Does N steps (1), then stops.", 0, 1, handlers::step, nullptr},
    {"play", "", "Runs.", 0, 0, handlers::play, nullptr},
    {"pause", "", "Stops.", 0, 0, handlers::pause, nullptr},
    {"toggle", "", "Runs where it is stopped, stops where it runs.", 0, 0, handlers::toggle, nullptr},
    {"speed", "STEPS_PER_SECOND or full", "How fast it runs.", 1, 1, handlers::speed, nullptr},
    {"reset", "", "Back to the start.", 0, 0, handlers::reset, nullptr},
    {"undo", "", "Takes the last change back.", 0, 0, handlers::undo, nullptr},
    {"redo", "", "Does again what was taken back.", 0, 0, handlers::redo, nullptr},
    {"paint", "ROW COL [RADIUS [STRENGTH]]", "Dabs V onto the field with a soft round brush.", 2, 4,
     handlers::paint, nullptr},
    {"erase", "ROW COL [RADIUS [STRENGTH]]", "Wipes V off with the brush.", 2, 4, handlers::erase, nullptr},
    {"palette", "NAME [reversed]", "The colours.", 1, 2, handlers::palette, palette_ids},
    {"view", "fill|fit|1:1|zoom FACTOR|center ROW COL|fullscreen|panel|overlay",
     "How the window shows the field.", 1, 3, handlers::view, views},
    {"help", "[COMMAND or PROPERTY]", "Lists the commands, or explains one, or a property.", 0, 1,
     handlers::help, command_names},
    {"quit", "", "Closes the window; ends a script.", 0, 0, handlers::quit, nullptr},
};

}  // namespace

std::span<const Command> commands() {
    return kCommands;
}

std::string help_of(const Command& command) {
    if (command.holds == 0) return command.help;
    return say(Text::CommandEndings, command.help, endings_of(static_cast<Holds>(command.holds)));
}

const Command* find_command(std::string_view name) {
    for (const Command& command : kCommands)
        if (name == command.name) return &command;
    const std::string folded = fold(name);
    for (const Command& command : kCommands)
        if (folded == fold(command.name)) return &command;
    return nullptr;
}

bool is_command(std::string_view word) {
    return find_command(word) != nullptr;
}

Status run_command(App& app, const Command& command, const Words& arguments) {
    const int count = static_cast<int>(arguments.size());
    if (count >= command.least && count <= command.most) return command.run(app, arguments);
    const std::string nothing(text(Text::NoArguments));
    const std::string usage = command.arguments[0] != '\0' ? command.arguments : nothing;
    std::string given;
    for (const std::string& word : arguments) given += (given.empty() ? "" : " ") + as_word(word);
    return Status::failure(
        say(Text::WrongArguments, command.name, usage, count > 0 ? shown(given) : nothing));
}

Status run_command(App& app, std::string_view line) {
    Words words;
    if (Status split = split_words(line, words); !split) return split;
    if (words.empty()) return {};
    const Command* command = find_command(words[0]);
    if (command == nullptr && handlers::sets_something(app, words))
        return handlers::set_without_set(app, words);
    if (command == nullptr) {
        std::vector<std::string> known;
        for (const Command& c : kCommands) known.emplace_back(c.name);
        return Status::failure(
            unknown_name(text(Text::Command), words[0], known, property_keys(app.document())));
    }
    Words arguments(words.begin() + 1, words.end());
    // "seed = spots"
    if (arguments.size() > 1 && arguments[0] == "=") arguments.erase(arguments.begin());
    return run_command(app, *command, arguments);
}

std::vector<Completion> complete_line(const Document& document, std::string_view line) {
    const std::size_t start = line.rfind(';') == std::string_view::npos ? 0 : line.rfind(';') + 1;
    line.remove_prefix(start);
    Words words;
    if (!split_words(line, words)) return {};
    const bool fresh = words.empty() || line.back() == ' ' || line.back() == '\t';
    const std::string typed = fresh ? "" : words.back();
    if (!fresh) words.pop_back();
    Candidates all;
    if (words.empty()) {
        all = command_names(document, {});
        for (Completion& p : keys(document, {}))
            if (find_command(p.word) == nullptr) all.push_back(std::move(p));
    } else if (find_command(words[0]) == nullptr && find_typed_property(words[0], document) != nullptr) {
        all = keys(document, words);
    } else if (const Command* command = find_command(words[0]);
               command != nullptr && command->candidates != nullptr) {
        all = command->candidates(document, Words(words.begin() + 1, words.end()));
    }
    const std::string folded = fold(typed);
    const Property* meant = folded.empty() ? nullptr : find_typed_property(typed, document);
    const std::string key = meant != nullptr ? meant->key : "";
    std::erase_if(all,
                  [&](const Completion& c) { return c.word != key && !fold(c.word).starts_with(folded); });
    return all;
}

}  // namespace gs
