#include "app/core/text/letters.h"

#include <algorithm>

namespace gs {

namespace {

/// The ASCII letter for which this one stands, or 0.
char stands_for(char32_t c) {
    struct Row {
        char32_t first, last;
        char ascii;
    };
    static constexpr Row kRows[] = {
        {0x2010, 0x2015, '-'}, {0x2212, 0x2212, '-'}, {0xFE63, 0xFE63, '-'}, {0x00D7, 0x00D7, 'x'},
        {0x2715, 0x2715, 'x'}, {0x2A2F, 0x2A2F, 'x'}, {0x00B7, 0x00B7, '*'}, {0x22C5, 0x22C5, '*'},
        {0x2044, 0x2044, '/'}, {0x1D64, 0x1D64, 'u'}, {0x1D65, 0x1D65, 'v'}, {0x2090, 0x2090, 'a'},
        {0x0394, 0x0394, 'd'}, {0x03B4, 0x03B4, 'd'}, {0x2206, 0x2206, 'd'}, {0x03BA, 0x03BA, 'k'},
    };
    if (c < 0x80) return 0;  // most letters
    for (const Row& row : kRows)
        if (c >= row.first && c <= row.last) return row.ascii;
    if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<char>(c - 0xFF01 + '!');
    if (c >= 0x1D400 && c <= 0x1D6A3) {  // the mathematical letters, one alphabet after the other
        const char32_t place = (c - 0x1D400) % 52;
        return static_cast<char>(place < 26 ? 'A' + place : 'a' + (place - 26));
    }
    if (c >= 0x1D7CE && c <= 0x1D7FF) return static_cast<char>('0' + (c - 0x1D7CE) % 10);
    return 0;
}

}  // namespace

Letter letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, text.substr(at, 1)};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return {0xFFFD, text.substr(at, 1)};
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = at + 1; i < at + length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, text.substr(at, 1)};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool longer_than_needed = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool no_letter = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
    if (longer_than_needed || no_letter) return {0xFFFD, text.substr(at, 1)};
    return {code, text.substr(at, length)};
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        if (letter.code == 0xFFFD && letter.bytes.size() == 1) return false;
        at += letter.bytes.size();
    }
    return true;
}

bool is_blank(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        at += letter.bytes.size();
        if (is_invisible(letter.code)) continue;
        if (is_blank(letter.code))
            out += ' ';
        else if (const char ascii = stands_for(letter.code); ascii != 0)
            out += ascii;
        else
            out += letter.bytes;
    }
    return out;
}

std::string fold(std::string_view name) {
    std::string folded = in_small_letters(plain(name));
    std::erase_if(folded,
                  [](char c) { return std::string_view("-_ {}$\\").find(c) != std::string_view::npos; });
    return folded;
}

}  // namespace gs
