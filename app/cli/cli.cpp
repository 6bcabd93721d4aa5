#include "app/cli/cli.h"

#include <clocale>
#include <cstdio>
#include <exception>

#include "app/cli/subcommands.h"
#include "app/core/files.h"
#include "app/core/interrupt.h"
#include "app/core/names.h"
#include "app/core/strings.h"

namespace gs {

namespace {

/// The subcommand that was named, or the program itself.
CLI::App& parsed_part(CLI::App& cli) {
    const auto subs = cli.get_subcommands();
    return subs.empty() ? cli : *subs.front();
}

/// A sentence for arguments that nobody knows: the nearest known word.
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

int run(int argc, char** argv, OpenWindow open_window) {
    CLI::App cli{std::string(text(Text::AboutProgram))};
    cli.name(open_window != nullptr ? "grayscope" : "grayscope-headless");
    cli.set_version_flag("--version", "grayscope " GS_VERSION);
    cli.get_formatter()->column_width(34);
    Action action;
    add_window(cli, action, open_window);
    add_run(cli, action);
    add_render(cli, action);
    add_kernels(cli, action);
    add_check(cli, action);
    add_bench(cli, action);
    try {
        cli.parse(argc, argv);
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
