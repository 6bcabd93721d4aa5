#include "app/core/document/pasted.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "app/core/document/typed.h"
#include "app/core/text/letters.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, start), text.size());
        if (end > start) parts.emplace_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

std::optional<double> number(std::string_view word) {
    const std::string read = typed_number(word).plain;
    double x = 0;
    const auto [at, error] = std::from_chars(read.data(), read.data() + read.size(), x);
    if (error != std::errc() || at != read.data() + read.size()) return {};
    return x;
}

bool may_be_feed(double x) {
    return x >= 0 && x <= 0.11;
}

bool may_be_kill(double x) {
    return x >= 0.03 && x <= 0.07;
}

/// "0.037 0.06": the number that may be the feed rate comes first.
bool two_numbers(const std::string& line, PastedRates& rates) {
    std::vector<std::string> words = split(line, " \t;");
    if (words.size() == 1) words = split(line, ",");  // "0.037,0.06"
    std::erase(words, ",");
    if (words.size() != 2) return false;
    const std::optional<double> first = number(words[0]), second = number(words[1]);
    if (!first || !second) return false;
    const bool in_order = may_be_feed(*first) && may_be_kill(*second);
    if (!in_order && !(may_be_feed(*second) && may_be_kill(*first))) return false;
    rates = {typed_number(words[in_order ? 0 : 1]).plain, typed_number(words[in_order ? 1 : 0]).plain, ""};
    return true;
}

/// "(f, k) = (0.037, 0.06)"
bool named_pair(const std::string& line, PastedRates& rates) {
    std::string dense = line;
    std::erase_if(dense, [](char c) { return c == ' ' || c == '(' || c == ')'; });
    for (const std::string_view names : {"f,k=", "feed,kill="}) {
        if (!dense.starts_with(names)) continue;
        const std::vector<std::string> values = split(std::string_view(dense).substr(names.size()), ",");
        if (values.size() != 2 || !number(values[0]) || !number(values[1])) return false;
        rates = {values[0], values[1], ""};
        return true;
    }
    return false;
}

/// "f620/f620-k609" and "f0620 k0609": ten-thousandths.
bool page_name(const std::string& line, PastedRates& rates) {
    std::string feed, kill;
    for (const std::string& word : split(line, " /-_,")) {
        const bool digits = std::all_of(word.begin() + 1, word.end(), is_digit);
        if (!digits || word.size() < 4 || word.size() > 5 || (word[0] != 'f' && word[0] != 'k')) return false;
        const std::string value = "0." + std::string(5 - word.size(), '0') + word.substr(1);
        std::string& kept = word[0] == 'f' ? feed : kill;
        if (!kept.empty() && kept != value) return false;
        kept = value;
    }
    if (feed.empty() || kill.empty()) return false;
    rates = {feed, kill, ""};
    return true;
}

/// "0.037,0.06,0,#000033,0.2,#00ff00": feed, kill, then places and colours.
bool list_of_stops(const std::string& line, PastedRates& rates) {
    const std::vector<std::string> parts = split(line, ", ");
    if (parts.size() < 4 || parts.size() % 2 != 0) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool color = i >= 3 && i % 2 == 1;
        const bool fits = color ? parts[i].size() == 7 && parts[i][0] == '#' : number(parts[i]).has_value();
        if (!fits) return false;
    }
    // The page computes with these alone.
    rates = {parts[0],
             parts[1],
             std::string(text(Text::PastedGradient)),
             {{"du", "0.2097"}, {"dv", "0.105"}, {"stencil", "five-point"}}};
    return true;
}

/// "a=0.037 in [0,0.1];b=0.06 in [0.04,0.1];"
bool kinetic_parameters(const std::string& line, PastedRates& rates) {
    std::string values[2];
    for (const std::string& part : split(line, ";")) {
        std::string dense = part;
        std::erase(dense, ' ');
        if (dense.empty()) continue;
        const std::size_t in = dense.find("in[");
        if (dense.size() < 2 || (dense[0] != 'a' && dense[0] != 'b') || dense[1] != '=') return false;
        if (in == std::string::npos || dense.back() != ']') return false;
        std::string& value = values[dense[0] - 'a'];
        if (!value.empty()) return false;
        value = dense.substr(2, in - 2);
        if (!number(value)) return false;
    }
    if (values[0].empty() || values[1].empty()) return false;
    rates = {values[0], values[1], std::string(text(Text::PastedSliders))};
    return true;
}

/// Splits a line into words and the marks between them: "=" assigns, "," separates.
std::vector<std::string> tokens_of(const Words& words) {
    std::vector<std::string> tokens;
    for (const std::string& typed : words) {
        const std::string word = plain(typed);
        std::string token;
        const auto end_token = [&] {
            if (!token.empty()) tokens.push_back(std::move(token));
            token.clear();
        };
        for (std::size_t i = 0; i < word.size(); ++i) {
            const char c = word[i];
            const bool inside =
                i > 0 && i + 1 < word.size() && is_digit(word[i - 1]) && is_digit(word[i + 1]);
            const bool assigns = c == '=' || (c == ':' && !inside);
            const bool separates =
                std::string_view(",;&()[]").find(c) != std::string_view::npos && !(c == ',' && inside);
            if (assigns || separates) {
                end_token();
                tokens.emplace_back(assigns ? "=" : ",");
            } else {
                token += c;
            }
        }
        if (word.empty()) tokens.emplace_back();
        end_token();
    }
    for (std::string& token : tokens) {
        if (token == "and") token = ",";
        if (token == "to" || token == "is") token = "=";
    }
    return tokens;
}

}  // namespace

bool begins_as_number(std::string_view word) {
    const std::string ascii = plain(word);
    std::string_view s = ascii;
    if (s.starts_with('+') || s.starts_with('-')) s.remove_prefix(1);
    if (s.starts_with('.') || s.starts_with(',')) s.remove_prefix(1);
    return !s.empty() && is_digit(s[0]);
}

std::vector<Assignment> assignments_of(const Words& words) {
    const std::vector<std::string> tokens = tokens_of(words);
    std::vector<Assignment> all;
    Words name;
    const auto joined = [&] {
        std::string one = fmt::format("{}", fmt::join(name, " "));
        name.clear();
        return one;
    };
    // If a name ends without a value, its last word is the value, as in "filter nearest".
    const auto end_name = [&] {
        if (name.empty()) return;
        std::string value = name.size() > 1 ? name.back() : "";
        if (name.size() > 1) name.pop_back();
        all.push_back({joined(), std::move(value)});
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& token = tokens[i];
        if (token == ",") {
            end_name();
        } else if (token == "=") {
            const bool more = i + 1 < tokens.size() && tokens[i + 1] != "," && tokens[i + 1] != "=";
            all.push_back({joined(), more ? tokens[++i] : ""});
        } else if (begins_as_number(token)) {
            all.push_back({joined(), token});
        } else {
            name.push_back(token);
        }
    }
    end_name();
    return all;
}

bool read_rates(std::string_view line, PastedRates& rates) {
    const std::string words = in_small_letters(plain(line));
    return two_numbers(words, rates) || named_pair(words, rates) || page_name(words, rates) ||
           list_of_stops(words, rates) || kinetic_parameters(words, rates);
}

bool is_per_length(std::string_view key, std::string_view value) {
    const std::optional<double> x = number(value);
    return (key == "du" || key == "dv") && x && *x > 0 && *x < 1e-3;
}

bool is_one_paste(std::string_view line) {
    if (line.find(';') == std::string_view::npos && line.find('#') == std::string_view::npos) return false;
    PastedRates rates;
    const std::string words = in_small_letters(plain(line));
    return list_of_stops(words, rates) || kinetic_parameters(words, rates);
}

}  // namespace gs
