// Who does what an App asks of the simulation.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/core/run/field_sample.h"
#include "app/core/run/frame.h"
#include "app/core/run/requests.h"
#include "app/core/run/sim_state.h"
#include "kernels/engine/status.h"

namespace gs {

/// Two implementations: DirectRunner does each request on the calling thread, before submit()
/// returns; SimThread does them on a thread of its own, in order, and nothing here waits for it but
/// settle(). The thread that made it makes all calls.
class Runner {
  public:
    Runner() = default;
    /// Ends a Step that is being done, does everything else that was asked for, and stops.
    virtual ~Runner() = default;
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// The outcome, if the request is done when this returns; otherwise success, and a failure
    /// comes by take_failures().
    virtual Status submit(Request request) = 0;
    /// Failures since the last call that no submit() returned, in order.
    virtual std::vector<std::string> take_failures() { return {}; }
    /// True once something has failed that was no mistake of the user's: a step, a device, a field
    /// that has blown up.
    virtual bool failed_while_running() const = 0;

    virtual SimState state() const = 0;
    /// That part of it alone, which costs less.
    virtual RunNow run_now() const { return state(); }
    /// True while requests are waiting or being done. Running on (Play) is none.
    virtual bool busy() const { return false; }
    /// True while a Step is waiting or being done.
    virtual bool stepping() const { return false; }
    /// Waits until no request is waiting or being done.
    virtual void settle() {}
    /// The kernel is given the field now, if it has not got it yet, so that state() says what runs
    /// and with which knobs. On a thread of its own this happens by itself.
    virtual void open_kernel() {}

    /// The newest frame, or nullptr if there is no newer one than the last that was taken. It stays
    /// valid and unchanged until the next call that returns one.
    virtual const Frame* take_frame() = 0;
    /// True if frames travel between threads, which takes memory for several of them.
    virtual bool keeps_frames() const { return false; }
    virtual void ask_for_frame() {}
    virtual void allow_device_frames(bool /*allowed*/) {}
    virtual void want_planes(PlaneSet /*wanted*/) {}
    virtual void probe(int /*row*/, int /*col*/) {}
    /// Samples of the field for measurements; none are made without a wish, nor on the calling
    /// thread.
    virtual void want_samples(const SampleWish& /*wish*/) {}
    /// The newest sample, or nullptr if it has been taken already.
    virtual std::shared_ptr<const FieldSample> take_sample() { return nullptr; }
    /// The last moment up to this one whose field is kept, or nullptr.
    virtual std::shared_ptr<const Snapshot> keyframe_before(const Moment& /*moment*/) const {
        return nullptr;
    }
    /// The steps of the moments of a run whose field is kept, in order.
    virtual std::vector<std::int64_t> keyframes_on(const Line& /*line*/) const { return {}; }
    /// Counts up with each such moment that comes or goes.
    virtual std::uint64_t keyframe_changes() const { return 0; }
};

}  // namespace gs
