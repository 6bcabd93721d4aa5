#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/files.h"
#include "app/core/png.h"
#include "app/core/strings.h"
#include "app/core/writers.h"

namespace gs {

namespace {

struct RenderOptions {
    std::string steps = "3400", every = "34", out, script;
    PropertyOptions settings;
};

/// Encodes and writes pictures beside the stepping; the first failure is kept.
class Recording {
  public:
    explicit Recording(const Document& document)
        : document_(document),
          writers_(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())), 4) {}

    void add(const std::string& path, Exported present) {
        auto kept = std::make_shared<const Exported>(std::move(present));
        writers_.post([this, path, kept] {
            const Status written = write_png(path, coloured(kept->field, document_));
            if (written) return;
            const std::lock_guard lock(mutex_);
            if (failure_) failure_ = written;
        });
    }
    Status failure() {
        const std::lock_guard lock(mutex_);
        return failure_;
    }
    Status finish() {
        writers_.finish();
        return failure();
    }

  private:
    Document document_;
    std::mutex mutex_;
    Status failure_;
    Writers writers_;
};

Status make_folder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (!error && std::filesystem::is_directory(path)) return {};
    return Status::failure(
        say(Text::CantWrite, path, error ? error.message() : std::string(text(Text::NoFolder))));
}

Status record(gs::App& app, const RenderOptions& options, std::int64_t steps, std::int64_t every) {
    if (Status made = make_folder(options.out); !made) return made;
    const int digits = std::max<int>(6, static_cast<int>(std::to_string(steps).size()));
    Recording recording(app.document());
    ProgressBar bar(std::string(text(Text::Steps)));
    for (std::int64_t done = 0; done < steps || steps == 0;) {
        const std::int64_t n = std::min(every, steps - done);
        app.set_progress([&](std::int64_t part, std::int64_t) { bar.show(done + part, steps); });
        if (Status s = app.execute(fmt::format("step {}", n)); !s) return s;
        done += n;
        recording.add(
            (std::filesystem::path(options.out) / ("frame-" + padded(done, digits) + ".png")).string(),
            app.present());
        if (Status s = recording.failure(); !s) return s;
        if (steps == 0) break;
    }
    bar.wipe();
    if (Status s = recording.finish(); !s) return s;
    const std::int64_t frames = steps == 0 ? 1 : (steps + every - 1) / every;
    fmt::print(stderr, "{}\n", say(Text::RenderDone, frames, options.out));
    return {};
}

int render(const RenderOptions& options) {
    if (options.out.empty()) {
        complain(say(Text::NoOutFolder));
        return kWrongInput;
    }
    gs::App app(gs::App::Mode::Direct);
    std::int64_t steps = 0, every = 0;
    Status read = options.settings.apply_to(app);
    if (read) read = parse_count("steps", options.steps, 0, steps);
    if (read) read = parse_count("every", options.every, 1, every);
    if (!read) return exit_code(app, read);
    return exit_code(app, record(app, options, steps, every));
}

}  // namespace

void add_render(CLI::App& cli, Action& action) {
    auto options = std::make_shared<RenderOptions>();
    CLI::App* sub =
        cli.add_subcommand("render", "Write PNG frames; their names end in the step, the last is step N");
    sub->add_option("--out", options->out, "Folder of the frames; made where it is missing");
    sub->add_option("--steps", options->steps, "Steps to do (3400)");
    sub->add_option("--every", options->every, "Steps between frames (34)");
    options->settings.add_to(*sub);
    sub->callback([options, &action] { action = [options] { return render(*options); }; });
}

}  // namespace gs
