#include "app/cli/cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>

#include "app/cli/subcommands.h"
#include "app/core/document/pasted.h"
#include "app/core/document/properties.h"
#include "app/core/files/files.h"
#include "app/core/run/heaps.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "embedded/licences.h"

namespace gs {

namespace {

/// The parser of the subcommand that was named, or of the program itself.
CLI::App& parsed_part(CLI::App& cli) {
    const auto subs = cli.get_subcommands();
    return subs.empty() ? cli : *subs.front();
}

/// The sentence for arguments that can't be parsed, with the nearest known option.
std::string sentence(CLI::App& cli, const CLI::ParseError& error) {
    const CLI::App& part = parsed_part(cli);
    std::vector<std::string> known;
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return say(Text::OneValue,
                   std::string_view(error.what()).substr(0, std::string_view(error.what()).find(':')));
    if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return error.what();
    for (const std::string& extra : cli.remaining(true)) {
        if (!extra.starts_with('-')) return say(Text::ExtraArgument, extra);
        for (const CLI::Option* option : part.get_options())
            for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
        return unknown_name(text(Text::Option), extra.substr(0, extra.find('=')), known);
    }
    return error.what();
}

/// The long option that an argument names: itself, or that of a property by another of its names
/// ("-F", "--Feed_Rate").
std::string option_of(const std::string& typed) {
    const std::size_t end = typed.find('=');
    const std::string name = typed.substr(0, end);
    const bool is_long = name.size() > 3 && name.starts_with("--");
    if (!is_long && !(name.size() == 2 && name[0] == '-')) return typed;
    const Document document;
    const Property* property = find_typed_property(name.substr(is_long ? 2 : 1), document);
    return property == nullptr ? typed
                               : "--" + property->key + (end == std::string::npos ? "" : typed.substr(end));
}

/// Whether the value of this option may have several words.
bool may_go_on(const std::string& option) {
    for (const char* known :
         {"--size", "--pixels", "--stencil", "--boundary", "--seed", "--vary", "--palette", "--knob"})
        if (option == known) return true;
    return false;
}

/// Whether a word continues the value of this option, as it does in the command of the same name.
bool goes_on(const std::string& option, const std::string& word) {
    if (option == "--palette") return fold(word) == "reversed";
    if (option == "--vary" && (word == "across" || word == "columns" || word == "rows")) return true;
    if ((option == "--size" || option == "--pixels") && fold(word) == "x") return true;
    return begins_as_number(word) && word.find_first_not_of("+-.,0123456789eE") == std::string::npos;
}

/// The arguments, with the words of each option's value joined ("--boundary fixed 1 0"), last
/// first, as the parser takes them.
std::vector<std::string> arguments_of(int argc, char** argv) {
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i) {
        std::string option = option_of(argv[i]);
        const bool apart = option.starts_with("--") && option.find('=') == std::string::npos && i + 1 < argc;
        words.push_back(option);
        if (!apart || !may_go_on(option)) continue;
        words.emplace_back(argv[++i]);
        while (i + 1 < argc && goes_on(option, argv[i + 1])) words.back() += " " + std::string(argv[++i]);
    }
    std::reverse(words.begin(), words.end());
    return words;
}

int run(int argc, char** argv, OpenWindow open_window) {
    CLI::App cli{std::string(text(Text::AboutProgram))};
    cli.name(open_window != nullptr ? "grayscope" : "grayscope-headless");
    cli.set_version_flag("--version", "grayscope " GS_VERSION);
    // Ends the parsing as --version does: CLI11 prints the words.
    const auto print_licences = [] {
        throw CLI::CallForVersion(std::string(embedded::licences("docs/third-party.md")), 0);
    };
    cli.add_flag_callback("--licences", print_licences, std::string(text(Text::HelpLicences)));
    cli.get_formatter()->column_width(34);
    Action action;
    CommandLine program(cli, action);
    add_window(program, open_window);
    add_run(program);
    add_render(program);
    add_kernels(program);
    add_check(program);
    add_bench(program);
    add_map(program);
    add_replay(program);
    try {
        cli.parse(arguments_of(argc, argv));
    } catch (const CLI::Success& e) {
        return cli.exit(e) == 0 ? kDone : kFailed;
    } catch (const CLI::ParseError& e) {
        complain(sentence(cli, e));
        return kWrongInput;
    }
    const int code = action();
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    complain(say(Text::CantWrite, text(Text::StandardOutput), system_reason()));
    return code == kDone ? kFailed : code;
}

}  // namespace

int run_cli(int argc, char** argv, OpenWindow open_window) {
    share_heaps();
    int code = kFailed;
    try {
        code = run(argc, argv, open_window);
    } catch (const std::exception& error) {
        complain(error.what());
    }
    end_as_interrupted();
    return code;
}

}  // namespace gs
