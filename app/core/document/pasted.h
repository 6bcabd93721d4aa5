// Settings as people paste them from papers, pages, chats and other programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/words.h"

namespace gs {

/// A name and its value, as they were typed. Either may be empty: a value without a name, or a name
/// without a value.
struct Assignment {
    std::string name, value;
};

/// The assignments of a line: "F=0.037, k=0.06", "f: 0.037 k: 0.06", "feed 0.037
/// kill 0.06", "palette = inferno".
std::vector<Assignment> assignments_of(const Words& words);

/// Rates that were written in a form that can't mean anything else.
struct PastedRates {
    /// The rates, as `set` takes them.
    std::string feed, kill;
    /// What else the line held, in words, or empty.
    std::string left_out;
    /// What is certain beside the rates, by names that `set` takes.
    std::vector<Assignment> more = {};
};
/// Reads two bare numbers, "(F, k) = (0.037, 0.06)", xmorphia's page names ("F620/F620-k609"),
/// jsexp's lists of stops, or VisualPDE's kineticParams. False if the line is none of them, or if
/// it is not certain which number is which.
bool read_rates(std::string_view line, PastedRates& rates);

/// True for a diffusion as papers have it, per unit of length: in cells it needs their spacing, and
/// as it stands it would stop all spreading.
bool is_per_length(std::string_view key, std::string_view value);

/// True if the ';' and '#' of a line belong to one pasted text and do not separate commands.
bool is_one_paste(std::string_view line);

/// True if a word begins like a number: with a digit, or with a sign or a point before a digit.
bool begins_as_number(std::string_view word);

}  // namespace gs
