// App's run: going to its moments, and taking one from a file.
#include <algorithm>

#include "app/core/app/app.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/memory.h"
#include "app/core/files/paths.h"
#include "app/core/text/strings.h"

namespace gs {

Status App::go_to(const Moment& moment) {
    end_gesture();
    if (held()) return refused();
    if (gliding_) (void)end_glide();
    watched_.leave();
    if (Status gone = runner_->submit(request::GoTo{moment}); !gone) return gone;
    follow_run();
    return {};
}

Status App::take_run(const Line& line, const Moment& now, std::shared_ptr<const Snapshot> keyframe,
                     const Sights& sights) {
    end_gesture();
    if (held()) return refused();
    // What a file claims is held against the memory before anything is allocated.
    for (const EventPtr& event : events_after(nullptr, line.last)) {
        const Document d = outline_of(*event);
        const double bytes = bytes_to_run(d.rows, d.cols, *event->kernel, varies(d), runner_->keeps_frames());
        if (Status fits = fits_memory(d.rows, d.cols, bytes); !fits) return fits;
        if (fastest_of_same_bits(*event->kernel, d) == nullptr)
            return Status::failure(say(Text::ReplayKernel, event->step, event->kernel->id));
    }
    if (gliding_) (void)end_glide();
    remember("load-run", Keep::Field);
    if (Status gone = runner_->submit(request::GoTo{now, line, std::move(keyframe)}); !gone) return gone;
    kernel_by_default_ = false;
    watched_.put(line, sights);
    follow_run();
    return {};
}

/// Events that happened again have brought their settings along.
void App::follow_run() {
    const RunNow now = run_now();
    if (now.repeated == repeated_ || now.busy || !now.now.after) return;
    const Event& event = *now.now.after;
    Document next = *event.document;
    // Painted rates are the simulation's; if it has left them by now, the next look is right.
    if (event.painted && !(next.rates = event.painted->known())) return;
    repeated_ = now.repeated;
    keep_run_settings(document_, next);
    if (!next.own_palettes) next.own_palettes = document_.own_palettes;
    if (!(next == document_)) take(std::move(next));
}

void App::watch(const RunNow& now, const Sight& sight) {
    // What was asked to lead elsewhere has not been done yet.
    const bool leaving = now.seeking || (now.busy && watched_.left());
    if (now.now.after && !leaving) watched_.watch(now.line, now.now, sight);
}

Status App::export_frames(const RecordingOptions& options) {
    const RunNow now = run_now();
    if (!now.line.last) return Status::failure(say(Text::FrameNotInRun, options.first, 0, 0));
    const Moment first = moment_at(now.line, options.first);
    FramesPlan plan{now.line, runner_->keyframe_before(first), options, sights()};
    if (mode_ == Mode::Threaded) {
        if (Status begun = export_.begin(std::move(plan)); !begun) return begun;
        say_message({Message::Kind::Info,
                     say(Text::ExportBegun, frame_count(frames_of(options)), shown_path(options.folder)),
                     ""});
        return {};
    }
    RunExport::Done done;
    done.place = options.folder;
    const auto told = [this](const FramesProgress& p) {
        return !progress_ || progress_(p.frames, p.of_frames);
    };
    Status written = write_frames(plan, false, told, done.made);
    if (!done.made.place.empty()) done.place = done.made.place;
    if (written) tell_exported(done);
    return written;
}

void App::tell_exported(const RunExport::Done& done) {
    if (done.status)
        return say_message({Message::Kind::Info,
                            say(Text::ExportDone, frame_count(done.made.frames), shown_path(done.place)),
                            done.place});
    if (done.cancelled)
        return say_message({Message::Kind::Info,
                            say(Text::ExportStopped, frame_count(done.made.frames), shown_path(done.place)),
                            ""});
    failed_to_write_ = true;
    say_message({Message::Kind::Error, done.status.why(), ""});
}

void App::keep_journal_in(const std::string& folder) {
    if (!folder.empty()) run_journal_ = std::make_unique<RunJournal>(folder);
}

void App::end_journal() {
    if (run_journal_) run_journal_->end();
    run_journal_.reset();
}

/// Events at once, and how far the run has come a few times per second; the journal writes that
/// still more seldom.
void App::write_journal() {
    if (!run_journal_) return;
    const auto time = std::chrono::steady_clock::now();
    const RunNow s = run_now();
    if (s.line.last == run_journalled_ && time - run_journalled_at_ < std::chrono::milliseconds(250)) return;
    run_journalled_ = s.line.last;
    run_journalled_at_ = time;
    run_journal_->follow(s.line, s.now, runner_->keyframe_before(s.now), watched_.take_new(s.line));
    if (const auto failed = run_journal_->take_failure()) warn(say(Text::JournalFailed, *failed));
}

}  // namespace gs
