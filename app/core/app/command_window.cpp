// What the window shows and how, help, and the end.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/app/view_words.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr ViewWord kViewWords[] = {
    {"fill", "", "The field fills the stage, which is the window without panels."},
    {"fit", "", "The whole field is on the stage."},
    {"1:1", "", "One cell is one pixel."},
    {"zoom", "FACTOR", "Pixels per cell.", 1, 0.01, 1000},
    {"zoom-in", "", "Closer, about the middle."},
    {"zoom-out", "", "Further away, about the middle."},
    {"center", "ROW COL", "This cell in the middle of the stage.", 2, -2e6, 2e6},
    {"fullscreen", "", "The whole screen, or a window again."},
    {"present", "",
     "Large type for a hall, with the panel only at the right edge; or the desk's layout again."},
    {"panel", "", "Hides the interface, or shows it again."},
    {"overlay", "", "The next size of the figures, or none."},
    {"contrast", "", "High contrast, for a weak projector or a bright room, or the usual colours."},
    {"larger", "", "A larger interface."},
    {"smaller", "", "A smaller interface."},
    {"commands", "", "Opens the list of all that can be done, to search in it."},
    {"gallery", "", "Opens or closes the gallery of presets."},
    {"ladder", "", "Opens or closes the ladder of kernels."},
    {"console", "", "Opens the console, takes the keyboard to it, or closes it."},
    {"timeline", "", "Opens or closes the timeline of the run."},
    {"map", "", "Shows the map of the rates in the panel, or hides it."},
    {"map-page", "", "Opens or closes the map of the rates on a page of its own."},
    {"map-show", "", "The next of what the map shows: pattern, mean, activity, wavelength."},
    {"map-feed", "LOW HIGH", "Feed rates at the map's lower and upper edge.", 2, 0, 1},
    {"map-kill", "LOW HIGH", "Kill rates at the map's left and right edge.", 2, 0, 1},
    {"map-whole", "", "The map shows all rates that give patterns."},
    {"map-over-field", "", "Lets the rates vary over the field as they do over the map, or ends that.", 0, 0,
     0, true},
    {"map-curves", "", "Shows or hides the curves of the theory on the map."},
    {"map-letters", "", "Shows or hides the letters of Pearson's classes on the map."},
    {"map-presets", "", "Shows or hides the presets on the map."},
    {"map-trail", "", "Shows or hides where the rates have been on the map."},
    {"map-favourites", "", "Shows or hides your favourites on the map."},
    {"map-path", "", "Shows or hides the path that `glide path` takes on the map."},
    {"instruments", "", "Opens or closes the instruments beside the picture."},
    {"instrument-large", "", "Enlarges the instrument under the pointer, or ends that."},
    {"benchmark", "", "Opens or closes the benchmark."},
    {"keys", "", "Shows or hides the keys."},
    {"back", "",
     "Closes what was opened last; then the interface, the desk's layout and the window come back."},
    {"copy", "", "Puts all settings on the clipboard as one line, as `share` does."},
    {"paste", "",
     "Pastes the cells that were copied at the pointer, or takes the settings of the text on the clipboard, "
     "whichever was copied last.",
     0, 0, 0, true},
    {"picture", "", "Saves the window's view as PNG, under a name with date and step."},
    {"open", "", "Asks for a session, a field or a script to open."},
    {"open-picture", "", "Asks for a picture, and shows what the field would become of it."},
    {"save-session", "", "Asks for a name, and saves the session under it."},
};

/// The row whose word must be meant, or nullptr.
const ViewWord* meant_word(std::string_view typed, std::vector<std::string>& known) {
    for (const ViewWord& row : kViewWords) known.emplace_back(row.word);
    const std::string word = meant_name(typed, known);
    if (word.empty()) return nullptr;
    return &kViewWords[std::find(known.begin(), known.end(), word) - known.begin()];
}

Candidates view_candidates(const Document&, const Words& before) {
    return first(before, kViewWords, [](const ViewWord& row) { return Completion{row.word, row.help}; });
}

Status view(App& app, const Words& typed) {
    std::vector<std::string> known;
    const ViewWord* row = meant_word(typed[0], known);
    if (row == nullptr) return Status::failure(unknown_name(text(Text::View), typed[0], known));
    if (typed.size() != 1 + static_cast<std::size_t>(row->numbers))
        return Status::failure(say(Text::ViewNumbers, row->word, row->numbers));
    ViewRequest request{row, {}};
    const std::string what = std::string("view ") + row->word;
    for (int i = 0; i < row->numbers; ++i)
        if (Status s = read_number(what, typed[static_cast<std::size_t>(i) + 1], row->low, row->high,
                                   request.numbers[i]);
            !s)
            return s;
    app.request_view(request);
    return {};
}

Candidates command_names(const Document&, const Words& before) {
    return first(before, commands(), [](const Command& c) { return Completion{c.name, help_of(c)}; });
}

Status help(App& app, const Words& words) {
    const auto row = [](std::string_view what, std::string_view meaning) {
        return fmt::format("{:<44} {}", what, meaning);
    };
    const auto of_command = [&](const Command& c) {
        return row(std::string(c.name) + (c.arguments[0] != '\0' ? " " : "") + c.arguments, help_of(c));
    };
    if (words.empty()) {
        for (const Command& c : commands()) app.answer(of_command(c));
    } else if (const Command* command = find_command(words[0])) {
        app.answer(of_command(*command));
    } else if (const Property* property = find_typed_property(words[0], app.document())) {
        std::string meaning = property->help;
        if (!property->symbols.empty())
            meaning = say(Text::PropertySymbols, meaning, fmt::join(property->symbols, ", "));
        app.answer(row(property->key, say(Text::PropertyHelp, meaning, allowed_text(*property))));
    } else {
        return unknown_command(app, words[0]);
    }
    return {};
}

constexpr Command kCommands[] = {
    {"view", "fill|fit|1:1|zoom FACTOR|center ROW COL|fullscreen|panel|overlay|...",
     "How the window shows the field, and what else it shows.", 1, 3, view, view_candidates},
    {"help", "[COMMAND or PROPERTY]", "Lists the commands, or explains one, or a property.", 0, 1, help,
     command_names},
    {"quit", "", "Closes the window; ends a script.", 0, 0,
     [](App& app, const Words&) {
         app.quit();
         return Status();
     }},
};

}  // namespace

std::span<const ViewWord> view_words() {
    return kViewWords;
}

bool is_journalled(std::string_view line) {
    Words words;
    std::vector<std::string> known;
    if (!split_words(line, words) || words.size() < 2 || find_command(words[0]) != find_command("view"))
        return true;
    const ViewWord* row = meant_word(words[1], known);
    return row == nullptr || !row->leads_on;
}

std::span<const Command> window_commands() {
    return kCommands;
}

}  // namespace gs
