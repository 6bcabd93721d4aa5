// The subcommands: each adds itself to the parser, and leaves in `result` what is to be done.
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
/// The options of the program itself: a session, what to do first, how the window opens.
void add_window(CLI::App& cli, Action& action, OpenWindow open_window);

/// An option of one value with its help.
CLI::Option* add_option(CLI::App& command, const char* name, std::string& value, Text help);

/// An option that is a path, as the user writes it: ~ is the home folder, though no
/// shell has seen it (--out=~/x).
CLI::Option* add_path(CLI::App& command, const char* name, std::string& value, Text help);

/// Options for every property and the preset, in the words of `set`.
struct PropertyOptions {
    std::map<std::string, std::string> values;
    std::string preset, size;
    /// Adds them to a parser; this has to outlive it.
    void add_to(CLI::App& cli);
    /// Preset first, then size, then the properties.
    Status apply_to(gs::App& app) const;
    bool empty() const { return values.empty() && preset.empty() && size.empty(); }
};

/// Executed commands as a file that is a script again.
class Journal {
  public:
    /// path: empty for none. Appends. This has to outlive the application.
    Status open(const std::string& path, gs::App& app);
    /// False where a line could not be written; that was said when it happened.
    bool whole() const { return !out_.is_open() || out_.good(); }

  private:
    std::string path_;
    std::ofstream out_;
};

/// A whole number of at least `least` for the option of this name.
Status parse_count(const char* name, const std::string& text, std::int64_t least, std::int64_t& count);

/// Prints a line of data on stdout. What can't be written is said when the program ends.
void answer(const std::string& line);
/// Prints a sentence for the user on stderr.
void complain(const std::string& sentence);
/// The first error among an application's messages, or empty; takes them all.
std::string first_error(gs::App& app);
/// Prints an application's messages on stderr.
void print_messages(gs::App& app);
/// kDone, or what the failure counts as, after it was printed.
int exit_code(gs::App& app, const Status& status);

}  // namespace gs
