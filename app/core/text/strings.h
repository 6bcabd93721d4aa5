// Every sentence that the program prints or shows, in one table. The rows of other tables
// (properties, commands, presets) carry their own labels.
#pragma once

#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

namespace gs {

enum class Text {
#define GS_TEXT(id, english) id,
#include "app/core/text/strings.def"
#undef GS_TEXT
};

/// The English text, with {} in the place of each value.
std::string_view text(Text id);

/// The text with its values filled in.
template <class... Args>
std::string say(Text id, const Args&... args) {
    return fmt::vformat(text(id), fmt::make_format_args(args...));
}

}  // namespace gs
