#include <iostream>
#include <iterator>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/files.h"
#include "app/core/strings.h"

namespace gs {

namespace {

struct RunOptions {
    std::string script, journal;
    PropertyOptions settings;
};

int run(const RunOptions& options) {
    std::string script;
    if (options.script == "-") {
        script.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else if (Status read = read_text(options.script, script); !read) {
        complain(read.why());
        return kWrongInput;
    }
    Journal journal;
    gs::App app(gs::App::Mode::Direct);
    if (Status opened = journal.open(options.journal, app); !opened) {
        complain(opened.why());
        return kWrongInput;
    }
    if (const int code = options.settings.apply_to(app); code != kDone) return code;
    ProgressBar bar(std::string(text(Text::Steps)));
    app.set_progress([&](std::int64_t done, std::int64_t total) { bar.show(done, total); });
    const Status done =
        app.run_script(script, options.script == "-" ? text(Text::StandardInput) : options.script);
    bar.wipe();
    return exit_code(app, done);
}

}  // namespace

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
    sub->add_option("SCRIPT", options->script, "File of commands, one a line; - reads standard input")
        ->required();
    sub->add_option("--journal", options->journal, "Write what was executed to this file");
    options->settings.add_to(*sub);
    sub->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace gs
