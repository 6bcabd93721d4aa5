// Links to the pages of other programs, as they are pasted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/pasted.h"

namespace gs {

/// True for an address of the web, and for the part of one that begins with '?' or '#'.
bool is_link(std::string_view text);
/// The names and values after its '?' and '#', in order, with %20 and '+' as what they stand for.
std::vector<Assignment> query_of(std::string_view link);
/// The name of its page, without the ending: "F620-k609" of ".../xmorphia/F620/F620-k609.html".
std::string page_of(std::string_view link);

}  // namespace gs
