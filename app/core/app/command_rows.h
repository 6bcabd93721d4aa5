// The rows of the command table, by the file in which they and their functions
// stand, and what those files share.
#pragma once

#include <span>

#include "app/core/app/app.h"
#include "app/core/app/commands.h"
#include "app/core/document/properties.h"
#include "app/core/document/words.h"
#include "app/core/text/strings.h"

namespace gs {

/// `set` and `get`.
std::span<const Command> property_commands();
/// One command for each setting that is more than a property.
std::span<const Command> setting_commands();
std::span<const Command> file_commands();
/// How the field is seen.
std::span<const Command> eye_commands();
/// The palettes that the user makes.
std::span<const Command> palette_commands();
/// All settings as one line of text, and back.
std::span<const Command> share_commands();
/// What the user kept beside the presets.
std::span<const Command> favourite_commands();
/// Settings that move over time.
std::span<const Command> glide_commands();
/// What is measured of the field.
std::span<const Command> instrument_commands();
/// The run as a whole: its file, and going to its moments.
std::span<const Command> timeline_commands();
/// Frames and films of the run.
std::span<const Command> export_commands();
/// Running, history.
std::span<const Command> run_commands();
/// What a hand does to the field.
std::span<const Command> hand_commands();
/// Texts and pictures on the field.
std::span<const Command> print_commands();
/// The window, help, the end.
std::span<const Command> window_commands();

using Candidates = std::vector<Completion>;

/// The ids of a table's rows, with their labels.
template <class Rows>
Candidates rows_of(const Rows& rows) {
    Candidates candidates;
    for (const auto& row : rows) candidates.push_back({row.id, row.label});
    return candidates;
}

/// Candidates for the first word alone.
inline Candidates first(const Words& before, Candidates candidates) {
    return before.empty() ? std::move(candidates) : Candidates{};
}
template <class Rows, class Made>
Candidates first(const Words& before, const Rows& rows, Made made) {
    Candidates candidates;
    for (const auto& row : rows) candidates.push_back(made(row));
    return first(before, std::move(candidates));
}

/// The failure of a word that is neither a command nor a setting; it names the nearest and all.
Status unknown_command(const App& app, std::string_view typed);

/// True if a line that begins with no command says what settings are to be ("F=0.037, k=0.06").
bool sets_something(const App& app, const Words& words);
/// Does what such a line says; a property alone is answered with its value.
Status set_without_set(App& app, const Words& words);
/// Every property and knob, and then the words that the one before may be.
Candidates property_words(const Document& document, const Words& before);

/// True if the brush paints the rates of cells and not the field.
bool paints_rates(const Document& document);
/// What the brush paints or, to erase, what is there without it.
Aim aim_of(const Document& document, bool erase);
/// Does an edit to what the brush paints.
Status lay(App& app, const Edit& edit, const char* label);

/// Takes the settings of a text (share.h) as one entry of the history, and says what was taken.
Status take_shared(App& app, const std::string& text);
/// Reads a palette, which `then` makes one of the user's.
Status read_palette_for(App& app, const std::string& path, Jobs::Then& then);
/// Reads a run, with which `then` goes on.
Status read_run_for(App& app, const std::string& path, Jobs::Then& then);

/// The words with one blank between them.
std::string joined(const Words& words);
/// Sets a property from a word.
Status set_word(App& app, std::string_view key, const std::string& word);

}  // namespace gs
