// What an unknown name is answered with: the nearest known one, and all of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace gs {

/// The known name that is nearest to what was typed (fewest changed letters), or empty where none is near.
std::string nearest(std::string_view typed, std::span<const std::string> known);

/// "unknown palette "infern": did you mean "inferno"? Known are ...".
std::string unknown_name(std::string_view what, std::string_view typed, std::span<const std::string> known);

}  // namespace gs
