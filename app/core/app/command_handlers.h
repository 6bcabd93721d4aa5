// What the rows of the command table call, by the file that they stand in.
#pragma once

#include "app/core/app/app_core.h"
#include "app/core/document/words.h"

namespace gs::handlers {

// command_set.cpp: any setting
Status set(AppCore& app, const Words& words);
Status get(AppCore& app, const Words& words);
/// True where a line that begins with no command says what settings are to be ("F=0.037, k=0.06").
bool sets_something(const AppCore& app, const Words& words);
/// Does what such a line says; a property alone is answered with its value.
Status set_without_set(AppCore& app, const Words& words);

// command_settings.cpp: settings
Status kernel(AppCore& app, const Words& words);
Status knob(AppCore& app, const Words& words);
Status size(AppCore& app, const Words& words);
Status boundary(AppCore& app, const Words& words);
Status stencil(AppCore& app, const Words& words);
Status preset(AppCore& app, const Words& words);
Status seed(AppCore& app, const Words& words);
Status palette(AppCore& app, const Words& words);
Status speed(AppCore& app, const Words& words);
Status vary(AppCore& app, const Words& words);

// command_run.cpp: running, painting, history, help
Status step(AppCore& app, const Words& words);
Status play(AppCore& app, const Words& words);
Status pause(AppCore& app, const Words& words);
Status toggle(AppCore& app, const Words& words);
Status reset(AppCore& app, const Words& words);
Status undo(AppCore& app, const Words& words);
Status redo(AppCore& app, const Words& words);
Status paint(AppCore& app, const Words& words);
Status erase(AppCore& app, const Words& words);
Status view(AppCore& app, const Words& words);
Status help(AppCore& app, const Words& words);
Status quit(AppCore& app, const Words& words);

// command_files.cpp: files
Status open(AppCore& app, const Words& words);
Status load_field(AppCore& app, const Words& words);
Status save_field(AppCore& app, const Words& words);
Status save_image(AppCore& app, const Words& words);
Status load_rates(AppCore& app, const Words& words);
Status load_session(AppCore& app, const Words& words);
Status save_session(AppCore& app, const Words& words);

/// Reads a number for a command ("paint: row").
Status real(std::string_view what, const std::string& word, double low, double high, double& value);
Status whole(std::string_view what, const std::string& word, std::int64_t low, std::int64_t high,
             std::int64_t& value);
/// The words with one blank between them.
std::string joined(const Words& words);
/// Sets a property from a word.
Status set_word(AppCore& app, std::string_view key, const std::string& word);

}  // namespace gs::handlers
