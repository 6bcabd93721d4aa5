#include "app/core/names.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "app/core/strings.h"

namespace gs {

namespace {

/// Letters to insert, remove or change to get from a to b (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(std::string_view typed, std::span<const std::string> known) {
    std::string best;
    std::size_t fewest = typed.size() / 2 + 1;
    for (const std::string& name : known) {
        const bool begins = typed.size() >= 2 && name.starts_with(typed);
        const std::size_t d = begins ? 0 : distance(typed.substr(0, 64), name);
        if (d < fewest) fewest = d, best = name;
    }
    return best;
}

std::string unknown_name(std::string_view what, std::string_view typed, std::span<const std::string> known) {
    std::string list;
    for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
    const std::string shown(typed.substr(0, 64));
    const std::string near = nearest(typed, known);
    return near.empty() ? say(Text::UnknownName, what, shown, list)
                        : say(Text::UnknownNameNear, what, shown, near, list);
}

}  // namespace gs
