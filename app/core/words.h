// The language of commands: words, lines, scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernels/engine.h"

namespace gs {

using Words = std::vector<std::string>;

/// Splits a command into words at blanks. "..." and '...' keep blanks within; an open quote fails.
Status split_words(std::string_view line, Words& words);

/// Commands of a line: parted by ';', up to '#', quotes respected; empty ones are left out.
std::vector<std::string> split_commands(std::string_view line);

/// A word as it is typed: in quotes where it needs them.
std::string as_word(std::string_view word);

}  // namespace gs
