#include <cerrno>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/files.h"
#include "app/core/strings.h"
#include "app/core/words.h"

namespace gs {

namespace {

struct RunOptions {
    std::string script, commands, journal;
    PropertyOptions settings;
};

Status read_script(const std::string& path, std::string& script) {
    if (path != "-") return read_text(path, script);
    script.assign(std::istreambuf_iterator<char>(std::cin), {});
    return {};
}

int run(const RunOptions& options) {
    if (options.script.empty() && options.commands.empty()) {
        complain(say(Text::NoScript));
        return kWrongInput;
    }
    std::string script;
    Journal journal;
    gs::App app(gs::App::Mode::Direct);
    Status done = options.script.empty() ? Status() : read_script(options.script, script);
    if (done) done = journal.open(options.journal, app);
    if (done) done = options.settings.apply_to(app);
    ProgressBar bar(std::string(text(Text::Steps)));
    app.set_progress([&](std::int64_t part, std::int64_t total) { bar.show(part, total); });
    if (done) done = app.execute(options.commands);
    if (done)
        done = app.run_script(script, options.script == "-" ? text(Text::StandardInput) : options.script);
    bar.wipe();
    return exit_code(app, done);
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
        if (Status read = read_script(options.script, script); !read) return read;
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
    return open_window(request);
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
    out_.open(path, std::ios::app);
    if (!out_) return Status::failure(say(Text::CantWrite, path, system_reason()));
    app.set_journal([this](std::string_view line) { out_ << line << std::endl; });
    return {};
}

void add_run(CLI::App& cli, Action& action) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* sub = cli.add_subcommand("run", "Do a script's commands without a window");
    sub->add_option("SCRIPT", options->script, "File of commands, one a line; - reads standard input");
    sub->add_option("--exec", options->commands, "Commands to do first, parted by ;");
    sub->add_option("--journal", options->journal, "Write what was executed to this file");
    options->settings.add_to(*sub);
    sub->callback([options, &action] { action = [options] { return run(*options); }; });
}

void add_window(CLI::App& cli, Action& action, OpenWindow open_window) {
    auto options = std::make_shared<WindowOptionsTyped>();
    cli.add_option("SESSION", options->session, "Session to open in the window");
    if (open_window != nullptr) {
        cli.add_option("--exec", options->commands, "Commands to do first, parted by ;");
        cli.add_option("--script", options->script, "File of commands to do first");
        cli.add_option("--journal", options->journal, "Write what was executed to this file");
        cli.add_option("--scale", options->scale, "Size of the interface, 0.5 to 4");
        cli.add_flag("--fullscreen", options->full_screen, "Fill the screen");
        cli.add_flag("--hide-interface", options->hide_interface, "Only the picture, as after Tab");
        options->settings.add_to(cli);
    }
    action = [options, open_window] { return window(*options, open_window); };
}

}  // namespace gs
