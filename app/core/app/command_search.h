// What can be done, as rows to search in by what is typed: actions, presets, kernels, settings,
// commands. They come from the program's tables; the window draws them (command_palette.h).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/app/app.h"

namespace gs {

/// Something that can be done or set.
struct SearchRow {
    /// What it is called, and what is said beside it: its value, its help.
    std::string label = {}, detail = {};
    /// What it is ("preset"); empty for an action, which has keys instead.
    std::string kind = {}, keys = {};
    /// The command line that does it.
    std::string line = {};
    /// The line needs more words, so that it is typed on rather than run.
    bool goes_on = false;
    /// Why it can't be done now, or empty.
    std::string why_not = {};
    /// Further words by which it is found.
    std::string also = {};
};

/// How well a word is found in a text, whatever its capitals: not at all, its letters one after the
/// other, as a part of a word, at the beginning of one, or as a word of its own.
enum class Fit { None, Letters, Part, Beginning, Word };
Fit fit(std::string_view word, std::string_view text);

/// Everything that can be done now: first the actions given (those with keys, files), then the
/// rows of the tables that none of them does already.
std::vector<SearchRow> search_rows(const App& app, std::vector<SearchRow> actions);

/// The rows of `all` in which each word that was typed is found, the best first, and among equals
/// the one that was used last. What completes a typed command comes before them, and so does the
/// line itself if it is a whole command. recent: lines that were used, the newest first.
std::vector<SearchRow> found(const App& app, std::string_view typed, const std::vector<SearchRow>& all,
                             std::span<const std::string> recent);

/// What is shown before anything is typed: up to four lines that were used last, then the rows of
/// these lines.
std::vector<SearchRow> offered(const std::vector<SearchRow>& all, std::span<const std::string> recent,
                               std::span<const std::string_view> usual);

/// What may follow the command or the setting with which the line begins, or empty.
std::string usage(const App& app, std::string_view typed);

}  // namespace gs
