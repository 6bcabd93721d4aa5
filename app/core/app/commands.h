// The commands: one row each, from which parser, help, completion and documentation come.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/app/app.h"
#include "app/core/document/words.h"

namespace gs {

/// What a setting is, and what it may be.
struct SettingText {
    std::string value, allowed;
};

/// A command: everything that the program knows about it.
struct Command {
    const char *name, *arguments, *help;
    /// Words after the name, at least and at most.
    int least, most;
    Status (*run)(App& app, const Words& arguments);
    /// Known words that may follow those before, or nullptr.
    std::vector<Completion> (*candidates)(const Document& document, const Words& before) = nullptr;
    /// A setting's present value and what it may be, for `get`; nullptr: a property's row says it.
    SettingText (*present)(const Document& document) = nullptr;
    /// What its file may hold (formats.h), for the help; 0: it names no endings.
    unsigned holds = 0;
};

/// The row's help, with the endings that its file may have.
std::string help_of(const Command& command);

/// Every command, in the order of the help; and the one of this name (capitals,
/// '-' and '_' aside), or nullptr.
std::span<const Command> commands();
const Command* find_command(std::string_view name);

/// Does one command, or what a line of settings says without one.
Status run_command(App& app, std::string_view line);
/// The same for words that are apart already; refuses too few and too many.
Status run_command(App& app, const Command& command, const Words& arguments);

/// Words that fit at the end of the line.
std::vector<Completion> complete_line(const Document& document, std::string_view line);

}  // namespace gs
