// The names that users give to what they keep: favourites, palettes.
#pragma once

#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// Fails with a sentence if nothing can have this name: it must be UTF-8, since it stands in files,
/// and can't have the letters that end a word of a command.
Status check_given_name(std::string_view name);

}  // namespace gs
