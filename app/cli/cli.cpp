#include "app/cli/cli.h"

#include <clocale>
#include <cstdio>
#include <exception>

#include "app/cli/subcommands.h"
#include "app/core/strings.h"

namespace gs {

namespace {

int run(int argc, char** argv, OpenWindow open_window) {
    CLI::App cli{std::string(text(Text::AboutProgram))};
    cli.name(open_window != nullptr ? "grayscope" : "grayscope-headless");
    cli.set_version_flag("--version", "grayscope " GS_VERSION);
    cli.get_formatter()->column_width(34);
    Action action;
    add_run(cli, action);
    add_render(cli, action);
    add_kernels(cli, action);
    add_check(cli, action);
    add_bench(cli, action);
    if (open_window == nullptr) cli.require_subcommand(1);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::Success& e) {
        return cli.exit(e) == 0 ? kDone : kFailed;
    } catch (const CLI::ParseError& e) {
        complain(e.what());
        return kWrongInput;
    }
    return action ? action() : kDone;
}

}  // namespace

int run_cli(int argc, char** argv, OpenWindow open_window) {
    try {
        return run(argc, argv, open_window);
    } catch (const std::exception& error) {
        complain(error.what());
        return kFailed;
    }
}

}  // namespace gs
