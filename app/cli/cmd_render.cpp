#include <algorithm>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/app/command_rows.h"
#include "app/core/document/typed.h"
#include "app/core/document/words.h"
#include "app/core/files/formats.h"
#include "app/core/files/recording.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

struct RenderOptions {
    std::string file, script, commands;
    std::string steps = "3400", every = "34", number = "steps", out;
    bool start = false, replace = false;
    PropertyOptions settings;
};

struct Plan {
    std::int64_t steps = 0, every = 0;
    bool start = false;
    RecordingOptions recording;
};

constexpr double kMost = 1e15;  // steps

Status read_plan(const RenderOptions& options, Plan& plan) {
    if (Status read = read_number("steps", options.steps, 0, kMost, plan.steps); !read) return read;
    if (Status read = read_number("every", options.every, 1, kMost, plan.every); !read) return read;
    const std::vector<std::string> known{"steps", "frames"};
    const std::string number = meant_name(options.number, known);
    if (number.empty())
        return Status::failure(unknown_name(text(Text::RenderNumbers), options.number, known));
    plan.recording.numbers = number == "frames" ? FrameNumbers::Frames : FrameNumbers::Steps;
    plan.recording.folder = options.out;
    plan.recording.replace = options.replace;
    plan.start = options.start || number == "frames";
    return check_recording(plan.recording);
}

Status do_script(gs::App& app, const std::string& path) {
    std::string script;
    if (Status read = format_to_read(path, kScript).read.script(path, script); !read) return read;
    Status done = app.run_script(script, path);
    app.go_on_after_quit();
    return done;
}

/// Sets up what the first frame shows.
Status set_up(gs::App& app, const RenderOptions& options) {
    Status done;
    if (!options.file.empty()) done = app.execute("open " + as_word(options.file));
    app.go_on_after_quit();
    if (done && !options.script.empty()) done = do_script(app, options.script);
    if (done) done = options.settings.apply_to(app);
    if (done) done = app.run_script(options.commands, "--exec");
    app.go_on_after_quit();
    return done;
}

Status record(gs::App& app, const Plan& plan, FrameSink& recording, ProgressBar& bar) {
    std::int64_t done = 0;
    app.set_progress([&](std::int64_t part, std::int64_t) {
        bar.show(done + part, plan.steps);
        return !interrupted();
    });
    const auto add = [&] {
        Exported present;
        if (Status s = app.present(present); !s) return s;
        recording.add(std::move(present));
        return recording.failure();
    };
    Status good;
    if (plan.start || plan.steps == 0) good = add();
    while (good && done < plan.steps) {
        const std::int64_t n = std::min(plan.every, plan.steps - done);
        good = app.execute(fmt::format("step {}", n));
        done += n;
        if (good) good = add();
    }
    return good;
}

int render(const RenderOptions& options) {
    const Interruptible interruptible;
    gs::App app(gs::App::Mode::Direct);
    app.keep_favourites_in(favourites_path());
    app.keep_palettes_in(palettes_path());
    Plan plan;
    ProgressBar bar(std::string(text(Text::Steps)));
    app.set_progress([&](std::int64_t part, std::int64_t total) {
        bar.show(part, total);
        return !interrupted();
    });
    Status read = read_plan(options, plan);
    if (read) read = set_up(app, options);
    const std::int64_t first = app.state().steps_done;
    const bool steps = plan.recording.numbers == FrameNumbers::Steps;
    plan.recording.largest =
        steps ? first + plan.steps : plan.steps / std::max<std::int64_t>(1, plan.every) + 1;
    const auto recording = format_to_write(options.out, kFrames).write.frames(plan.recording, app.document());
    if (read) read = recording->begin();
    bar.wipe();
    if (!read) return exit_code(app, read);
    Status done = record(app, plan, *recording, bar);
    if (Status ended = recording->end(done.ok()); done) done = ended;
    bar.wipe();
    print_messages(app);
    if (done) {
        const std::string count = frame_count(recording->frames()),
                          old = frame_count(recording->old_frames());
        remark(recording->old_frames() > 0 ? say(Text::RenderReplaced, count, options.out, old)
                                           : say(Text::RenderDone, count, options.out));
        return kDone;
    }
    complain(done.why());
    if (recording->place() != options.out && recording->frames() > 0)
        remark(say(Text::FramesApart, frame_count(recording->frames()), recording->place(),
                   frame_count(recording->old_frames()), options.out));
    return kFailed;
}

}  // namespace

void add_render(CommandLine& program) {
    auto options = std::make_shared<RenderOptions>();
    const auto does = [options] { return render(*options); };
    CommandLine command = program.subcommand("render", Text::RenderHelp, does);
    command.path("FILE", options->file, Text::RenderHelpFile, "");
    command.path("--script", options->script, Text::RenderHelpScript, "FILE");
    command.text("--exec", options->commands, Text::RenderHelpExec, "\"A; B\"");
    command.path("--out", options->out, Text::RenderHelpOutFilm, "FOLDER");
    command.text("--steps", options->steps, Text::RenderHelpSteps, "N");
    command.text("--every", options->every, Text::RenderHelpEvery, "M");
    command.text("--number", options->number, Text::RenderHelpNumber, "steps|frames");
    command.flag("--start", options->start, Text::RenderHelpStart);
    command.flag("--replace", options->replace, Text::RenderHelpReplace);
    command.settings(options->settings);
}

}  // namespace gs
