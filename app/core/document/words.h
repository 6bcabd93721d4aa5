// The syntax of commands: words, lines, scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

using Words = std::vector<std::string>;

/// Splits a command into words at blanks, including those from web pages. "..." and '...' keep the
/// blanks within them, and so do typographic quotes around a word. Fails if a quote is not closed.
Status split_words(std::string_view line, Words& words);

/// The commands of a line, which are separated by ';' and end at '#', except within quotes; empty
/// ones are left out.
std::vector<std::string> split_commands(std::string_view line);

/// A word as it must be typed: in quotes if it needs them.
std::string as_word(std::string_view word);

}  // namespace gs
