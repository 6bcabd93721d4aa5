#include "app/core/files/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <vector>

#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;

/// A piece of JSON's text: a sign, a string with its quotes, or a run of anything else.
struct Token {
    std::size_t at = 0, size = 0;
};

/// The last two tokens up to the place of an error: the one at that place (or the end), and the one
/// before.
struct Around {
    Token before, found;
};

constexpr std::string_view kBlanks = " \t\r\n";

/// Nothing of ours lies deeper than 5. The library's own copies and words of a value call
/// themselves, level by level, so that a few thousand brackets would end the program.
constexpr int kDeepest = 64;
struct TooDeep {};

bool has(std::string_view message, std::string_view words) {
    return message.find(words) != std::string_view::npos;
}

std::size_t token_size(std::string_view rest) {
    constexpr std::string_view kSigns = "{}[]:,";
    if (kSigns.find(rest.front()) != std::string_view::npos) return 1;
    if (rest.front() == '"') {
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (rest[i] == '\n') return i;
            if (rest[i] == '"') return i + 1;
            if (rest[i] == '\\') ++i;
        }
        return rest.size();
    }
    if (rest.starts_with("//") || rest.starts_with("#")) return rest.find('\n');
    return rest.find_first_of(" \t\r\n{}[]:,\"");
}

Around around(std::string_view text, std::size_t place) {
    Around a;
    std::size_t at = 0;
    while (true) {
        at = std::min(text.find_first_not_of(kBlanks, at), text.size());
        a.before = a.found;
        a.found = {at, 0};
        if (at == text.size()) return a;
        a.found.size = std::min(token_size(text.substr(at)), text.size() - at);
        at += a.found.size;
        if (at > place) return a;
    }
}

/// "line 4, column 3: ..."
std::string placed(std::string_view text, std::size_t at, const std::string& why) {
    const std::string_view before = text.substr(0, at);
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    std::size_t line = 1, column = 1;
    for (const char c : before) line += c == '\n' ? 1 : 0;
    for (const char c : before.substr(start))
        column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return say(Text::JsonPlace, line, column, why);
}

/// What the parser expected, found in its own message.
std::string_view expected(std::string_view parser) {
    if (has(parser, "object key")) return text(Text::JsonName);
    if (has(parser, "object separator")) return text(Text::JsonColon);
    if (has(parser, "expected end of input")) return text(Text::JsonEnd);
    if (has(parser, "while parsing object")) return text(Text::JsonCommaOrBrace);
    if (has(parser, "while parsing array")) return text(Text::JsonCommaOrBracket);
    return text(Text::JsonValue);
}

/// The reason for this error, in words that help to correct it.
std::string reason(std::string_view found, std::string_view before, std::string_view parser) {
    const std::string_view wanted = expected(parser);
    if (has(parser, "ill-formed UTF-8")) return std::string(text(Text::JsonNotUtf8));
    if (has(parser, "invalid string")) return std::string(text(Text::JsonString));
    if (found.empty()) return say(Text::JsonEndsHere, wanted);
    if (found.starts_with('#') || found.starts_with('/')) return say(Text::JsonComment, wanted);
    if (before == "," && (found == "}" || found == "]" || found == ",")) {
        const std::string_view after = found == ","   ? wanted
                                       : found == "}" ? text(Text::JsonName)
                                                      : text(Text::JsonValue);
        return say(Text::JsonComma, after, found);
    }
    if (found.starts_with('\'')) return say(Text::JsonQuotes, wanted);
    const std::string word = in_small_letters(found.substr(found.starts_with('-') ? 1 : 0));
    if (word == "nan" || word == "inf" || word == "infinity") return say(Text::JsonNoNumber, found);
    if (word == "true" || word == "false" || word == "none" || word == "null")
        return say(Text::JsonWord, found);
    return say(Text::JsonExpected, wanted, shown(found));
}

/// The token at which the parser failed. It has read one letter too many if that is a number, a
/// word or a string.
Token meant(std::string_view words, std::string_view parser, std::size_t place, const Around& a) {
    if (has(parser, "invalid string")) return a.found.size == 0 || a.found.at > place ? a.before : a.found;
    const bool adjacent = a.before.at + a.before.size == a.found.at && a.found.at == place;
    const bool sign = std::string_view("{}[]:,\"").find(words[a.before.at]) != std::string_view::npos;
    const bool one_more = (has(parser, "invalid number") || has(parser, "invalid literal")) &&
                          a.before.size > 0 && adjacent && !sign;
    return one_more ? a.before : a.found;
}

std::string syntax_error(std::string_view words, const Json::parse_error& error) {
    // The parser counts bytes from 1, and reports one more at the end.
    const std::size_t place = error.byte > 0 ? error.byte - 1 : 0;
    const Around a = around(words, place);
    const Token at = words.empty() ? Token{} : meant(words, error.what(), place, a);
    const std::string_view found = words.substr(at.at, at.size),
                           before = at.at == a.before.at ? std::string_view()
                                                         : words.substr(a.before.at, a.before.size);
    const bool of_comma = before == "," && (found == "}" || found == "]");
    return placed(words, of_comma ? a.before.at : at.at, reason(found, before, error.what()));
}

/// The sentence for the parser's "number overflow parsing '1e999'".
std::string too_large(std::string_view words, std::string_view parser) {
    const std::size_t open = parser.find('\''), close = parser.rfind('\'');
    const std::string_view number =
        close > open ? parser.substr(open + 1, close - open - 1) : std::string_view();
    const std::size_t at = words.find(number);
    return placed(words, at == std::string_view::npos ? 0 : at, say(Text::JsonTooLarge, shown(number)));
}

}  // namespace

Status parse_json(const std::string& text, Json& json) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";  // that some editors put before UTF-8
    std::string_view words = text;
    if (words.starts_with(kMark)) words.remove_prefix(kMark.size());
    std::vector<std::set<std::string>> names;  // of the objects that are open
    std::string twice;
    const auto look = [&](int depth, Json::parse_event_t event, Json& value) {
        if (depth > kDeepest) throw TooDeep();
        if (event == Json::parse_event_t::object_start) names.emplace_back();
        if (event == Json::parse_event_t::object_end && !names.empty()) names.pop_back();
        if (event == Json::parse_event_t::key && !names.empty() &&
            !names.back().insert(value.get<std::string>()).second && twice.empty())
            twice = value.get<std::string>();
        return true;
    };
    try {
        json = Json::parse(words.begin(), words.end(), look);
    } catch (const Json::parse_error& error) {
        return Status::failure(syntax_error(words, error));
    } catch (const TooDeep&) {
        return Status::failure(say(Text::JsonDeep, kDeepest));
    } catch (const Json::exception& error) {
        return Status::failure(too_large(words, error.what()));
    }
    return twice.empty() ? Status() : Status::failure(say(Text::JsonTwice, shown(twice)));
}

}  // namespace gs
