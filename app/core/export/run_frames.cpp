#include "app/core/export/run_frames.h"

#include <algorithm>

#include "app/core/document/event.h"
#include "app/core/files/formats.h"
#include "app/core/run/simulation.h"
#include "app/core/run/stepping.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr double kSlice = 0.02;  // s: a wish to stop waits no longer

/// A run that is replayed in a simulation of its own.
class Replay {
  public:
    Replay(const FramesPlan& plan, const std::function<bool(const FramesProgress&)>& told)
        : told_(told), stepping_(kSlice) {
        progress_.of_frames = frames_of(plan.recording);
    }

    Status begin(const FramesPlan& plan, bool background) {
        (void)simulation_.hurry(background ? Hurry::OneThread : Hurry::AllThreads);
        if (Status s = simulation_.go_to_birth(plan.line); !s || !plan.keyframe) return s;
        const bool helps = leads_to(*plan.keyframe, moment_at(plan.line, plan.recording.first));
        return helps ? simulation_.go_to(*plan.keyframe) : Status();
    }

    /// All that happened by this step has happened.
    Status go_to(std::int64_t step) {
        if (Status s = simulation_.open_or_instead(); !s) return s;
        while (simulation_.steps_done() < step) {
            const std::int64_t n =
                std::min(stepping_.slice_steps(simulation_), step - simulation_.steps_done());
            if (Status s = stepping_.step(simulation_, n).status; !s) return s;
            if (Status s = go_on(); !s) return s;
        }
        return simulation_.catch_up(nullptr);
    }

    Status add_frame(FrameSink& sink, const Sights& sights) {
        Exported present;
        if (Status s = simulation_.export_to([&](Exported e) { present = std::move(e); }); !s) return s;
        // What is told is the run's own kernel, whichever has done its steps again.
        const Event& event = *present.after;
        present.kernel = event.kernel->id;
        sink.colour_by(document_of(event));
        if (!sights.empty()) sink.look_at(sights.at(present.steps_done));
        sink.add(std::move(present));
        ++progress_.frames;
        if (Status written = sink.failure(); !written) return written;
        return go_on();
    }

    Document document() const { return document_of(*simulation_.now().after); }

  private:
    Status go_on() {
        progress_.step = simulation_.steps_done();
        if (told_ == nullptr || told_(progress_)) return {};
        return Status::failure(say(Text::Interrupted, progress_.step));
    }

    const std::function<bool(const FramesProgress&)>& told_;
    Simulation simulation_;
    Stepping stepping_;
    FramesProgress progress_;
};

Status add_frames(Replay& replay, const FramesPlan& plan, FrameSink& sink) {
    const RecordingOptions& options = plan.recording;
    const Sights none;
    const Sights& sights = options.look.shows == FrameShows::View ? plan.sights : none;
    const std::int64_t frames = frames_of(options);
    for (std::int64_t frame = 0; frame < frames; ++frame) {
        const std::int64_t step = frame_step(options.first, options.last, options.pace, frame);
        if (Status s = replay.go_to(step); !s) return s;
        if (Status s = replay.add_frame(sink, sights); !s) return s;
    }
    return {};
}

}  // namespace

FramesMade made_by(FrameSink& sink) {
    return {sink.frames(), sink.kept_frames(), sink.old_frames(), sink.place(), false};
}

std::int64_t frames_of(const RecordingOptions& options) {
    return frames_between(options.first, options.last, options.pace);
}

Status check_frames(const FramesPlan& plan) {
    const RecordingOptions& options = plan.recording;
    const std::int64_t birth = first_of(plan.line.last)->step;
    for (const std::int64_t step : {options.first, options.last})
        if (step < birth || step > plan.line.end)
            return Status::failure(say(Text::FrameNotInRun, step, birth, plan.line.end));
    if (options.last < options.first)
        return Status::failure(say(Text::FrameOrder, options.last, options.first));
    if (options.look.shows == FrameShows::View && plan.sights.empty())
        return Status::failure(say(Text::ShowUnseen));
    return format_of_frames(options.folder).write.check_frames(options);
}

Status write_frames(const FramesPlan& plan, bool background,
                    const std::function<bool(const FramesProgress&)>& told, FramesMade& made) {
    if (Status good = check_frames(plan); !good) return good;
    Replay replay(plan, told);
    Status done = replay.begin(plan, background);
    if (done) done = replay.go_to(plan.recording.first);
    if (!done) return done;
    const auto sink = format_of_frames(plan.recording.folder).write.frames(plan.recording, replay.document());
    if (Status begun = sink->begin(); !begun) {
        made.refused = true;
        return begun;
    }
    done = add_frames(replay, plan, *sink);
    const Status ended = sink->end(done.ok());
    made = made_by(*sink);
    return done ? ended : done;
}

}  // namespace gs
