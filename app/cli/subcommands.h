// The subcommands: each adds itself to the parser and, when it is named, stores in `action` what is
// to be done.
#pragma once

#include <CLI/CLI.hpp>
#include <fstream>
#include <functional>
#include <map>
#include <string>

#include "app/cli/cli.h"
#include "app/core/app/app.h"
#include "app/core/text/strings.h"

namespace gs {

/// What the arguments ask for; called after all of them have been read. Returns the exit code.
using Action = std::function<int()>;

void add_run(CLI::App& cli, Action& action);
void add_render(CLI::App& cli, Action& action);
void add_kernels(CLI::App& cli, Action& action);
void add_check(CLI::App& cli, Action& action);
void add_bench(CLI::App& cli, Action& action);
/// The options of the program itself: the file to open, the commands to run first, and how the
/// window opens.
void add_window(CLI::App& cli, Action& action, OpenWindow open_window);

/// Adds an option with one value and its help.
CLI::Option* add_option(CLI::App& command, const char* name, std::string& value, Text help);

/// Adds an option whose value is a path as the user writes it: ~ is the home folder even if no
/// shell has expanded it (--out=~/x).
CLI::Option* add_path(CLI::App& command, const char* name, std::string& value, Text help);

/// Options for every property and the preset, with the names and values of `set`.
struct PropertyOptions {
    std::map<std::string, std::string> values;
    std::string preset, size;
    /// Adds them to a parser, which must not outlive this object.
    void add_to(CLI::App& cli);
    /// Applies the preset first, then the size, then the properties.
    Status apply_to(gs::App& app) const;
    bool empty() const { return values.empty() && preset.empty() && size.empty(); }
};

/// Writes the executed commands into a file that can be run as a script.
class Journal {
  public:
    /// Appends to this file; an empty path stands for none. This object has to outlive the
    /// application.
    Status open(const std::string& path, gs::App& app);
    /// False if a line could not be written, which was reported when it happened.
    bool whole() const { return !out_.is_open() || out_.good(); }

  private:
    std::string path_;
    std::ofstream out_;
};

/// Prints a line of data on stdout. A failure to write is reported when the program ends.
void answer(const std::string& line);
/// Prints a line for the user on stderr.
void remark(const std::string& line);
/// The same for what went wrong, with the program's name before it.
void complain(const std::string& sentence);
/// The first error among an application's messages, or empty; takes them all.
std::string first_error(gs::App& app);
/// Prints an application's messages on stderr.
void print_messages(gs::App& app);
/// Prints the messages and the failure, if there is one, and returns the exit code.
int exit_code(gs::App& app, const Status& status);

}  // namespace gs
