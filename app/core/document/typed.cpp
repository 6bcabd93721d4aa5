#include "app/core/document/typed.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "app/core/document/memory.h"
#include "app/core/document/properties.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

bool all_digits(std::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), is_digit);
}

std::string_view trimmed(std::string_view s) {
    const std::size_t first = s.find_first_not_of(' ');
    return first == std::string_view::npos ? "" : s.substr(first, s.find_last_not_of(' ') - first + 1);
}

/// Removes a number from the front of the text and returns it.
std::optional<double> take_number(std::string_view& s) {
    s = trimmed(s);
    if (s.starts_with('+')) s.remove_prefix(1);
    double x = 0;
    const auto [at, error] = std::from_chars(s.data(), s.data() + s.size(), x);
    if (error != std::errc() || !std::isfinite(x)) return {};
    s = trimmed(s.substr(static_cast<std::size_t>(at - s.data())));
    return x;
}

/// The text with superscripts written as "^-3".
std::string without_superscripts(std::string_view typed) {
    constexpr std::string_view kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻"};
    std::string out;
    bool raised = false;
    for (std::size_t at = 0; at < typed.size();) {
        const Letter letter = letter_at(typed, at);
        at += letter.bytes.size();
        const auto* const found = std::find(std::begin(kDigits), std::end(kDigits), letter.bytes);
        const bool raises = found != std::end(kDigits);
        if (raises && !raised) out += '^';
        raised = raises;
        if (raises)
            out += "0123456789-"[found - std::begin(kDigits)];
        else
            out += letter.bytes;
    }
    return out;
}

/// The number without the separators of its groups of three digits, with a decimal point; unchanged
/// if it has none.
std::string ungrouped(std::string_view s) {
    const std::size_t first = s.find_first_of(",.' _"), last = s.find_last_of(",.");
    if (first == std::string_view::npos) return std::string(s);
    const char group = s[first];
    const bool fraction = last != std::string_view::npos && s[last] != group;
    const std::string_view whole = s.substr(0, fraction ? last : s.size());
    std::string out;
    for (std::size_t start = 0; start <= whole.size();) {
        const std::size_t end = std::min(whole.find(group, start), whole.size());
        const std::string_view part = whole.substr(start, end - start);
        const bool signed_first = start == 0 && part.starts_with('-');
        const std::string_view digits = signed_first ? part.substr(1) : part;
        if (!all_digits(digits) || digits.size() > 3 || (start > 0 && digits.size() != 3) || digits == "0")
            return std::string(s);
        out += part;
        start = end + 1;
    }
    return fraction ? out + "." + std::string(s.substr(last + 1)) : out;
}

}  // namespace

TypedNumber typed_number(std::string_view typed) {
    const std::string ascii = plain(typed);
    std::string_view s = trimmed(ascii);
    while (s.size() > 1 && (s.back() == ',' || s.back() == ';' || s.back() == ' ')) s.remove_suffix(1);
    if (s.size() > 1 && s.back() == '.' && is_digit(s[s.size() - 2])) s.remove_suffix(1);
    TypedNumber number{std::string(s), ""};
    const std::size_t comma = s.find(',');
    if (comma == std::string_view::npos || s.find('.') != std::string_view::npos) return number;
    const std::string_view after = s.substr(comma + 1);
    if (after.find(',') != std::string_view::npos || after.empty() || !is_digit(after[0])) return number;
    number.plain[comma] = '.';
    std::string_view before = s.substr(0, comma);
    if (before.starts_with('-') || before.starts_with('+')) before.remove_prefix(1);
    if (all_digits(before) && before.size() <= 3 && before[0] != '0' && all_digits(after) &&
        after.size() == 3) {
        number.thousands = std::string(s);
        number.thousands.erase(comma, 1);
    }
    return number;
}

std::string number_to_write(std::string_view typed) {
    const std::string ascii = plain(without_superscripts(typed));
    std::string_view s = trimmed(ascii);
    while (!s.empty() && (s[0] == '=' || s[0] == '~')) s = trimmed(s.substr(1));
    const std::string joined = ungrouped(typed_number(s).plain);
    s = joined;
    std::optional<double> x = take_number(s);
    if (!x || (*x == 0 && s.starts_with('x'))) return "";
    if (s == "%") {
        x = *x / 100;
    } else if (s.starts_with('/')) {
        s.remove_prefix(1);
        const std::optional<double> below = take_number(s);
        if (below && !s.empty()) return "";
        if (below) x = *x / *below;
    } else if (s.starts_with('*') || s.starts_with('x')) {
        s = trimmed(s.substr(1));
        if (!s.starts_with("10")) return "";
        s.remove_prefix(2);
        while (s.starts_with('^') || s.starts_with('*') || s.starts_with('{')) s.remove_prefix(1);
        const std::optional<double> power = take_number(s);
        if (!power || !(s.empty() || s == "}")) return "";
        const std::string scaled = fmt::format("{}e{}", *x, *power);
        s = scaled;
        x = take_number(s);
        if (!x || !s.empty()) return "";
    } else if (!s.empty() &&
               std::any_of(s.begin(), s.end(), [](char c) { return is_digit(c) || c == '.' || c == ','; })) {
        return "";
    }
    return std::isfinite(*x) ? fmt::format("{}", *x) : "";
}

std::string meant_name(std::string_view typed, std::span<const std::string> known) {
    if (std::find(known.begin(), known.end(), typed) != known.end()) return std::string(typed);
    std::string folded = fold(typed);
    while (folded.size() > 1 && (folded.back() == ',' || folded.back() == ';')) folded.pop_back();
    const std::string* found = nullptr;
    for (const std::string& name : known) {
        if (fold(name) != folded) continue;
        if (found != nullptr) return "";
        found = &name;
    }
    return found != nullptr ? *found : "";
}

Status parse_size(std::string_view typed, std::int64_t& cols, std::int64_t& rows) {
    const std::string ascii = plain(typed);
    const std::string_view s = trimmed(ascii);
    std::size_t at = s.find_first_of("xX*");
    if (at == std::string_view::npos) at = s.find(' ');
    if (at == std::string_view::npos && std::count(s.begin(), s.end(), ',') == 1) {
        at = s.find(',');
        if (at < 2 && s.size() - at == 4) at = std::string_view::npos;  // "1,920": one number rather than two
    }
    Status wrong = Status::failure(say(Text::SizeText, shown(typed), kLongestSide));
    if (at == std::string_view::npos) return wrong;
    const Document document;
    Value sides[2];
    const std::string_view words[] = {trimmed(s.substr(0, at)), trimmed(s.substr(at + 1))};
    constexpr const char* kKeys[] = {"cols", "rows"};
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string_view digits = words[i].starts_with('-') ? words[i].substr(1) : words[i];
        if (digits.empty() || !is_digit(digits[0]) || digits.find_first_of(" x*") != std::string_view::npos)
            return wrong;
        if (Status read = parse(*find_property(kKeys[i], document), words[i], sides[i]); !read) return read;
    }
    cols = std::get<std::int64_t>(sides[0]);
    rows = std::get<std::int64_t>(sides[1]);
    return {};
}

}  // namespace gs
