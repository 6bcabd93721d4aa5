// Which steps of a run the frames of a film show.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/engine/status.h"

namespace gs {

/// A frame every so many steps, or as many a second as a film at a speed has.
struct FramePace {
    /// Steps from one frame to the next, if no speed is given; at least 1.
    std::int64_t every = 1;
    /// Steps that a second of the film shows; 0: `every` counts.
    double speed = 0;
    /// Frames per second of the film.
    double fps = 30;
    bool operator==(const FramePace&) const = default;

    /// Steps from one frame to the next, which need not be whole.
    double distance() const { return speed > 0 ? speed / fps : static_cast<double>(every); }
};

/// Reads a number of steps ("20") or a speed ("600/s"). Fails with a sentence.
Status read_pace(const std::string& typed, FramePace& pace);
/// The same as it would be typed.
std::string pace_text(const FramePace& pace);

/// The step that a frame shows, which counts from 0; at most `last`.
std::int64_t frame_step(std::int64_t first, std::int64_t last, const FramePace& pace, std::int64_t frame);
/// The number of frames from the first step to the last one, which is always shown; 0 if there is
/// no way from one to the other.
std::int64_t frames_between(std::int64_t first, std::int64_t last, const FramePace& pace);
/// The steps between two frames of a film for which none are given: it lasts ten seconds at most.
std::int64_t usual_distance(std::int64_t first, std::int64_t last);

}  // namespace gs
