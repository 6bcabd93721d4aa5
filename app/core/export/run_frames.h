// Frames and films of a run, made after the fact: it is replayed, and each frame is a moment of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/core/document/sight.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/recording.h"
#include "kernels/engine/status.h"

namespace gs {

/// What is to be made, of which stretch of a run.
struct FramesPlan {
    Line line;
    /// A moment of the run that is known, so that the replay need not begin at its birth; or
    /// nullptr.
    std::shared_ptr<const Snapshot> keyframe;
    /// Where the frames go, which steps they show, and how they look.
    RecordingOptions recording;
    /// What a window showed of the run.
    Sights sights = {};
};

/// How far that is.
struct FramesProgress {
    std::int64_t frames = 0, of_frames = 0;
    /// Of the replay, which may be on the way to the first frame.
    std::int64_t step = 0;
};

/// What was made.
struct FramesMade {
    std::int64_t frames = 0, kept = 0, old = 0;
    /// A folder or a film.
    std::string place;
    /// Nothing was begun: what is there, or may not be written, forbids it.
    bool refused = false;
};

/// The same of a sink that has ended.
FramesMade made_by(FrameSink& sink);

/// The number of frames that options ask for.
std::int64_t frames_of(const RecordingOptions& options);
/// Fails with a sentence if the steps are not in the run, there is no view to be shown, or what is
/// to be written can't be.
Status check_frames(const FramesPlan& plan);
/// Makes the frames on the calling thread. background: with one thread's kernel. told: is asked
/// after each slice of steps whether to go on. Any kernel of the run's algebra gives the same
/// bytes.
Status write_frames(const FramesPlan& plan, bool background,
                    const std::function<bool(const FramesProgress&)>& told, FramesMade& made);

}  // namespace gs
