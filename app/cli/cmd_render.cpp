#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/app/command_rows.h"
#include "app/core/document/words.h"
#include "app/core/export/run_frames.h"
#include "app/core/files/contents.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_options.h"
#include "app/core/files/recording.h"
#include "app/core/files/run_file.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

struct RenderOptions {
    std::string file, script, commands;
    std::string steps, first, last, out;
    /// The choices of frame_options(), by their names; empty: not given.
    std::map<std::string_view, std::string> frames;
    bool start = false, replace = false, resume = false;
    PropertyOptions settings;

    bool tells_source() const {
        return !file.empty() || !script.empty() || !commands.empty() || !settings.empty();
    }
};

struct Plan {
    /// The run's steps that frames show: the first, if one was named, and the last, if one was;
    /// else so many steps from the start on.
    std::optional<std::int64_t> first, last;
    std::int64_t steps = 0;
    bool start = false;
    RecordingOptions recording;
};

// ---- what was asked for, in the list of the frames

namespace fs = std::filesystem;

constexpr std::string_view kDashes = "--";

/// A file as it lies from the frames' folder, so that both may move together.
std::string from_folder(const std::string& file, const std::string& folder) {
    if (file.empty()) return {};
    std::error_code ignored;
    return fs::absolute(file, ignored).lexically_relative(fs::absolute(folder, ignored)).string();
}

std::string to_folder(const std::string& file, const std::string& folder) {
    return file.empty() ? file : (fs::path(folder) / file).lexically_normal().string();
}

/// What sets up the run.
Facts source_of(const RenderOptions& options) {
    Facts facts{{"file", from_folder(options.file, options.out)},
                {"script", from_folder(options.script, options.out)},
                {"exec", options.commands}};
    const PropertyOptions& given = options.settings;
    for (const auto& [name, value] :
         {std::pair("--preset", given.preset), {"--from", given.from}, {"--size", given.size}})
        if (!value.empty()) facts.emplace_back(name, value);
    for (const auto& [key, value] : given.values) facts.emplace_back(std::string(kDashes) + key, value);
    return facts;
}

void take_source(const Facts& facts, RenderOptions& options) {
    options.file = to_folder(fact_of(facts, "file"), options.out);
    options.script = to_folder(fact_of(facts, "script"), options.out);
    options.commands = fact_of(facts, "exec");
    PropertyOptions& given = options.settings;
    given.preset = fact_of(facts, "--preset");
    given.from = fact_of(facts, "--from");
    given.size = fact_of(facts, "--size");
    for (const auto& [name, value] : facts) {
        const bool apart = name == "--preset" || name == "--from" || name == "--size";
        if (name.starts_with(kDashes) && !apart) given.values[name.substr(kDashes.size())] = value;
    }
}

/// What is not said of a rendering that goes on is as its list has it. Whether what is said differs
/// is for who compares the runs.
Status take_list(RenderOptions& options) {
    const std::string path = (fs::path(options.out) / kManifest).string();
    std::error_code ignored;
    Manifest list;
    if (fs::exists(path, ignored))
        if (Status read = read_manifest(path, list); !read) return read;
    if (!options.tells_source()) {
        if (list.made_from.empty()) return Status::failure(say(Text::ResumeNoSource, options.out));
        take_source(list.made_from, options);
    }
    for (auto& [name, typed] : options.frames)
        if (typed.empty()) typed = fact_of(list.run, name);
    // A number of steps counts from the first one that is said.
    if (!options.steps.empty()) return {};
    if (options.first.empty() && !options.start) options.first = fact_of(list.run, "first");
    if (options.last.empty()) options.last = fact_of(list.run, "last");
    return {};
}

// ---- reading the options

constexpr double kMost = 1e15;  // steps
constexpr std::int64_t kSteps = 3400, kEvery = 34;

Status read_steps(const RenderOptions& options, Plan& plan) {
    const auto read_end = [](const char* name, const std::string& typed, std::optional<std::int64_t>& end) {
        if (typed.empty()) return Status();
        std::int64_t step = 0;
        Status read = read_number(name, typed, 0, kMost, step);
        end = step;
        return read;
    };
    std::optional<std::int64_t> steps;
    if (Status read = read_end("steps", options.steps, steps); !read) return read;
    if (Status read = read_end("first", options.first, plan.first); !read) return read;
    if (Status read = read_end("last", options.last, plan.last); !read) return read;
    if (plan.last && steps) return Status::failure(std::string(text(Text::FrameTwoEnds)));
    plan.steps = steps.value_or(kSteps);
    return {};
}

Status read_plan(const RenderOptions& options, Plan& plan) {
    RecordingOptions& recording = plan.recording;
    if (Status read = read_steps(options, plan); !read) return read;
    recording.pace.every = kEvery;
    for (const auto& [name, typed] : options.frames)
        if (!typed.empty())
            if (Status read = find_frame_option(name)->read(typed, recording); !read) return read;
    if (options.resume && options.replace)
        return Status::failure(std::string(text(Text::FrameResumeReplace)));
    recording.folder = options.out;
    recording.replace = options.replace;
    recording.resume = options.resume;
    recording.made_from = source_of(options);
    plan.start = options.start || recording.numbers == FrameNumbers::Frames ||
                 (format_of_frames(options.out).holds & kFilm) != 0;
    return format_of_frames(options.out).write.check_frames(recording);
}

/// From the start to the first frame, if the start has none: a whole distance.
std::int64_t first_distance(const FramePace& pace) {
    return std::max<std::int64_t>(1, std::llround(pace.distance()));
}

/// Which steps the frames of a run show that stands at step `now`.
Status lay_out_frames(Plan& plan, std::int64_t now) {
    RecordingOptions& recording = plan.recording;
    recording.last = plan.last ? *plan.last : (plan.first ? std::max(now, *plan.first) : now) + plan.steps;
    const bool at_once = plan.start || recording.last == now;
    recording.first = plan.first ? *plan.first
                      : at_once  ? now
                                 : std::min(now + first_distance(recording.pace), recording.last);
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
    const std::int64_t frames = frames_of(plan);
    for (std::int64_t frame = 0; frame < frames; ++frame) {
        const std::int64_t step = frame_step(plan.first, plan.last, plan.pace, frame);
        if (step > now)
            if (Status stepped = app.execute(fmt::format("step {}", step - now)); !stepped) return stepped;
        now = step;
        Exported present;
        if (Status s = app.present(present); !s) return s;
        recording.add(std::move(present));
        if (Status written = recording.failure(); !written) return written;
    }
    return {};
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
    if (read && !plan.last && options.steps.empty()) plan.last = run.line.end;
    if (read) read = lay_out_frames(plan, first_of(run.line.last)->step);
    if (!read) return exit_code(app, read);
    frames.line = run.line;
    frames.recording = plan.recording;
    frames.sights = run.sights;
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
    if (made.refused) return exit_code(app, done);
    return report(done, done, made, options.out);
}

bool is_run(const std::string& path) {
    FileKind kind;
    return !path.empty() && read_file_kind(path, kind) && kind.content == Content::Run;
}

int render(RenderOptions options) {
    const Interruptible interruptible;
    if (options.resume && !options.out.empty())
        if (Status taken = take_list(options); !taken) {
            complain(taken.why());
            return kWrongInput;
        }
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
    if (read && plan.recording.look.shows == FrameShows::View) read = Status::failure(say(Text::ShowUnseen));
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

static void declare(CommandLine command, const std::shared_ptr<RenderOptions>& options) {
    command.path("FILE", options->file, Text::RenderHelpFile, "");
    command.path("--script", options->script, Text::RenderHelpScript, "FILE");
    command.text("--exec", options->commands, Text::RenderHelpExec, "\"A; B\"");
    command.path("--out", options->out, say(Text::RenderHelpOutFilm, endings_of(kFilm)), "PLACE");
    command.text("--steps", options->steps, Text::RenderHelpSteps, "N");
    command.text("--first", options->first, Text::RenderHelpFirst, "STEP");
    command.text("--last", options->last, Text::RenderHelpLast, "STEP");
    for (const FrameOption& option : frame_options())
        command.text(("--" + std::string(option.name)).c_str(), options->frames[option.name], option.help(),
                     std::string(option.value).c_str());
    command.flag("--start", options->start, Text::RenderHelpStart);
    command.flag("--resume", options->resume, Text::RenderHelpResume);
    command.flag("--replace", options->replace, Text::RenderHelpReplace);
    command.settings(options->settings);
}

void add_render(CommandLine& program) {
    auto options = std::make_shared<RenderOptions>();
    const auto does = [options] { return render(*options); };
    program.subcommand("render", Text::RenderHelp, does,
                       [options](CommandLine command) { declare(command, options); });
}

}  // namespace gs
