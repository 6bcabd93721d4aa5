// What `view` asks of the window: one row for each word, from which the parser and the completion
// come. What the window does about it stands in app/ui/view_requests.cpp, under the same words.
#pragma once

#include <span>
#include <string_view>

namespace gs {

/// A word of `view`.
struct ViewWord {
    const char *word, *arguments, *help;
    /// Numbers that follow it, each between low and high.
    int numbers = 0;
    double low = 0, high = 0;
    /// The window executes other commands for it, which a journal tells instead of it.
    bool leads_on = false;
};

/// All of them, in the order of the completion. Valid for the program's life.
std::span<const ViewWord> view_words();

/// True if a journal tells this line: it is no word of `view` that leads on.
bool is_journalled(std::string_view line);

/// A `view` command that was given; core has no view.
struct ViewRequest {
    const ViewWord* what = nullptr;
    double numbers[2] = {};
};

}  // namespace gs
