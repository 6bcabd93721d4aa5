#include "app/core/app/app.h"

#include "app/core/app/commands.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/files/contents.h"
#include "app/core/run/direct_runner.h"
#include "app/core/run/sim_thread.h"

namespace gs {

namespace {

constexpr int kWriterThreads = 2;

}  // namespace

App::App(Mode mode, Document first)
    : mode_(mode),
      document_(std::move(first)),
      jobs_(mode == Mode::Threaded ? kWriterThreads : 0),
      runner_(make_runner(mode)) {
    know_commands([](std::string_view word) { return find_command(word) != nullptr; });
    document_.kernel = fastest_kernel().id;
    const KernelChoice choice = choose_kernel(document_);
    const Status started =
        runner_->submit(request::Adopt{document_, choice.kernel, choice.because, Effect::Restart, {}});
    if (!started) report(started.why());
}

App::~App() = default;

std::unique_ptr<Runner> App::make_runner(Mode mode) {
    if (mode == Mode::Threaded) return std::make_unique<SimThread>();
    return std::make_unique<DirectRunner>(
        DirectRunner::Told{[this](std::string words) { warn(std::move(words)); },
                           [this](std::int64_t done, std::int64_t) {
                               return !progress_ || progress_(steps_told_.first + done, steps_told_.second);
                           }});
}

Status App::present(Exported& present) {
    Status done = runner_->submit(request::Export{[&](Exported e) { present = std::move(e); }});
    runner_->settle();
    return done;
}

}  // namespace gs
