// The subcommands: each adds itself to the command line and says what is to be done when it is
// named. Only cli.cpp and options.cpp include CLI11, which takes long to compile.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/cli.h"
#include "app/core/text/strings.h"
#include "kernels/engine/status.h"

namespace CLI {
class App;
}

namespace gs {

class App;

/// What the arguments ask for; called after all of them have been read. Returns the exit code.
using Action = std::function<int()>;

/// The values of the options for every property, the preset, a shared text and the size.
struct PropertyOptions {
    std::map<std::string, std::string> values;
    std::string preset, from, size;
    /// Applies the preset first, then the shared text, the size, and the properties.
    Status apply_to(App& app) const;
    bool empty() const { return values.empty() && preset.empty() && from.empty() && size.empty(); }
};

/// The arguments of the program, or of one subcommand. Each option is declared with its name, where
/// its value goes, its help and what the help calls its value. A name without dashes is that of an
/// argument without an option. What is stored must outlive the parsing.
class CommandLine {
  public:
    /// action: receives what is to be done.
    CommandLine(CLI::App& parser, Action& action) : parser_(parser), action_(action) {}

    /// Adds a subcommand, and what is to be done if it is named. options: declares its options;
    /// called when it has been named, since most of the hundreds of options belong to others.
    void subcommand(const char* name, Text help, Action does, std::function<void(CommandLine)> options);
    /// What is to be done if no subcommand is named.
    void otherwise(Action does) { action_ = std::move(does); }

    /// An option with one value. The value that it has already is shown as the default.
    void text(const char* name, std::string& value, Text help, const char* type);
    /// The same with a help that is made up from values.
    void text(const char* name, std::string& value, std::string_view help, const char* type);
    /// A path as the user writes it: ~ is the home folder even if no shell has expanded it
    /// (--out=~/x).
    void path(const char* name, std::string& value, Text help, const char* type);
    /// The same with a help that is made up from values.
    void path(const char* name, std::string& value, std::string_view help, const char* type);
    /// An option that may be given several times, with one value each.
    void list(const char* name, std::vector<std::string>& values, Text help, const char* type);
    /// An option without a value.
    void flag(const char* name, bool& given, Text help);
    /// Options for every property, the preset, a shared text and the size, with the names and
    /// values of `set`.
    void settings(PropertyOptions& typed);
    /// Leaves an option out of the help.
    void hide(const char* name);

  private:
    CLI::App& parser_;
    Action& action_;
};

/// Each adds one subcommand with its options.
void add_run(CommandLine& program);
void add_render(CommandLine& program);
void add_kernels(CommandLine& program);
void add_check(CommandLine& program);
void add_bench(CommandLine& program);
void add_map(CommandLine& program);
void add_replay(CommandLine& program);
/// The options of the program itself: the file to open, the commands to run first, and how the
/// window opens.
void add_window(CommandLine& program, OpenWindow open_window);

/// Prints a line of data on stdout. A failure to write is reported when the program ends.
void answer(const std::string& line);
/// Prints a line for the user on stderr.
void remark(const std::string& line);
/// The same for what went wrong, with the program's name before it.
void complain(const std::string& sentence);
/// Prints an application's messages on stderr.
void print_messages(App& app);
/// Prints the messages and the failure, if there is one, and returns the exit code.
int exit_code(App& app, const Status& status);

}  // namespace gs
