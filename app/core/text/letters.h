// Letters beyond ASCII that people paste: blanks from web pages, typographic minus signs,
// full-width digits.
#pragma once

#include <string>
#include <string_view>

namespace gs {

/// One letter of a UTF-8 text. A byte that is not part of UTF-8 is a letter of its own with the
/// code U+FFFD.
struct Letter {
    char32_t code = 0;
    std::string_view bytes;
};

/// The letter that begins at this byte, which must lie within the text.
Letter letter_at(std::string_view text, std::size_t at);

/// Whether all bytes of a text belong to letters.
bool is_utf8(std::string_view text);

/// True for a letter that separates words: a blank, a tab, the end of a line, a no-break space, a
/// thin space.
bool is_blank(char32_t code);
/// True for a letter that neither shows nor separates anything: a zero-width space, a byte order
/// mark.
bool is_invisible(char32_t code);

/// True for 0 to 9.
inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The text with A to Z as small letters.
std::string in_small_letters(std::string_view text);

/// The text in the letters of a keyboard. Full-width and mathematical letters and digits, all kinds
/// of minus signs, multiplication signs (x) and blanks become the ASCII letters for which they
/// stand, and so do the Greek letters and the subscripts of the equations. Invisible letters are
/// removed; all others stay.
std::string plain(std::string_view text);

/// The form in which names are compared: plain(), in small letters, without '-', '_', blanks and
/// TeX's braces.
std::string fold(std::string_view name);

}  // namespace gs
