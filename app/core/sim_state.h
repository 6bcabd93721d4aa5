// What the simulation says of itself: for the overlay, the status line and tests. A value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gs {

struct SimState {
    bool playing = false;
    std::int64_t steps_left = 0;  ///< of a `step N` that is being done
    bool busy = false;            ///< requests are waiting or being done

    std::string kernel;    ///< id of the kernel that runs
    std::string label;     ///< its name for people
    std::string describe;  ///< what it runs with: "AVX-512, 2 threads, depth 32"
    std::string device;    ///< "CPU" or the device in words
    /// The values of its knobs, in its order: those that were asked for, and those that really run (the same
    /// until it is opened).
    std::vector<std::int64_t> knobs_asked, knobs;
    bool opened = false;  ///< it has the field; before that, nothing has been computed since the last start
    /// Why another kernel than the document's runs, or empty.
    std::string instead_because;
    int threads = 1;         ///< that compute; 0 on a device
    bool on_device = false;  ///< planes live in the device's memory
    bool float64 = false;

    int rows = 0, cols = 0;
    std::int64_t steps_done = 0;
    double time = 0;  ///< simulated

    // Smoothed over about half a second; 0 while it does not step.
    double steps_per_s = 0;
    double gcells_per_s = 0;
    double gb_per_s = 0;        ///< compulsory traffic: 16 bytes a cell and step in float32, 32 in float64
    double step_ms = 0;         ///< time of one step
    double copy_ms = 0;         ///< time of one frame's copy
    double stepping_share = 0;  ///< share of the wall clock that went into stepping, 0 to 1

    bool device_frames = false;  ///< frames stay on the device
    /// Why the run was paused by itself (a blown-up field, an error), or empty. Cleared by the next change.
    std::string paused_because;

    // The answer to App::probe, valid where probe_row >= 0.
    int probe_row = -1, probe_col = -1;
    double probe_u = 0, probe_v = 0;
};

}  // namespace gs
