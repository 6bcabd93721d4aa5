#include <algorithm>
#include <memory>
#include <optional>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/app/command_rows.h"
#include "app/core/document/typed.h"
#include "app/core/document/words.h"
#include "app/core/export/run_frames.h"
#include "app/core/files/contents.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_kinds.h"
#include "app/core/files/recording.h"
#include "app/core/files/run_file.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr const char* kSteps = "3400";

struct RenderOptions {
    std::string file, script, commands;
    std::string steps = kSteps, first, last, every = "34", number = "steps", out;
    std::string format{frame_kinds().front().word}, pixels, caption, fps = "30";
    bool start = false, replace = false, resume = false;
    PropertyOptions settings;
};

struct Plan {
    /// The run's steps that frames show: the first, if one was named, and the last, if one was;
    /// else so many steps from the start on.
    std::optional<std::int64_t> first, last;
    std::int64_t steps = 0;
    bool start = false;
    RecordingOptions recording;
};

constexpr double kMost = 1e15;  // steps

Status read_steps(const RenderOptions& options, Plan& plan) {
    if (Status read = read_number("steps", options.steps, 0, kMost, plan.steps); !read) return read;
    if (Status read = read_number("every", options.every, 1, kMost, plan.recording.every); !read) return read;
    const auto read_end = [](const char* name, const std::string& typed, std::optional<std::int64_t>& end) {
        if (typed.empty()) return Status();
        std::int64_t step = 0;
        Status read = read_number(name, typed, 0, kMost, step);
        end = step;
        return read;
    };
    if (Status read = read_end("first", options.first, plan.first); !read) return read;
    if (Status read = read_end("last", options.last, plan.last); !read) return read;
    if (plan.last && options.steps != kSteps) return Status::failure(std::string(text(Text::FrameTwoEnds)));
    return {};
}

/// The word of a list that was meant.
Status read_word(Text what, const std::string& typed, const std::vector<std::string>& known,
                 std::string& word) {
    word = meant_name(typed, known);
    return word.empty() ? Status::failure(unknown_name(text(what), typed, known)) : Status();
}

Status read_look(const RenderOptions& options, RecordingOptions& recording) {
    std::vector<std::string> kinds;
    for (const FrameKind& kind : frame_kinds()) kinds.emplace_back(kind.word);
    std::string word;
    if (Status read = read_word(Text::FrameFormat, options.format, kinds, word); !read) return read;
    recording.kind = find_frame_kind(word);
    if (!options.pixels.empty()) {
        if (Status read = read_pixels(options.pixels, recording.look); !read) return read;
        if (!recording.kind->drawn) return Status::failure(say(Text::PixelsOfNumbers, word));
    }
    recording.look.caption = options.caption;
    if (!options.caption.empty() && !recording.kind->drawn)
        return Status::failure(say(Text::CaptionOfNumbers, word));
    return check_caption(options.caption);
}

Status read_plan(const RenderOptions& options, Plan& plan) {
    RecordingOptions& recording = plan.recording;
    if (Status read = read_steps(options, plan); !read) return read;
    std::string number;
    if (Status read = read_word(Text::RenderNumbers, options.number, {"steps", "frames"}, number); !read)
        return read;
    if (Status read = read_number("fps", options.fps, 0.1, 1000, recording.fps); !read) return read;
    if (Status read = read_look(options, recording); !read) return read;
    if (options.resume && options.replace)
        return Status::failure(std::string(text(Text::FrameResumeReplace)));
    recording.numbers = number == "frames" ? FrameNumbers::Frames : FrameNumbers::Steps;
    recording.folder = options.out;
    recording.replace = options.replace;
    recording.resume = options.resume;
    plan.start = options.start || number == "frames" || (format_of_frames(options.out).holds & kFilm) != 0;
    return format_of_frames(options.out).write.check_frames(recording);
}

/// Which steps the frames of a run show that stands at step `now`.
Status lay_out_frames(Plan& plan, std::int64_t now) {
    RecordingOptions& recording = plan.recording;
    recording.last = plan.last ? *plan.last : (plan.first ? std::max(now, *plan.first) : now) + plan.steps;
    const bool at_once = plan.start || recording.last == now;
    recording.first = plan.first ? *plan.first
                      : at_once  ? now
                                 : std::min(now + recording.every, recording.last);
    if (recording.first < now) return Status::failure(say(Text::FrameBefore, now, recording.first));
    if (recording.last < recording.first)
        return Status::failure(say(Text::FrameOrder, recording.last, recording.first));
    recording.largest = recording.numbers == FrameNumbers::Steps ? recording.last : frames_of(recording);
    return {};
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

Status record(gs::App& app, const RecordingOptions& plan, FrameSink& recording, ProgressBar& bar) {
    const std::int64_t first = app.state().steps_done;
    std::int64_t now = first;
    app.set_progress([&](std::int64_t part, std::int64_t) {
        bar.show(now - first + part, plan.last - first);
        return !interrupted();
    });
    for (std::int64_t frame = plan.first;; frame = std::min(frame + plan.every, plan.last)) {
        if (frame > now)
            if (Status stepped = app.execute(fmt::format("step {}", frame - now)); !stepped) return stepped;
        now = frame;
        Exported present;
        if (Status s = app.present(present); !s) return s;
        recording.add(std::move(present));
        if (Status written = recording.failure(); !written) return written;
        if (frame == plan.last) return {};
    }
}

/// What was made, or what became of what was there, for the user.
int report(const Status& done, const Status& ended, const FramesMade& made, const std::string& out) {
    const std::string count = frame_count(made.frames - made.kept), old = frame_count(made.old);
    if (done) {
        remark(made.old > 0    ? say(Text::RenderReplaced, count, out, old)
               : made.kept > 0 ? say(Text::RenderResumed, count, out, made.kept)
                               : say(Text::RenderDone, count, out));
        return kDone;
    }
    complain(done.why());
    if (!ended && ended.why() != done.why()) remark(ended.why());
    if (made.place != out && made.frames > 0) remark(say(Text::FramesApart, count, made.place, old, out));
    return kFailed;
}

/// A run is replayed, and each frame is a moment of it, with the settings that it had then.
int render_run(const RenderOptions& options) {
    Plan plan;
    FramesPlan frames;
    RunFile run;
    App app(App::Mode::Direct);  // it knows the commands by which files are told apart
    const bool changed = !options.settings.empty() || !options.script.empty() || !options.commands.empty();
    Status read = changed ? Status::failure(say(Text::RenderRunSettings, options.file)) : Status();
    if (read) read = read_run(options.file, run);
    if (read) read = read_plan(options, plan);
    if (read && !plan.last && options.steps == kSteps) plan.last = run.line.end;
    if (read) read = lay_out_frames(plan, first_of(run.line.last)->step);
    if (!read) return exit_code(app, read);
    frames.line = run.line;
    frames.recording = plan.recording;
    if (read) read = check_frames(frames);
    if (!read) return exit_code(app, read);
    ProgressBar bar(std::string(text(Text::Steps)));
    FramesMade made;
    const Status done = write_frames(
        frames, false,
        [&](const FramesProgress& p) {
            bar.show(p.step, plan.recording.last);
            return !interrupted();
        },
        made);
    bar.wipe();
    return report(done, done, made, options.out);
}

bool is_run(const std::string& path) {
    FileKind kind;
    return !path.empty() && read_file_kind(path, kind) && kind.content == Content::Run;
}

int render(const RenderOptions& options) {
    const Interruptible interruptible;
    if (is_run(options.file)) return render_run(options);
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
    if (read) read = lay_out_frames(plan, app.state().steps_done);
    if (read) read = check_room(app.document(), plan.recording.look);
    const auto recording = format_of_frames(options.out).write.frames(plan.recording, app.document());
    if (read) read = recording->begin();
    bar.wipe();
    if (!read) return exit_code(app, read);
    Status done = record(app, plan.recording, *recording, bar);
    const Status ended = recording->end(done.ok());
    if (done) done = ended;
    bar.wipe();
    print_messages(app);
    return report(done, ended, made_by(*recording), options.out);
}

}  // namespace

void add_render(CommandLine& program) {
    auto options = std::make_shared<RenderOptions>();
    const auto does = [options] { return render(*options); };
    CommandLine command = program.subcommand("render", Text::RenderHelp, does);
    command.path("FILE", options->file, Text::RenderHelpFile, "");
    command.path("--script", options->script, Text::RenderHelpScript, "FILE");
    command.text("--exec", options->commands, Text::RenderHelpExec, "\"A; B\"");
    command.path("--out", options->out, say(Text::RenderHelpOutFilm, endings_of(kFilm)), "PLACE");
    command.text("--steps", options->steps, Text::RenderHelpSteps, "N");
    command.text("--first", options->first, Text::RenderHelpFirst, "STEP");
    command.text("--last", options->last, Text::RenderHelpLast, "STEP");
    command.text("--every", options->every, Text::RenderHelpEvery, "M");
    command.text("--pixels", options->pixels, Text::RenderHelpPixels, "COLSxROWS");
    command.text("--caption", options->caption, Text::RenderHelpCaption, "TEXT");
    std::string kinds;
    for (const FrameKind& kind : frame_kinds())
        kinds += fmt::format("{}{} ({})", kinds.empty() ? "" : ", ", kind.word, kind.help);
    command.text("--format", options->format, say(Text::RenderHelpFormat, kinds), "NAME");
    command.text("--fps", options->fps, Text::RenderHelpFps, "X");
    command.text("--number", options->number, Text::RenderHelpNumber, "steps|frames");
    command.flag("--start", options->start, Text::RenderHelpStart);
    command.flag("--resume", options->resume, Text::RenderHelpResume);
    command.flag("--replace", options->replace, Text::RenderHelpReplace);
    command.settings(options->settings);
}

}  // namespace gs
