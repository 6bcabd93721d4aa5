#include <cerrno>
#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/files.h"
#include "app/core/interrupt.h"
#include "app/core/strings.h"
#include "app/core/words.h"

namespace gs {

namespace {

struct RunOptions {
    std::string script, commands, journal;
    PropertyOptions settings;
};

/// Does each line as it comes, so that somebody may type them.
Status run_lines(gs::App& app, std::istream& in, std::string_view name, ProgressBar& bar) {
    std::string line;
    for (int number = 1; !app.quit_wanted() && !interrupted() && std::getline(in, line); ++number) {
        if (Status done = app.run_script(line, name, number); !done) return done;
        bar.wipe();
        print_messages(app);
    }
    return {};
}

int run(const RunOptions& options) {
    if (options.script.empty() && options.commands.empty()) {
        complain(say(Text::NoScript));
        return kWrongInput;
    }
    const bool typed = options.script == "-";
    std::string script;
    Journal journal;
    const Interruptible interruptible;
    gs::App app(gs::App::Mode::Direct);
    Status done = typed || options.script.empty() ? Status() : read_text(options.script, script);
    if (done) done = journal.open(options.journal, app);
    if (done) done = options.settings.apply_to(app);
    ProgressBar bar(std::string(text(Text::Steps)));
    app.set_progress([&](std::int64_t part, std::int64_t total) {
        bar.show(part, total);
        return !interrupted();
    });
    if (done) done = app.run_script(options.commands, "--exec");
    std::istringstream file(script);
    if (done)
        done = typed ? run_lines(app, std::cin, text(Text::StandardInput), bar)
                     : run_lines(app, file, options.script, bar);
    bar.wipe();
    const int code = exit_code(app, done);
    return journal.whole() ? code : kFailed;
}

struct WindowOptionsTyped {
    std::string session, commands, script, journal, scale;
    bool full_screen = false, hide_interface = false;
    PropertyOptions settings;
};

/// What the command line asks for, done to the window's application. The script and the session are read by
/// the application itself, in order and beside the first frames.
Status prepare(gs::App& app, const WindowOptionsTyped& options, Journal& journal) {
    if (Status opened = journal.open(options.journal, app); !opened) return opened;
    std::string script;
    if (!options.script.empty())
        if (Status read = read_text(options.script, script); !read) return read;
    if (!options.session.empty()) {
        if (Status done = app.execute("load-session " + as_word(options.session)); !done) return done;
        app.finish();
        if (const std::string why = first_error(app); !why.empty()) return Status::failure(why);
    }
    if (Status set = options.settings.apply_to(app); !set) return set;
    if (Status done = app.run_script(options.commands, "--exec"); !done) return done;
    return app.run_script(script, options.script);
}

int window(const WindowOptionsTyped& options, OpenWindow open_window) {
    const bool missing = !options.session.empty() && !std::filesystem::exists(options.session);
    if (open_window == nullptr || missing) {
        const Text why = options.session.empty()  ? Text::HasNoWindow
                         : open_window == nullptr ? Text::NoSubcommand
                                                  : Text::NoSubcommandOrSession;
        complain(why == Text::HasNoWindow ? say(why) : say(why, options.session));
        return kWrongInput;
    }
    Journal journal;
    WindowRequest request;
    request.full_screen = options.full_screen;
    request.hide_interface = options.hide_interface;
    if (!options.scale.empty()) {
        Property scale;
        scale.key = "scale", scale.low = 0.5, scale.high = 4;
        Value value;
        if (Status read = parse(scale, options.scale, value); !read) {
            complain(read.why());
            return kWrongInput;
        }
        request.scale = std::get<double>(value);
    }
    request.offer_last_session = options.session.empty() && options.commands.empty() &&
                                 options.script.empty() && options.settings.empty();
    request.prepare = [&](gs::App& app) { return prepare(app, options, journal); };
    const int code = open_window(request);
    return journal.whole() ? code : kFailed;
}

}  // namespace

std::string first_error(gs::App& app) {
    for (const Message& message : app.take_messages())
        if (message.kind == Message::Kind::Error) return message.text;
    return {};
}

Status Journal::open(const std::string& path, gs::App& app) {
    if (path.empty()) return {};
    errno = 0;
    path_ = path;
    out_.open(path, std::ios::app);
    if (!out_) return Status::failure(say(Text::CantWrite, path, system_reason()));
    app.set_journal([this](std::string_view line) {
        const bool before = out_.good();
        errno = 0;
        out_ << line << std::endl;
        if (before && !out_) complain(say(Text::CantWrite, path_, system_reason()));
    });
    return {};
}

void add_run(CLI::App& cli, Action& action) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* sub = cli.add_subcommand("run", std::string(text(Text::RunHelp)));
    add_option(*sub, "SCRIPT", options->script, Text::RunHelpScript)->type_name("");
    add_option(*sub, "--exec", options->commands, Text::HelpExec)->type_name("\"A; B\"");
    add_option(*sub, "--journal", options->journal, Text::HelpJournal)->type_name("FILE");
    options->settings.add_to(*sub);
    sub->callback([options, &action] { action = [options] { return run(*options); }; });
}

void add_window(CLI::App& cli, Action& action, OpenWindow open_window) {
    auto options = std::make_shared<WindowOptionsTyped>();
    // Without a window it is taken all the same, to be answered with a sentence.
    CLI::Option* session = add_option(cli, "SESSION", options->session, Text::HelpSession)->type_name("");
    if (open_window == nullptr) session->group("");
    if (open_window != nullptr) {
        add_option(cli, "--exec", options->commands, Text::HelpExec)->type_name("\"A; B\"");
        add_option(cli, "--script", options->script, Text::HelpScript)->type_name("FILE");
        add_option(cli, "--journal", options->journal, Text::HelpJournal)->type_name("FILE");
        add_option(cli, "--scale", options->scale, Text::HelpScale)->type_name("X");
        cli.add_flag("--fullscreen", options->full_screen, std::string(text(Text::HelpFullScreen)));
        cli.add_flag("--hide-interface", options->hide_interface, std::string(text(Text::HelpHideInterface)));
        options->settings.add_to(cli);
    }
    action = [options, open_window] { return window(*options, open_window); };
}

}  // namespace gs
