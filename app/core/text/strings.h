// Every sentence that the program says, in one table. Rows of other tables (properties, commands,
// presets) carry their own labels.
#pragma once

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <utility>

namespace gs {

enum class Text {
#define GS_TEXT(id, english) id,
#include "app/core/text/strings.def"
#undef GS_TEXT
};

/// The words of a text, with {} where values go.
std::string_view text(Text id);

/// The text with its values.
template <class... Args>
std::string say(Text id, const Args&... args) {
    return fmt::format(fmt::runtime(text(id)), args...);
}

}  // namespace gs
