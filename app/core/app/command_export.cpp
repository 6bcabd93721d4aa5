// Frames and films of the run, made from it afterwards.
#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "app/core/app/command_rows.h"
#include "app/core/export/export.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_options.h"
#include "app/core/files/paths.h"
#include "app/core/files/piped_program.h"
#include "app/core/text/letters.h"

namespace gs {

namespace {

/// Words of a command at most: the place, the stretch, its pace, and each option with its value.
constexpr int kMostWords = 18;

/// Numbers of a folder's frames sort by name.
Status export_laid_out(App& app, RecordingOptions options) {
    options.largest = options.numbers == FrameNumbers::Steps ? options.last : frames_of(options);
    return app.export_frames(options);
}

/// How many words after the place stand for themselves: the steps and the pace.
std::size_t count_plain(const Words& words) {
    std::size_t count = 0;
    while (count < 3 && 1 + count < words.size() && find_frame_option(words[1 + count]) == nullptr) ++count;
    return count;
}

Status export_run(App& app, const Words& words) {
    const Line line = app.run_now().line;
    RecordingOptions options;
    if (Status meant = user_path(words[0], options.folder); !meant) return meant;
    constexpr double kMost = 0x1p53;
    options.first = line.last ? first_of(line.last)->step : 0;
    options.last = line.end;
    const std::size_t plain = count_plain(words);
    if (plain == 1) return Status::failure(std::string(text(Text::ExportTwo)));
    if (plain > 1) {
        if (Status s = read_number("export, first step", words[1], 0, kMost, options.first); !s) return s;
        if (Status s = read_number("export, last step", words[2], 0, kMost, options.last); !s) return s;
    }
    options.pace.every = usual_distance(options.first, options.last);
    if (plain > 2)
        if (Status s = read_pace(words[3], options.pace); !s) return s;
    if (Status s = read_frame_options(std::span(words).subspan(1 + plain), options); !s) return s;
    return export_laid_out(app, std::move(options));
}

Candidates options_of(const Words& words, std::size_t plain) {
    Candidates candidates;
    const bool value = words.size() > plain && (words.size() - plain) % 2 == 1;
    if (!value) {
        for (const FrameOption& option : frame_options())
            candidates.push_back({std::string(option.name), option.help()});
    } else if (const FrameOption* option = find_frame_option(words.back())) {
        for (const std::string& word : option->words()) candidates.push_back({word, ""});
    }
    return candidates;
}

Candidates export_candidates(const Document&, const Words& before) {
    return before.empty() ? Candidates() : options_of(before, 1 + count_plain(before));
}

Candidates record_candidates(const Document&, const Words& before) {
    return before.empty() ? Candidates() : options_of(before, 1);
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
    RecordingOptions options;
    options.first = begin.moment.step;
    options.last = state.now.step;
    if (!words.empty()) {
        if (Status meant = user_path(words[0], options.folder); !meant) return meant;
    } else {
        const bool film = !find_program("ffmpeg").empty();
        std::string trouble;
        options.folder = automatic_path(options.last, film ? "mp4" : "frames", "film", &trouble);
        if (!trouble.empty()) app.warn(std::move(trouble));
    }
    options.look.shows = app.sights().empty() ? FrameShows::Field : FrameShows::View;
    const double watched_s =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin.at).count();
    const double steps = static_cast<double>(state.now.step - begin.moment.step);
    options.pace.speed = steps / std::max(1.0, watched_s);
    // Frames that are named by their steps show each once, however slowly the run went.
    if ((format_of_frames(options.folder).holds & kFilm) == 0)
        options.pace.speed = std::max(options.pace.speed, options.pace.fps);
    if (!words.empty())
        if (Status s = read_frame_options(std::span(words).subspan(1), options); !s) return s;
    app.film_begin().reset();
    return export_laid_out(app, std::move(options));
}

Status record(App& app, const Words& words) {
    const SimState state = app.state();
    if (app.film_begin()) return end_film(app, state, words);
    begin_film(app, state);
    return {};
}

constexpr Command kCommands[] = {
    {"export", "PLACE [FIRST LAST [EVERY]] [OPTION VALUE]...",
     "Writes a stretch of the run as frames in a folder or as a film, from the run itself and beside it. "
     "Without numbers it is all of it, in 300 frames at most. The options are every, fps, pixels, show, "
     "caption, format and number.",
     1, kMostWords, export_run, export_candidates, nullptr, kFilm},
    {"export-pause", "", "Pauses what is being written so, or goes on with it.", 0, 0, pause},
    {"export-stop", "", "Stops what is being written so.", 0, 0, stop},
    {"record", "[PLACE [OPTION VALUE]...]",
     "A film begins at this step; given again, it ends, and is made from the run: as long as it was watched, "
     "and as the window showed it. The options are those of export.",
     0, kMostWords, record, record_candidates, nullptr, kFilm},
};

}  // namespace

std::span<const Command> export_commands() {
    return kCommands;
}

}  // namespace gs
