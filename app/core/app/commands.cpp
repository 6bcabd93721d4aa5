#include "app/core/app/commands.h"

#include <algorithm>
#include <unordered_map>

#include "app/core/app/app.h"
#include "app/core/app/command_rows.h"
#include "app/core/files/formats.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

std::span<const Command> commands() {
    static const std::vector<Command> all = [] {
        std::vector<Command> rows;
        for (const auto part :
             {property_commands(), setting_commands(), favourite_commands(), file_commands(), eye_commands(),
              palette_commands(), share_commands(), glide_commands(), instrument_commands(), run_commands(),
              timeline_commands(), export_commands(), hand_commands(), print_commands(), window_commands()})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

std::string help_of(const Command& command) {
    if (command.holds == 0) return command.help;
    return say(Text::CommandEndings, command.help, endings_of(static_cast<Holds>(command.holds)));
}

const Command* find_command(std::string_view name) {
    for (const Command& command : commands())
        if (name == command.name) return &command;
    static const std::unordered_map<std::string, const Command*> by_folded_name = [] {
        std::unordered_map<std::string, const Command*> known;
        for (const Command& command : commands()) known.emplace(fold(command.name), &command);
        return known;
    }();
    const auto found = by_folded_name.find(fold(name));
    return found != by_folded_name.end() ? found->second : nullptr;
}

Status unknown_command(const App& app, std::string_view typed) {
    std::vector<std::string> known;
    for (const Command& c : commands()) known.emplace_back(c.name);
    return Status::failure(unknown_name(text(Text::Command), typed, known, property_keys(app.document())));
}

Status run_command(App& app, const Command& command, const Words& arguments) {
    const int count = static_cast<int>(arguments.size());
    if (count >= command.least && count <= command.most) return command.run(app, arguments);
    const std::string nothing(text(Text::NoArguments));
    const std::string usage = command.arguments[0] != '\0' ? command.arguments : nothing;
    std::string given;
    for (const std::string& word : arguments) given += (given.empty() ? "" : " ") + as_word(word);
    return Status::failure(
        say(Text::WrongArguments, command.name, usage, count > 0 ? shown(given) : nothing));
}

Status run_command(App& app, std::string_view line) {
    Words words;
    if (Status split = split_words(line, words); !split) return split;
    if (words.empty()) return {};
    const Command* command = find_command(words[0]);
    if (command == nullptr && sets_something(app, words)) return set_without_set(app, words);
    if (command == nullptr) return unknown_command(app, words[0]);
    Words arguments(words.begin() + 1, words.end());
    // "seed = spots"
    if (arguments.size() > 1 && arguments[0] == "=") arguments.erase(arguments.begin());
    return run_command(app, *command, arguments);
}

std::vector<Completion> complete_line(const Document& document, std::string_view line) {
    const std::size_t start = line.rfind(';') == std::string_view::npos ? 0 : line.rfind(';') + 1;
    line.remove_prefix(start);
    Words words;
    if (!split_words(line, words)) return {};
    const bool fresh = words.empty() || line.back() == ' ' || line.back() == '\t';
    const std::string typed = fresh ? "" : words.back();
    if (!fresh) words.pop_back();
    Candidates all;
    if (words.empty()) {
        for (const Command& c : commands()) all.push_back({c.name, help_of(c)});
        for (Completion& p : property_words(document, {}))
            if (find_command(p.word) == nullptr) all.push_back(std::move(p));
    } else if (find_command(words[0]) == nullptr && find_typed_property(words[0], document) != nullptr) {
        all = property_words(document, words);
    } else if (const Command* command = find_command(words[0]);
               command != nullptr && command->candidates != nullptr) {
        all = command->candidates(document, Words(words.begin() + 1, words.end()));
    }
    const std::string folded = fold(typed);
    const Property* meant = folded.empty() ? nullptr : find_typed_property(typed, document);
    const std::string key = meant != nullptr ? meant->key : "";
    std::erase_if(all, [&](const Completion& c) {
        const bool quoted = c.word.starts_with('"');  // a word with blanks is found without its quotes
        return c.word != key && !fold(c.word.substr(quoted ? 1 : 0)).starts_with(folded);
    });
    return all;
}

}  // namespace gs
