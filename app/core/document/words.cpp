#include "app/core/document/words.h"

#include <algorithm>

#include "app/core/document/pasted.h"
#include "app/core/text/letters.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// The letters that end a quotation begun by this letter; empty if it begins none. Typographic
/// quotes begin one only in front of a word, since within a word they may be an apostrophe.
std::u32string_view closers_of(char32_t code, bool in_word) {
    struct Row {
        char32_t opens;
        std::u32string_view closes;
    };
    static constexpr Row kRows[] = {
        {U'"', U"\""},
        {U'\'', U"'"},
        {U'\u201C', U"\u201C\u201D"},
        {U'\u201D', U"\u201D"},
        {U'\u201E', U"\u201C\u201D"},
        {U'\u00AB', U"\u00BB"},
        {U'\u00BB', U"\u00AB\u00BB"},
        {U'\u2018', U"\u2019"},
        {U'\u201A', U"\u2018\u2019"},
    };
    for (const Row& row : kRows)
        if (code == row.opens && (code < 0x80 || !in_word)) return row.closes;
    return {};
}

enum class Role { Letter, Blank, Nothing, Quote };

/// Classifies the letters of a line, one after the other.
class Reader {
  public:
    Role role(char32_t code) {
        if (quoted()) {
            if (closers_.find(code) == std::u32string_view::npos) return Role::Letter;
            closers_ = {};
            return Role::Quote;
        }
        if (is_invisible(code)) return Role::Nothing;
        if (is_blank(code)) {
            in_word_ = false;
            return Role::Blank;
        }
        closers_ = closers_of(code, in_word_);
        in_word_ = true;
        return quoted() ? Role::Quote : Role::Letter;
    }
    bool quoted() const { return !closers_.empty(); }
    /// The next letter begins a word.
    void end_word() { in_word_ = false; }

  private:
    std::u32string_view closers_;
    bool in_word_ = false;
};

}  // namespace

Status split_words(std::string_view line, Words& words) {
    words.clear();
    Reader reader;
    bool in_word = false;
    std::string word;
    for (std::size_t at = 0; at < line.size();) {
        const Letter letter = letter_at(line, at);
        at += letter.bytes.size();
        const Role role = reader.role(letter.code);
        if (role == Role::Blank) {
            if (in_word) words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else if (role != Role::Nothing) {
            in_word = true;
            if (role == Role::Letter) word += letter.bytes;
        }
    }
    if (reader.quoted()) return Status::failure(say(Text::OpenQuote, line));
    if (in_word) words.push_back(std::move(word));
    return {};
}

std::vector<std::string> split_commands(std::string_view line) {
    std::vector<std::string> commands(1);
    Reader reader;
    bool begins = true;  // a comment may begin here
    const bool whole = is_one_paste(line);
    for (std::size_t at = 0; at < line.size();) {
        const Letter letter = letter_at(line, at);
        at += letter.bytes.size();
        if (begins && !whole && !reader.quoted() && letter.code == '#') break;
        const Role role = reader.role(letter.code);
        const bool parts = role == Role::Letter && letter.code == ';' && !reader.quoted() && !whole;
        begins = role == Role::Blank || parts || (begins && role == Role::Nothing);
        if (parts) {
            reader.end_word();
            commands.emplace_back();
        } else if (role == Role::Blank) {
            if (!commands.back().empty()) commands.back() += ' ';
        } else if (role != Role::Nothing) {
            commands.back() += letter.bytes;
        }
    }
    for (std::string& c : commands)
        if (!reader.quoted()) c.erase(c.find_last_not_of(' ') + 1);
    std::erase(commands, "");
    return commands;
}

std::string as_word(std::string_view word) {
    bool plain = !word.empty() && word.find_first_of(";#\"'") == std::string_view::npos;
    for (std::size_t at = 0; at < word.size();) {
        const Letter letter = letter_at(word, at);
        at += letter.bytes.size();
        plain = plain && !is_blank(letter.code) && !is_invisible(letter.code) &&
                closers_of(letter.code, false).empty();
    }
    if (plain) return std::string(word);
    std::string quoted;
    for (std::size_t at = 0; at < word.size() || quoted.empty();) {
        // The part up to the next quote of the kind that would end it.
        const char quote = at < word.size() && word[at] == '"' ? '\'' : '"';
        const std::size_t end = std::min(word.find(quote, at), word.size());
        quoted += quote + std::string(word.substr(at, end - at)) + quote;
        at = end;
    }
    return quoted;
}

}  // namespace gs
