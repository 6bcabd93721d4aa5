// The run as a whole: its file, and going to its moments.
#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/files/formats.h"
#include "app/core/files/paths.h"
#include "app/core/files/run_file.h"
#include "app/core/text/letters.h"

namespace gs {

Status read_run_for(App& app, const std::string& path, Jobs::Then& then) {
    auto run = std::make_shared<RunFile>();
    Status whole = read_run(path, *run);
    if (!whole && !read_run(path, *run, true)) return whole;
    then = [&app, run, path, cut_off = !whole] {
        if (Status taken = app.take_run(run->line, run->now, run->keyframe, run->sights); !taken)
            return taken;
        if (cut_off) app.warn(say(Text::RunCutOff, path));
        if (is_journal(path)) set_lost_run_aside(path);  // it is not offered again
        const std::int64_t events = run->line.last->number + 1;
        app.say_message(
            {Message::Kind::Info,
             say(Text::RunLoaded, run->line.end, say(Text::EventCount, events, events == 1 ? "" : "s")), ""});
        return Status();
    };
    return {};
}

namespace {

Status load(App& app, const Words& words) {
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    return app.with_file([&app, path](Jobs::Then& then) { return read_run_for(app, path, then); });
}

Status save(App& app, const Words& words) {
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    if (Status good = check_name(path, kRun); !good) return good;
    return app.save(path, Text::SavedRun,
                    [sights = app.sights()](const std::string& named, const Exported& e) {
                        return write_run(named, e, sights);
                    });
}

/// The event beside this moment of its line, or nullptr.
EventPtr neighbour(const Line& line, const Moment& now, bool next) {
    if (!next) {
        const bool at_event = now.step == now.after->step;
        return at_event ? now.after->before : now.after;
    }
    const std::vector<EventPtr> ahead = events_after(now.after, line.last);
    return ahead.empty() ? nullptr : ahead.front();
}

Status go_to_event(App& app, const SimState& state, bool next) {
    const EventPtr event = neighbour(state.line, state.now, next);
    if (event) return app.go_to({event, event->step});
    app.say_message(
        {Message::Kind::Info, say(Text::GoToNoEvent, text(next ? Text::GoToAfter : Text::GoToBefore)), ""});
    return {};
}

Status go_to(App& app, const Words& words) {
    const SimState state = app.state();
    const EventPtr birth = first_of(state.line.last);
    if (!birth) return Status::failure(say(Text::GoToNowhere, words[0], 0, 0));  // nothing is done yet
    const std::string word = fold(words[0]);
    if (word == "birth") return app.go_to({birth, birth->step});
    if (word == "end") return app.go_to({state.line.last, state.line.end});
    if (word == "next" || word == "previous") return go_to_event(app, state, word == "next");
    std::int64_t step = 0;
    if (!read_number("go-to", words[0], 0, 0x1p53, step))
        return Status::failure(say(Text::GoToWhere, words[0], birth->step, state.line.end));
    if (step < birth->step || step > state.line.end)
        return Status::failure(say(Text::GoToNowhere, step, birth->step, state.line.end));
    return app.go_to(moment_at(state.line, step));
}

Candidates places(const Document&, const Words& before) {
    return first(before, {{"birth", "Where the run begins."},
                          {"end", "As far as the run has come."},
                          {"next", "The next event."},
                          {"previous", "The event before."}});
}

constexpr Command kCommands[] = {
    {"go-to", "STEP|birth|end|next|previous",
     "Goes to a step of the run; what was done after it happens again if the run goes on.", 1, 1, go_to,
     places},
    {"load-run", "FILE", "Goes on with a run that was saved, at the step at which that was done.", 1, 1, load,
     nullptr, nullptr, kRun},
    {"save-run", "FILE",
     "Writes the run: its start, and what was done at which step, so that it can be replayed to the bit.", 1,
     1, save, nullptr, nullptr, kRun},
};

}  // namespace

std::span<const Command> timeline_commands() {
    return kCommands;
}

}  // namespace gs
