// `grayscope replay`: does a recorded run again.
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/app/command_rows.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/formats.h"
#include "app/core/files/paths.h"
#include "app/core/files/run_file.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

struct ReplayWords {
    std::string file, to, save;
    bool verify = false;
};

/// The moment to go to: the step that was asked for, or that at which the run was saved.
Status read_target(const ReplayWords& words, const RunFile& run, Moment& to) {
    to = run.now;
    if (words.to.empty()) return {};
    std::int64_t step = 0;
    const std::int64_t birth = first_of(run.line.last)->step;
    if (Status read =
            read_number("to", words.to, static_cast<double>(birth), static_cast<double>(run.line.end), step);
        !read)
        return read;
    to = moment_at(run.line, step);
    return {};
}

Status read_all(const ReplayWords& words, RunFile& run, Moment& to) {
    if (Status read = read_run(words.file, run); !read) return read;
    if (Status read = read_target(words, run, to); !read) return read;
    if (words.verify && run.hash.empty()) return Status::failure(say(Text::ReplayNoHash, words.file));
    return words.save.empty() ? Status() : check_name(words.save, kField);
}

int replay(const ReplayWords& words) {
    const Interruptible interruptible;
    App app(App::Mode::Direct);
    RunFile run;
    Moment to;
    if (Status read = read_all(words, run, to); !read) return exit_code(app, read);
    ProgressBar bar(std::string(text(Text::Steps)));
    app.set_progress([&](std::int64_t done, std::int64_t total) {
        bar.show(done, total);
        return !interrupted();
    });
    Status done = app.take_run(run.line, to);
    Exported present;
    if (done) done = app.present(present);
    // The recorded hash is that of the moment at which the run was saved.
    const std::string reached = hash_of(present.field);
    std::string verified = reached;
    if (done && words.verify && !(to == run.now)) {
        done = app.go_to(run.now);
        Exported saved;
        if (done) done = app.present(saved);
        verified = hash_of(saved.field);
    }
    bar.wipe();
    if (done && !words.save.empty())
        done = format_to_write(words.save, kField).write.field(words.save, present.field);
    if (!done) return exit_code(app, done);
    print_messages(app);
    answer(say(Text::ReplayDone, to.step, reached));
    if (!words.verify) return kDone;
    if (verified != run.hash) {
        complain(say(Text::ReplayDiffers, run.now.step, verified, run.hash));
        return kFailed;
    }
    remark(say(Text::ReplayVerified, run.now.step, verified));
    return kDone;
}

}  // namespace

void add_replay(CommandLine& program) {
    const auto words = std::make_shared<ReplayWords>();
    const auto does = [words] { return replay(*words); };
    program.subcommand("replay", Text::ReplayHelp, does, [words](CommandLine command) {
        command.path("FILE", words->file, Text::ReplayFileHelp, "");
        command.text("--to", words->to, Text::ReplayToHelp, "STEP");
        command.flag("--verify", words->verify, Text::ReplayVerifyHelp);
        command.path("--save", words->save, Text::ReplaySaveHelp, "FILE");
    });
}

}  // namespace gs
