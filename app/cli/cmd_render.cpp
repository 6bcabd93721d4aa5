#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/files.h"
#include "app/core/interrupt.h"
#include "app/core/png.h"
#include "app/core/strings.h"
#include "app/core/writers.h"

namespace gs {

namespace {

struct RenderOptions {
    std::string steps = "3400", every = "34", out;
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

/// Where frames of up to so many steps go.
class FrameNames {
  public:
    FrameNames(const std::string& folder, std::int64_t steps)
        : folder_(folder), digits_(std::max(6, static_cast<int>(std::to_string(steps).size()))) {}
    std::string operator()(std::int64_t step) const {
        return (folder_ / ("frame-" + padded(step, digits_) + ".png")).string();
    }

  private:
    std::filesystem::path folder_;
    int digits_;
};

Status record(gs::App& app, const RenderOptions& options, std::int64_t steps, std::int64_t every) {
    const FrameNames name(options.out, steps);
    Recording recording(app.document());
    ProgressBar bar(std::string(text(Text::Steps)));
    std::int64_t done = 0, frames = 0;
    app.set_progress([&](std::int64_t part, std::int64_t) {
        bar.show(done + part, steps);
        return !interrupted();
    });
    do {
        const std::int64_t n = std::min(every, steps - done);
        if (Status s = app.execute(fmt::format("step {}", n)); !s) return s;
        done += n, ++frames;
        recording.add(name(done), app.present());
        if (Status s = recording.failure(); !s) return s;
    } while (done < steps);
    bar.wipe();
    if (Status s = recording.finish(); !s) return s;
    std::fputs((say(Text::RenderDone, frames, frames == 1 ? "" : "s", options.out) + "\n").c_str(), stderr);
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
    if (read) read = make_folder(options.out);
    if (read) read = check_writable(FrameNames(options.out, steps)(steps));
    if (!read) return exit_code(app, read);
    const Interruptible interruptible;
    const Status recorded = record(app, options, steps, every);
    print_messages(app);
    if (recorded) return kDone;
    complain(recorded.why());
    return kFailed;
}

}  // namespace

void add_render(CLI::App& cli, Action& action) {
    auto options = std::make_shared<RenderOptions>();
    CLI::App* sub = cli.add_subcommand("render", std::string(text(Text::RenderHelp)));
    add_option(*sub, "--out", options->out, Text::RenderHelpOut)->type_name("FOLDER");
    add_option(*sub, "--steps", options->steps, Text::RenderHelpSteps)->type_name("N")->capture_default_str();
    add_option(*sub, "--every", options->every, Text::RenderHelpEvery)->type_name("M")->capture_default_str();
    options->settings.add_to(*sub);
    sub->callback([options, &action] { action = [options] { return render(*options); }; });
}

}  // namespace gs
