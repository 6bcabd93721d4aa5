#include "app/core/export/export.h"

#include <exception>
#include <utility>

#include "app/core/run/priority.h"
#include "app/core/text/strings.h"
#include "kernels/host/threads.h"

namespace gs {

RunExport::~RunExport() {
    cancel();
    if (thread_.joinable()) thread_.join();
}

Status RunExport::begin(FramesPlan plan) {
    if (now().active) return Status::failure(say(Text::ExportBusy, now().place));
    if (Status good = check_frames(plan); !good) return good;
    if (thread_.joinable()) thread_.join();
    {
        const std::lock_guard lock(mutex_);
        now_ = {true, false, {0, frames_of(plan.recording), 0}, 0, plan.recording.folder};
        cancelled_ = false;
    }
    thread_ = start_thread([this, plan = std::move(plan)] { work(plan); });
    return {};
}

void RunExport::pause(bool on) {
    {
        const std::lock_guard lock(mutex_);
        now_.paused = on && now_.active;
    }
    wake_.notify_all();
}

void RunExport::cancel() {
    {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        now_.paused = false;
    }
    wake_.notify_all();
}

RunExport::Now RunExport::now() const {
    const std::lock_guard lock(mutex_);
    return now_;
}

std::optional<RunExport::Done> RunExport::take_done() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
}

bool RunExport::told(const FramesProgress& progress) {
    using Clock = std::chrono::steady_clock;
    std::unique_lock lock(mutex_);
    if (now_.progress.frames == 0 && progress.frames > 0) first_frame_at_ = Clock::now();
    now_.progress = progress;
    const double s = std::chrono::duration<double>(Clock::now() - first_frame_at_).count();
    if (progress.frames > 1 && s > 0) now_.frames_per_s = static_cast<double>(progress.frames - 1) / s;
    const auto paused_at = Clock::now();
    wake_.wait(lock, [&] { return !now_.paused || cancelled_; });
    first_frame_at_ += Clock::now() - paused_at;  // a pause takes no time
    return !cancelled_;
}

void RunExport::work(const FramesPlan& plan) {
    lower_priority();
    Done done;
    done.place = plan.recording.folder;
    try {
        done.status = write_frames(
            plan, true, [this](const FramesProgress& p) { return told(p); }, done.made);
    } catch (const std::exception& error) {
        done.status = Status::failure(say(Text::SimulationFailed, error.what()));
    }
    if (!done.made.place.empty()) done.place = done.made.place;
    const std::lock_guard lock(mutex_);
    done.cancelled = cancelled_ && !done.status;
    done_ = std::move(done);
    now_ = {};
}

}  // namespace gs
