// The language of commands: words, lines, scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

using Words = std::vector<std::string>;

/// Splits a command into words at blanks, those of web pages too. "..." and '...' keep blanks
/// within, and so do typographic quotes around a word; an open quote fails.
Status split_words(std::string_view line, Words& words);

/// Commands of a line: separated by ';', up to '#', quotes respected; empty ones are left out.
std::vector<std::string> split_commands(std::string_view line);

/// A word as it is typed: in quotes where it needs them.
std::string as_word(std::string_view word);

}  // namespace gs
