// Frames and films of the run, made from it afterwards.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/core/app/command_rows.h"
#include "app/core/export/export.h"
#include "app/core/files/formats.h"
#include "app/core/files/paths.h"
#include "app/core/files/piped_program.h"
#include "app/core/text/letters.h"

namespace gs {

namespace {

constexpr double kFps = 30;

/// Numbers of a folder's frames sort by name.
void lay_out(RecordingOptions& options) {
    options.largest = options.numbers == FrameNumbers::Steps ? options.last : frames_of(options);
}

Status export_run(App& app, const Words& words) {
    const Line line = app.state().line;
    RecordingOptions options;
    if (Status meant = user_path(words[0], options.folder); !meant) return meant;
    constexpr double kMost = 0x1p53;
    options.first = line.last ? first_of(line.last)->step : 0;
    options.last = line.end;
    if (words.size() == 2) return Status::failure(std::string(text(Text::ExportTwo)));
    if (words.size() > 2) {
        if (Status s = read_number("export, first step", words[1], 0, kMost, options.first); !s) return s;
        if (Status s = read_number("export, last step", words[2], 0, kMost, options.last); !s) return s;
    }
    options.every = usual_distance(options.first, options.last);
    if (words.size() > 3)
        if (Status s = read_number("export, every", words[3], 1, kMost, options.every); !s) return s;
    if (words.size() > 4 && fold(words[4]) != "field")
        if (Status s = read_pixels(words[4], options.look); !s) return s;
    if (words.size() > 5) options.look.caption = words[5];
    if (Status good = check_caption(options.look.caption); !good) return good;
    lay_out(options);
    return app.export_frames(options);
}

Status stop(App& app, const Words&) {
    if (!app.exporting().now().active) return Status::failure(std::string(text(Text::ExportNone)));
    app.exporting().cancel();
    return {};
}

Status pause(App& app, const Words&) {
    const RunExport::Now now = app.exporting().now();
    if (!now.active) return Status::failure(std::string(text(Text::ExportNone)));
    app.exporting().pause(!now.paused);
    return {};
}

void begin_film(App& app, const SimState& state) {
    app.film_begin() = App::FilmBegin{state.now, std::chrono::steady_clock::now()};
    app.say_message({Message::Kind::Info, say(Text::RecordBegun, state.now.step), ""});
}

/// The film lasts as long as it was watched.
Status end_film(App& app, const SimState& state, const Words& words) {
    const App::FilmBegin begin = *app.film_begin();
    if (!lies_on(begin.moment, state.line)) {
        app.warn(say(Text::RecordOtherRun, begin.moment.step));
        begin_film(app, state);
        return {};
    }
    if (state.now.step <= begin.moment.step)
        return Status::failure(say(Text::RecordNothing, begin.moment.step));
    const double watched = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin.at).count();
    const double steps = static_cast<double>(state.now.step - begin.moment.step);
    RecordingOptions options;
    options.first = begin.moment.step;
    options.last = state.now.step;
    options.every = std::max<std::int64_t>(1, std::llround(steps / std::max(1.0, watched * kFps)));
    if (!words.empty()) {
        if (Status meant = user_path(words[0], options.folder); !meant) return meant;
    } else {
        const bool film = !find_program("ffmpeg").empty();
        std::string trouble;
        options.folder = automatic_path(options.last, film ? "mp4" : "frames", "film", &trouble);
        if (!trouble.empty()) app.warn(std::move(trouble));
    }
    lay_out(options);
    app.film_begin().reset();
    return app.export_frames(options);
}

Status record(App& app, const Words& words) {
    const SimState state = app.state();
    if (app.film_begin()) return end_film(app, state, words);
    begin_film(app, state);
    return {};
}

constexpr Command kCommands[] = {
    {"export", "PLACE [FIRST LAST [EVERY [COLSxROWS|field [CAPTION]]]]",
     "Writes a stretch of the run as frames in a folder or as a film, from the run itself and beside it. "
     "Without numbers it is all of it, in 300 frames at most.",
     1, 6, export_run, nullptr, nullptr, kFilm},
    {"export-pause", "", "Pauses what is being written so, or goes on with it.", 0, 0, pause},
    {"export-stop", "", "Stops what is being written so.", 0, 0, stop},
    {"record", "[PLACE]",
     "A film begins at this step; given again, it ends, and is made from the run: as long as it was watched.",
     0, 1, record},
};

}  // namespace

std::span<const Command> export_commands() {
    return kCommands;
}

}  // namespace gs
