// The answer to an unknown name: the nearest known one, and all of them.
#pragma once

#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gs {

/// The typed text in a form that fits into a sentence: shortened if it is long, and without control
/// characters.
std::string shown(std::string_view typed);

/// The known name that is nearest to what was typed (fewest changed letters, or neighbours that
/// changed places), or empty if none is near. Capitals make no difference.
std::string nearest(std::string_view typed, std::span<const std::string> known);

/// The ids of a table's rows, in its order.
template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
    std::vector<std::string> ids;
    ids.reserve(std::size(rows));
    for (const auto& row : rows) ids.emplace_back(row.id);
    return ids;
}

/// "properties" of "property".
std::string plural(std::string_view what);

/// "unknown palette "infern"; did you mean "inferno"? The palettes are ...". also: further names
/// that may be meant, but are not listed.
std::string unknown_name(std::string_view what, std::string_view typed, std::span<const std::string> known,
                         std::span<const std::string> also = {});

}  // namespace gs
