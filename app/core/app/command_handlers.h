// What the rows of the command table call, by the file that they stand in.
#pragma once

#include "app/core/app/app.h"
#include "app/core/document/words.h"

namespace gs::handlers {

// command_set.cpp: any setting
Status set(App& app, const Words& words);
Status get(App& app, const Words& words);
/// True where a line that begins with no command says what settings are to be ("F=0.037, k=0.06").
bool sets_something(const App& app, const Words& words);
/// Does what such a line says; a property alone is answered with its value.
Status set_without_set(App& app, const Words& words);

// command_settings.cpp: settings
Status kernel(App& app, const Words& words);
Status knob(App& app, const Words& words);
Status size(App& app, const Words& words);
Status boundary(App& app, const Words& words);
Status stencil(App& app, const Words& words);
Status preset(App& app, const Words& words);
Status seed(App& app, const Words& words);
Status palette(App& app, const Words& words);
Status speed(App& app, const Words& words);
Status vary(App& app, const Words& words);

// command_run.cpp: running, painting, history, help
Status step(App& app, const Words& words);
Status play(App& app, const Words& words);
Status pause(App& app, const Words& words);
Status toggle(App& app, const Words& words);
Status reset(App& app, const Words& words);
Status undo(App& app, const Words& words);
Status redo(App& app, const Words& words);
Status paint(App& app, const Words& words);
Status erase(App& app, const Words& words);
Status view(App& app, const Words& words);
Status help(App& app, const Words& words);
Status quit(App& app, const Words& words);

// command_files.cpp: files
Status open(App& app, const Words& words);
Status load_field(App& app, const Words& words);
Status save_field(App& app, const Words& words);
Status save_image(App& app, const Words& words);
Status load_rates(App& app, const Words& words);
Status load_session(App& app, const Words& words);
Status save_session(App& app, const Words& words);

/// Reads a number for a command ("paint: row").
Status real(std::string_view what, const std::string& word, double low, double high, double& value);
Status whole(std::string_view what, const std::string& word, std::int64_t low, std::int64_t high,
             std::int64_t& value);
/// The words with one blank between them.
std::string joined(const Words& words);
/// Sets a property from a word.
Status set_word(App& app, std::string_view key, const std::string& word);

}  // namespace gs::handlers
