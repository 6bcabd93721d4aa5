// Letters beyond ASCII that people paste: blanks of web pages, typographic
// minus signs, full-width digits.
#pragma once

#include <string>
#include <string_view>

namespace gs {

/// One letter of a UTF-8 text. What is no UTF-8 is a letter of one byte with the code U+FFFD.
struct Letter {
    char32_t code = 0;
    std::string_view bytes;
};

/// The letter that begins at this byte, which has to be within the text.
Letter letter_at(std::string_view text, std::size_t at);

/// Parts words: a blank, a tab, the end of a line, a no-break space, a thin space.
bool is_blank(char32_t code);
/// Shows nothing and parts nothing: a zero-width space, a byte order mark.
bool is_invisible(char32_t code);

/// The text in the letters of a keyboard: full-width and mathematical letters and digits,
/// all kinds of minus signs, multiplication signs (x) and blanks become the ASCII that they
/// stand for, and so do the Greek letters and the subscripts of the equations; what is
/// invisible goes; the rest stays.
std::string plain(std::string_view text);

/// What names are compared by: plain, in small letters, without '-', '_', blanks and TeX's braces.
std::string fold(std::string_view name);

}  // namespace gs
