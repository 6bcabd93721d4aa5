// What the simulation's thread shows: frames, through a mailbox, on the host or on the device.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

#include "app/core/run/frame.h"
#include "app/core/run/mailbox.h"
#include "app/core/run/stepping.h"

namespace gs {

/// Two threads: one that looks at frames, and the simulation's, which makes them.
class FramePublisher {
  public:
    // For the thread that looks. A true answer says that a frame has to follow: ask() for it. The
    // simulation's thread is to be woken by the caller.

    /// The newest, or nullptr if it has been taken already.
    const Frame* take() { return frames_.take(); }
    /// A frame follows, though nothing has changed.
    void ask() { asked_ = true; }
    bool asked() const { return asked_; }
    /// The planes that frames on the host are to hold.
    bool want_planes(PlaneSet wanted) { return !wanted_.exchange({wanted}).planes.covers(wanted); }
    /// Frames may stay on the device.
    bool allow_device(bool allowed) { return allowed_.exchange(allowed) != allowed; }

    // For the simulation's thread.

    /// The field is no longer that of the last frame.
    void changed() { changed_ = true; }
    /// True while a change waits for the last frame to be taken.
    bool waiting() const { return changed_; }
    /// Frames are tried on the device again, at any size.
    void try_device_again() { refused_size_ = {}; }

    /// Publishes a frame if something has changed and the last one was taken. Fails if the field
    /// has blown up or can't be read. refused: fails, once for each size, if a frame could not stay
    /// on the device.
    Status publish(Simulation& simulation, Stepping& stepping, Status& refused);
    /// The last frame is on the device.
    bool on_device() const { return on_device_; }
    /// What a frame's copy takes, smoothed; ms.
    double copy_ms() const { return copy_ms_; }

  private:
    bool capture(Simulation& simulation, Frame& frame, Status& refused);

    Mailbox<Frame> frames_;
    std::atomic<bool> asked_{false}, allowed_{false};
    /// Of a size that the processor reads and writes in one go.
    struct alignas(4) Wanted {
        PlaneSet planes{true, true};
    };
    std::atomic<Wanted> wanted_{Wanted{}};

    // The simulation's thread's own
    bool changed_ = false, on_device_ = false;
    std::uint64_t number_ = 0;
    double copy_ms_ = 0;
    /// Rows and columns of which frames could not stay on the device.
    std::pair<int, int> refused_size_;
};

}  // namespace gs
