#include "app/core/app/command_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/core/app/command_rows.h"
#include "app/core/app/view_words.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/palettes.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/seeds.h"
#include "app/core/text/letters.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

bool of_word(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    return line;
}

const SearchRow* row_of(std::span<const SearchRow> rows, std::string_view line) {
    const auto same = [&](const SearchRow& row) { return trimmed(row.line) == trimmed(line); };
    const auto at = std::find_if(rows.begin(), rows.end(), same);
    return at != rows.end() ? &*at : nullptr;
}

// ---- the rows of each table

using Rows = std::vector<SearchRow>;

template <class Table>
void add_table(Rows& rows, const Table& table, Text kind, std::string_view command) {
    for (const auto& row : table)
        rows.push_back({.label = row.label,
                        .kind = std::string(text(kind)),
                        .line = fmt::format("{} {}", command, row.id)});
}

/// Found by what they promise, too.
void add_palettes(Rows& rows, const Document& d) {
    const std::string kind(text(Text::Palette));
    for (const OwnPalette& own : own_palettes(d))
        rows.push_back(
            {.label = own.name, .kind = kind, .line = fmt::format("palette {}", as_word(own.name))});
    for (const Palette& p : palettes())
        rows.push_back(
            {.label = p.label, .detail = marks_of(p), .kind = kind, .line = fmt::format("palette {}", p.id)});
}

void add_presets(Rows& rows, const Document& d) {
    for (const Preset& p : all_presets(d))
        rows.push_back({.label = p.label,
                        .detail = p.help,
                        .kind = std::string(text(p.kept != nullptr ? Text::Favourite : Text::Preset)),
                        .line = fmt::format("preset {}", as_word(p.id)),
                        .also = p.pattern});
}

void add_kernels(Rows& rows, const Document& d) {
    for (const gs_kernel* k : kernels())
        rows.push_back({.label = k->label,
                        .detail = k->summary,
                        .kind = std::string(text(Text::Kernel)),
                        .line = fmt::format("kernel {}", k->id),
                        .why_not = can_run(*k, d).why()});
}

bool has_a_table(const Property& p) {
    return p.key == "kernel" || p.key == "palette" || p.key == "seed";
}

void add_property(Rows& rows, const Document& d, const Property& p) {
    const std::string now = to_text(value_of(d, p)), kind(text(Text::Property));
    rows.push_back({.label = p.label,
                    .detail = fmt::format("{} = {}{}{}", p.key, now, p.unit.empty() ? "" : " ", p.unit),
                    .kind = kind,
                    .line = p.key + " ",
                    .goes_on = true,
                    .also = fmt::format("{}", fmt::join(p.symbols, " "))});
    if (has_a_table(p)) return;
    std::vector<std::string> words = p.choices;
    if (p.kind == Kind::Switch) words = {"on", "off"};
    for (const std::string& word : words)
        rows.push_back({.label = fmt::format("{}: {}", p.label, word),
                        .detail = p.help,
                        .kind = kind,
                        .line = fmt::format("{} {}", p.key, word)});
}

void add_commands(Rows& rows) {
    const std::string kind(text(Text::Command));
    for (const Command& c : commands()) {
        const bool wants = c.least > 0;
        rows.push_back({.label = c.name,
                        .detail = help_of(c),
                        .kind = kind,
                        .line = wants ? std::string(c.name) + " " : c.name,
                        .goes_on = wants,
                        .also = c.arguments});
    }
    for (const ViewWord& w : view_words())
        rows.push_back({.label = fmt::format("view {}", w.word),
                        .detail = w.help,
                        .kind = kind,
                        .line = fmt::format("view {}{}", w.word, w.numbers > 0 ? " " : ""),
                        .goes_on = w.numbers > 0});
}

// ---- what fits

/// How well the row fits all words; 0: one of them is not found. A word counts more in the label,
/// and most if it is what the line names.
int score(const SearchRow& row, const std::vector<std::string>& words) {
    const std::string beside = fmt::format("{} {} {}", row.kind, row.line, row.also);
    int sum = 0;
    for (const std::string& word : words) {
        const int named = 2 * static_cast<int>(fit(word, row.label)),
                  meant = 2 * static_cast<int>(fit(word, beside)) - 1, best = std::max(named, meant);
        if (best <= 0) return 0;
        sum += best + static_cast<int>(row.line.ends_with(" " + word));
    }
    return sum;
}

struct Scored {
    int score;
    std::size_t age;  // 0: used last
    const SearchRow* row;
};

void add_found(Rows& rows, const Rows& all, const std::vector<std::string>& words,
               std::span<const std::string> recent) {
    std::vector<Scored> scored;
    for (const SearchRow& row : all) {
        const auto age =
            static_cast<std::size_t>(std::find(recent.begin(), recent.end(), row.line) - recent.begin());
        if (const int s = score(row, words); s > 0) scored.push_back({s, age, &row});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
        return a.score != b.score ? a.score > b.score : a.age < b.age;
    });
    for (const Scored& s : scored)
        if (row_of(rows, s.row->line) == nullptr) rows.push_back(*s.row);
}

/// What may stand in place of the line's last word, if the line has a first one.
Rows completed(const App& app, std::string_view typed, const Rows& all) {
    const std::size_t gap = typed.find_last_of(" ;");
    if (gap == std::string_view::npos) return {};
    const std::string before(typed.substr(0, gap + 1)), word(typed.substr(gap + 1));
    if (trimmed(before).empty()) return {};
    std::vector<std::pair<Fit, SearchRow>> fitting;
    for (const Completion& c : complete_line(app.document(), before)) {
        // A word of the explanation counts least: many explain what they are not.
        const Fit how =
            word.empty() ? Fit::Word : std::max(fit(word, c.word), std::min(fit(word, c.help), Fit::Letters));
        if (how == Fit::None) continue;
        const std::string line = before + c.word;
        const SearchRow* known = row_of(all, line);
        fitting.emplace_back(
            how, known != nullptr ? *known : SearchRow{.label = c.word, .detail = c.help, .line = line});
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    Rows rows;
    for (auto& [how, row] : fitting) rows.push_back(std::move(row));
    return rows;
}

/// True if each command of the line has as many words as it takes.
bool is_whole(const App& app, std::string_view typed) {
    const std::vector<std::string> lines = split_commands(typed);
    return !lines.empty() && std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
        Words words;
        if (!split_words(line, words) || words.empty()) return false;
        const Command* command = find_command(words[0]);
        const int count = static_cast<int>(words.size()) - 1;
        if (command != nullptr) return count >= command->least && count <= command->most;
        return (count > 0 || line.find('=') != std::string::npos) && sets_something(app, words);
    });
}

}  // namespace

Fit fit(std::string_view word, std::string_view text) {
    const std::string small = in_small_letters(text), letters = in_small_letters(word);
    const auto begins_word = [&](std::size_t at) { return at == 0 || !of_word(small[at - 1]); };
    Fit best = Fit::None;
    for (std::size_t at = small.find(letters); at != std::string::npos; at = small.find(letters, at + 1)) {
        const std::size_t end = at + letters.size();
        const bool whole = end == small.size() || !of_word(small[end]);
        best = std::max(best, !begins_word(at) ? Fit::Part : whole ? Fit::Word : Fit::Beginning);
    }
    if (best != Fit::None || letters.size() < 2) return best;
    // Letters apart: the first one begins a word, or nearly every text would have them.
    for (std::size_t first = small.find(letters[0]); first != std::string::npos;
         first = small.find(letters[0], first + 1)) {
        if (!begins_word(first)) continue;
        std::size_t next = 0;
        for (std::size_t at = first; at < small.size() && next < letters.size(); ++at)
            if (small[at] == letters[next]) ++next;
        return next == letters.size() ? Fit::Letters : Fit::None;
    }
    return Fit::None;
}

std::vector<SearchRow> search_rows(const App& app, std::vector<SearchRow> actions) {
    const Document& d = app.document();
    Rows more;
    add_presets(more, d);
    add_kernels(more, d);
    add_palettes(more, d);
    for (const Property& p : properties()) add_property(more, d, p);
    for (const Property& p : knob_properties(d)) add_property(more, d, p);
    add_table(more, seeds(), Text::Seed, "seed");
    add_table(more, stencils(), Text::Stencil, "stencil");
    add_table(more, instrument_rows(), Text::Instrument, "instrument");
    add_commands(more);
    Rows rows = std::move(actions);
    for (SearchRow& row : more)
        if (row_of(rows, row.line) == nullptr) rows.push_back(std::move(row));
    return rows;
}

std::vector<SearchRow> found(const App& app, std::string_view typed, const std::vector<SearchRow>& all,
                             std::span<const std::string> recent) {
    Words words;
    const std::string keyboard = plain(typed);
    if (!split_words(keyboard, words) || words.empty()) return {};
    Rows rows = completed(app, typed, all);
    const std::string line(trimmed(typed));
    const SearchRow* known = row_of(all, line);
    if (known == nullptr) known = row_of(rows, line);
    if (known != nullptr && !known->goes_on) {
        const SearchRow first = *known;
        std::erase_if(rows, [&](const SearchRow& row) { return row.line == first.line; });
        rows.insert(rows.begin(), first);
    } else if (is_whole(app, typed)) {
        rows.push_back({.label = line, .kind = std::string(text(Text::Command)), .line = line});
    }
    add_found(rows, all, words, recent);
    // What is typed already is no choice.
    std::erase_if(rows, [&](const SearchRow& row) { return row.goes_on && row.line == typed; });
    return rows;
}

std::vector<SearchRow> offered(const std::vector<SearchRow>& all, std::span<const std::string> recent,
                               std::span<const std::string_view> usual) {
    constexpr std::size_t kMostRecent = 4;
    Rows rows;
    const auto add = [&](std::string_view line) {
        const SearchRow* known = row_of(all, line);
        if (row_of(rows, line) != nullptr) return;
        const std::string typed(line);
        rows.push_back(
            known != nullptr
                ? *known
                : SearchRow{.label = typed, .kind = std::string(text(Text::Command)), .line = typed});
    };
    for (std::size_t i = 0; i < std::min(recent.size(), kMostRecent); ++i) add(recent[i]);
    for (const std::string_view line : usual) add(line);
    return rows;
}

std::string usage(const App& app, std::string_view typed) {
    Words words;
    if (typed.find(' ') == std::string_view::npos || !split_words(typed, words) || words.empty()) return {};
    if (const Command* c = find_command(words[0])) return fmt::format("{} {}", c->name, c->arguments);
    if (const Property* p = find_typed_property(words[0], app.document()))
        return fmt::format("{}: {}", p->key, allowed_text(*p));
    return {};
}

}  // namespace gs
