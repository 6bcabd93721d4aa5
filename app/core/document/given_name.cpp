#include "app/core/document/given_name.h"

#include <cstddef>

#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr std::size_t kLongestName = 60;  // letters

bool allowed_in_name(const Letter& letter) {
    constexpr char32_t kNoLetter = 0xFFFD;
    return letter.code >= ' ' && letter.code != '"' && letter.code != '\'' && letter.code != 0x7F &&
           letter.code != kNoLetter && !is_invisible(letter.code);
}

}  // namespace

Status check_given_name(std::string_view name) {
    std::size_t letters = 0;
    bool allowed = !fold(name).empty();
    for (std::size_t at = 0; at < name.size(); ++letters) {
        const Letter letter = letter_at(name, at);
        at += letter.bytes.size();
        allowed = allowed && allowed_in_name(letter);
    }
    return allowed && letters <= kLongestName
               ? Status()
               : Status::failure(say(Text::FavouriteName, shown(name), kLongestName));
}

}  // namespace gs
