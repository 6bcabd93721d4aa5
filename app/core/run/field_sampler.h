// What the simulation's thread gives to measurements: samples, if they are wanted.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>

#include "app/core/run/field_sample.h"
#include "kernels/engine/status.h"

namespace gs {

class Simulation;

/// Two threads: one that wants samples, and the simulation's, which makes them. Without a wish it
/// costs one look at a flag.
class FieldSampler {
  public:
    // For the thread that wants them.

    /// From now on samples are made like this.
    void want(const SampleWish& wish);
    /// The newest, or nullptr if it has been taken already.
    std::shared_ptr<const FieldSample> take();

    // For the simulation's thread.

    /// The field is no longer that of the last sample.
    void changed() { changed_ = true; }
    /// Another field has taken its place; time: its simulated time.
    void replaced(double time);
    /// Makes a sample if one is wanted, something has changed, and the last one was made so long
    /// ago that samples take at most a tenth of the time and come at most ten times per second.
    /// Fails if the field can't be read.
    Status publish(Simulation& simulation);

  private:
    Status read(Simulation& simulation, FieldSample& sample) const;

    std::atomic<bool> on_{false};
    std::mutex mutex_;
    SampleWish wish_;
    bool asked_ = false;
    std::shared_ptr<const FieldSample> newest_;

    // The simulation's thread's own
    bool changed_ = true;
    std::uint64_t origin_ = 0;
    double origin_time_ = 0;
    std::chrono::steady_clock::time_point due_;
};

}  // namespace gs
