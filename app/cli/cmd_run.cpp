#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/app/command_rows.h"
#include "app/core/app/window_options.h"
#include "app/core/document/words.h"
#include "app/core/files/contents.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/png_text.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

struct RunOptions {
    std::string file, commands, journal;
    PropertyOptions settings;
};

/// Writes the executed commands into a file that can be run as a script.
class Journal {
  public:
    /// Appends to this file; an empty path stands for none. This object has to outlive the
    /// application.
    Status open(const std::string& path, gs::App& app) {
        if (path.empty()) return {};
        if (Status named = check_name(path, kScript); !named) return named;
        if (FileKind kind; read_file_kind(path, kind) && !may_be_script(kind))
            return Status::failure(say(Text::CantWrite, path, why_not_a(Text::AScript, kind, path)));
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
    /// False if a line could not be written, which was reported when it happened.
    bool whole() const { return !out_.is_open() || out_.good(); }

  private:
    std::string path_;
    std::ofstream out_;
};

/// Runs each line as soon as it arrives, so that commands can be typed into a pipe.
Status run_lines(gs::App& app, std::istream& in, std::string_view name, ProgressBar& bar) {
    std::string line;
    for (int number = 1; !app.quit_wanted() && !interrupted() && std::getline(in, line); ++number) {
        if (Status good = check_script_line(line); !good)
            return Status::failure(say(Text::CantRead, name, good.why()));
        if (Status done = app.run_script(line, name, number); !done) return done;
        bar.wipe();
        print_messages(app);
    }
    return {};
}

/// The file that was named on the command line.
struct Opening {
    explicit Opening(std::string named) : path(std::move(named)) {}

    /// Looks at the file and reads it if it is a script; open() opens anything else. An empty path
    /// and "-" name no file.
    Status read() {
        if (path.empty() || path == "-") return {};
        FileKind kind;
        if (Status seen = read_file_kind(path, kind); !seen) return seen;
        is_script = kind.content != Content::Array && kind.content != Content::Session &&
                    kind.content != Content::Json && kind.content != Content::Run &&
                    !(kind.content == Content::Picture && tells_settings(path));
        if (is_script && !may_be_script(kind))
            return Status::failure(say(Text::CantRead, path, why_not_a(Text::AnOpenable, kind, path)));
        return is_script ? format_to_read(path, kScript).read.script(path, script) : Status();
    }
    /// Makes a field or a session the one that the application works on.
    Status open(gs::App& app) const { return is_script ? Status() : app.execute("open " + as_word(path)); }

    std::string path, script;
    bool is_script = true;
};

int run(const RunOptions& options) {
    if (options.file.empty() && options.commands.empty()) {
        complain(say(Text::NoScript));
        return kWrongInput;
    }
    const bool typed = options.file == "-";
    Opening opening(options.file);
    Journal journal;
    const Interruptible interruptible;
    gs::App app(gs::App::Mode::Direct);
    app.keep_favourites_in(favourites_path());
    app.keep_palettes_in(palettes_path());
    Status done = opening.read();
    if (done) done = journal.open(options.journal, app);
    if (done) done = opening.open(app);
    if (done) done = options.settings.apply_to(app);
    ProgressBar bar(std::string(text(Text::Steps)));
    app.set_progress([&](std::int64_t part, std::int64_t total) {
        bar.show(part, total);
        return !interrupted();
    });
    if (done) done = app.run_script(options.commands, "--exec");
    std::istringstream file(opening.script);
    if (done)
        done = typed ? run_lines(app, std::cin, text(Text::StandardInput), bar)
                     : run_lines(app, file, options.file, bar);
    bar.wipe();
    if (done && !opening.is_script && options.commands.empty()) {
        const SimState now = app.state();
        remark(say(Text::NothingAsked, options.file, now.cols, now.rows, now.steps_done));
    }
    const int code = exit_code(app, done);
    return journal.whole() ? code : kFailed;
}

/// The first error among an application's messages, or empty; takes them all.
std::string first_error(gs::App& app) {
    for (const Message& message : app.take_messages())
        if (message.kind == Message::Kind::Error) return message.text;
    return {};
}

struct WindowOptionsTyped {
    std::string file, commands, script, journal, scale;
    bool full_screen = false, present = false, hide_interface = false;
    PropertyOptions settings;
};

/// Does what the command line asks for with the window's App. The App runs scripts itself, in
/// order, while the first frames are drawn.
Status prepare(gs::App& app, const WindowOptionsTyped& options, Journal& journal) {
    Opening opening(options.file);
    if (Status read = opening.read(); !read) return read;
    std::string script;
    if (!options.script.empty())
        if (Status read = format_to_read(options.script, kScript).read.script(options.script, script); !read)
            return read;
    if (Status opened = journal.open(options.journal, app); !opened) return opened;
    if (Status done = opening.open(app); !done) return done;
    if (!opening.is_script) {
        app.finish();
        if (const std::string why = first_error(app); !why.empty()) return Status::failure(why);
    }
    if (Status set = options.settings.apply_to(app); !set) return set;
    if (Status done = app.run_script(options.commands, "--exec"); !done) return done;
    if (Status done = app.run_script(opening.script, options.file); !done) return done;
    return app.run_script(script, options.script);
}

/// Fails if no window can be opened.
Status may_open(const std::string& file, OpenWindow open_window) {
    const bool there = file.empty() || std::filesystem::exists(file);
    if (open_window != nullptr)
        return there ? Status() : Status::failure(say(Text::NoSubcommandOrFile, file));
    if (file.empty()) return Status::failure(say(Text::HasNoWindow));
    return Status::failure(there ? say(Text::FileWithoutWindow, file, as_word(file))
                                 : say(Text::NoSubcommand, file));
}

int window(const WindowOptionsTyped& options, OpenWindow open_window) {
    WindowOptions request;
    Status good = may_open(options.file, open_window);
    if (good && !options.scale.empty()) good = read_number("scale", options.scale, 0.5, 4, request.scale);
    if (!good) {
        complain(good.why());
        return kWrongInput;
    }
    Journal journal;
    request.full_screen = options.full_screen;
    request.present = options.present;
    request.hide_interface = options.hide_interface;
    request.offer_last_session = options.file.empty() && options.commands.empty() && options.script.empty() &&
                                 options.settings.empty();
    request.prepare = [&](gs::App& app) { return prepare(app, options, journal); };
    const int code = open_window(request);
    return journal.whole() ? code : kFailed;
}

}  // namespace

void add_run(CommandLine& program) {
    auto options = std::make_shared<RunOptions>();
    const auto does = [options] { return run(*options); };
    program.subcommand("run", Text::RunHelp, does, [options](CommandLine command) {
        command.path("FILE", options->file, Text::RunHelpScript, "");
        command.text("--exec", options->commands, Text::HelpExec, "\"A; B\"");
        command.path("--journal", options->journal, Text::HelpJournal, "FILE");
        command.settings(options->settings);
    });
}

void add_window(CommandLine& program, OpenWindow open_window) {
    auto options = std::make_shared<WindowOptionsTyped>();
    program.otherwise([options, open_window] { return window(*options, open_window); });
    program.path("FILE", options->file, Text::HelpFile, "");
    if (open_window == nullptr) {
        // The program without a window accepts a file, too, so as to answer with a sentence.
        program.hide("FILE");
        return;
    }
    program.text("--exec", options->commands, Text::HelpExec, "\"A; B\"");
    program.path("--script", options->script, Text::HelpScript, "FILE");
    program.path("--journal", options->journal, Text::HelpJournal, "FILE");
    program.text("--scale", options->scale, Text::HelpScale, "X");
    program.flag("--fullscreen", options->full_screen, Text::HelpFullScreen);
    program.flag("--present", options->present, Text::HelpPresent);
    program.flag("--hide-interface", options->hide_interface, Text::HelpHideInterface);
    program.settings(options->settings);
}

}  // namespace gs
