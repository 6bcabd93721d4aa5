#include "app/core/text/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "app/core/text/letters.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// The number of letters to insert, remove or change, and of neighbours to swap, to get from a to b
/// (Damerau-Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, row(b.size() + 1), next(row);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            next[j] = std::min({changed, row[j] + 1, next[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        before = std::exchange(row, next);
    }
    return row.back();
}

}  // namespace

std::string shown(std::string_view typed) {
    constexpr std::size_t kMost = 80;
    std::size_t length = std::min(typed.size(), kMost);
    const auto inside_letter = [&] { return (static_cast<unsigned char>(typed[length]) & 0xC0U) == 0x80U; };
    while (length > 0 && length < typed.size() && inside_letter()) --length;
    std::string words(typed.substr(0, length));
    std::replace_if(
        words.begin(), words.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, '?');
    return length < typed.size() ? words + "..." : words;
}

std::string nearest(std::string_view as_typed, std::span<const std::string> known) {
    const std::string typed = in_small_letters(as_typed);
    const std::string_view letters = std::string_view(typed).substr(0, 64);
    std::string best;
    std::size_t fewest = (typed.size() + 1) / 3 + 1;
    for (const std::string& name : known) {
        const bool begins = typed.size() >= 2 && name.starts_with(typed);
        const std::size_t apart =
            std::max(name.size(), letters.size()) - std::min(name.size(), letters.size());
        if (!begins && apart >= fewest) continue;  // so many letters are to be inserted or removed at least
        const std::size_t d = begins ? 0 : distance(letters, name);
        if (d < fewest) {
            fewest = d;
            best = name;
        }
    }
    return best;
}

std::string plural(std::string_view what) {
    std::string word(what);
    const bool ends_in_y = word.size() > 1 && word.back() == 'y' &&
                           std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
    if (ends_in_y) word.pop_back();
    return word + (ends_in_y ? "ies" : "s");
}

std::string unknown_name(std::string_view what, std::string_view typed, std::span<const std::string> known,
                         std::span<const std::string> also) {
    const std::string list = fmt::format("{}", fmt::join(known, ", "));
    std::vector<std::string> all(known.begin(), known.end());
    all.insert(all.end(), also.begin(), also.end());
    const std::string near = nearest(typed, all);
    return near.empty() ? say(Text::UnknownName, what, shown(typed), plural(what), list)
                        : say(Text::UnknownNameNear, what, shown(typed), near, plural(what), list);
}

}  // namespace gs
