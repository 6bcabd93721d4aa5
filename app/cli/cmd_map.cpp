// `map`: what grows at each place of the plane of the rates.
#include <fmt/core.h>

#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/app/app.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/explore/map_picture.h"
#include "app/core/explore/map_run.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/npy.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/names.h"

namespace gs {
namespace {

/// The options as they were typed.
struct Words {
    std::string feed = "0:0.11", kill = "0.03:0.07", size = "640x384", steps = "10000", show = "pattern";
    std::string commands, out, npy;
};

constexpr double kMostSteps = 1e15;

Status read_show(const std::string& word, MapShow& show) {
    std::vector<std::string> known;
    for (const MapView& view : map_views()) known.emplace_back(view.id);
    const std::string meant = meant_name(word, known);
    for (const MapView& view : map_views()) {
        if (meant != view.id) continue;
        show = view.show;
        return {};
    }
    return Status::failure(unknown_name(text(Text::MapViews), word, known));
}

Status read_plan(const Words& words, MapPlan& plan, MapShow& show) {
    PlaneRange& range = plan.range;
    if (Status s = read_range("--feed", words.feed, range.feed_low, range.feed_high); !s) return s;
    if (Status s = read_range("--kill", words.kill, range.kill_low, range.kill_high); !s) return s;
    std::int64_t cols = 0, rows = 0;
    if (Status s = parse_size(words.size, cols, rows); !s) return s;
    plan.cols = static_cast<int>(cols);
    plan.rows = static_cast<int>(rows);
    if (Status s = read_number("--steps", words.steps, 0, kMostSteps, plan.steps); !s) return s;
    return read_show(words.show, show);
}

/// A file that can't be written is reported before the work, not after.
Status check_outputs(const Words& words) {
    if (words.out.empty() && words.npy.empty()) return Status::failure(std::string(text(Text::MapNoOutput)));
    if (!words.out.empty()) {
        if (Status named = check_name(words.out, kPicture); !named) return named;
        if (Status allowed = check_writable(words.out); !allowed) return allowed;
    }
    return words.npy.empty() ? Status() : check_writable(words.npy);
}

Status write_outputs(const Words& words, const Map& map, MapShow show) {
    if (!words.out.empty())
        if (Status s = write_picture(words.out, picture_of(map, show)); !s) return s;
    if (words.npy.empty()) return {};
    return write_file(words.npy,
                      [&](std::ostream& out) { put_npy(out, map.plane(show), map.rows, map.cols); });
}

int draw_map(const Words& words) {
    const Interruptible interruptible;
    App app(App::Mode::Direct);
    MapPlan plan;
    MapShow show = MapShow::Pattern;
    Status read = read_plan(words, plan, show);
    if (read) read = check_outputs(words);
    if (read) read = app.run_script(words.commands, "--set");
    plan.equations = app.document();
    if (!read) return exit_code(app, read);
    ProgressBar bar(std::string(text(Text::Steps)));
    Map map;
    std::string kernel;
    const auto progress = [&](std::int64_t done) {
        bar.show(done, plan.steps);
        return !interrupted();
    };
    Status done = compute_map(plan, progress, map, kernel);
    bar.wipe();
    if (done) done = write_outputs(words, map, show);
    if (!done) {
        complain(done.why());
        return kFailed;
    }
    const PlaneRange& r = plan.range;
    remark(say(Text::MapDone, map.cols, map.rows, r.feed_low, r.feed_high, r.kill_low, r.kill_high,
               plan.steps, kernel));
    return kDone;
}

}  // namespace

void add_map(CommandLine& program) {
    const auto words = std::make_shared<Words>();
    const auto does = [words] { return draw_map(*words); };
    program.subcommand("map", Text::MapHelp, does, [words](CommandLine command) {
        command.text("--feed", words->feed, Text::MapHelpFeed, "A:B");
        command.text("--kill", words->kill, Text::MapHelpKill, "A:B");
        command.text("--size", words->size, Text::MapHelpSize, "COLSxROWS");
        command.text("--steps", words->steps, Text::MapHelpSteps, "N");
        command.text("--show", words->show, Text::MapHelpShow, "NAME");
        command.text("--set", words->commands, Text::MapHelpSet, "\"A; B\"");
        command.path("--out", words->out, say(Text::MapHelpOut, endings_of(kPicture)), "FILE");
        command.path("--npy", words->npy, Text::MapHelpNpy, "FILE");
    });
}

}  // namespace gs
