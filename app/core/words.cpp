#include "app/core/words.h"

#include "app/core/strings.h"

namespace gs {

namespace {

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

}  // namespace

Status split_words(std::string_view line, Words& words) {
    words.clear();
    char quote = 0;
    bool in_word = false;
    std::string word;
    for (const char c : line) {
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            in_word = true;
        } else if (blank(c)) {
            if (in_word) words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else {
            word += c;
            in_word = true;
        }
    }
    if (quote != 0) return Status::failure(say(Text::OpenQuote, line));
    if (in_word) words.push_back(std::move(word));
    return {};
}

std::vector<std::string> split_commands(std::string_view line) {
    std::vector<std::string> commands(1);
    char quote = 0, before = ' ';
    for (const char c : line) {
        if (quote == 0 && c == '#' && (blank(before) || before == ';')) break;
        before = c;
        if (quote == 0 && c == ';') {
            commands.emplace_back();
            continue;
        }
        if (quote != 0 ? c == quote : c == '"' || c == '\'') quote = quote != 0 ? '\0' : c;
        commands.back() += c;
    }
    std::erase_if(commands,
                  [](const std::string& c) { return c.find_first_not_of(" \t\r") == std::string::npos; });
    for (std::string& c : commands) {
        c.erase(0, c.find_first_not_of(" \t\r"));
        c.erase(c.find_last_not_of(" \t\r") + 1);
    }
    return commands;
}

std::string as_word(std::string_view word) {
    const bool plain = !word.empty() && word.find_first_of(" \t;#\"'") == std::string_view::npos;
    if (plain) return std::string(word);
    const char quote = word.find('"') == std::string_view::npos ? '"' : '\'';
    return quote + std::string(word) + quote;
}

}  // namespace gs
