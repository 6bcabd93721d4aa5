// Settings as people paste them from papers, pages, chats and other programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/words.h"

namespace gs {

/// A name and what it is to be, as they were typed. Either may be empty: a value without
/// a name, a name without a value.
struct Assignment {
    std::string name, value;
};

/// The assignments of a line: "F=0.037, k=0.06", "f: 0.037 k: 0.06", "feed 0.037
/// kill 0.06", "palette = inferno".
std::vector<Assignment> assignments_of(const Words& words);

/// Rates in a form that stands for nothing else.
struct PastedRates {
    /// As `set` takes them.
    std::string feed, kill;
    /// What else stood there, in words, or empty.
    std::string left_out;
};
/// Two bare numbers, "(F, k) = (0.037, 0.06)", xmorphia's page names ("F620/F620-k609"), jsexp's
/// lists of stops, VisualPDE's kineticParams. False where the line is none of them, or where it is
/// not sure which number is which.
bool read_rates(std::string_view line, PastedRates& rates);

/// True where the ';' and '#' of a line belong to one pasted thing, and do not separate commands.
bool is_one_paste(std::string_view line);

/// True where a word begins as numbers do: a digit, or a sign or a point before one.
bool begins_as_number(std::string_view word);

}  // namespace gs
