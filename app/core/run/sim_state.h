// What the simulation says of itself: for the overlay, the status line and tests. A value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/core/document/snapshot.h"
#include "app/core/run/condition.h"

namespace gs {

/// Where in its run the simulation is: what is asked for each turn, without the words beside it.
struct RunNow {
    /// Requests are waiting or being done.
    bool busy = false;
    /// The moment of the run, and the run with what lies ahead.
    Moment now;
    Line line;
    /// Counts the events that happened again, since they lay ahead (Simulation::step).
    std::uint64_t repeated = 0;
    /// On the way to the moment that was asked for (request::GoTo): the step from which it began,
    /// and that to which it goes.
    bool seeking = false;
    std::int64_t seek_from = 0, seek_to = 0;
};
/// All that it says.
struct SimState : RunNow {
    bool playing = false;
    /// Of a `step N` that is being done.
    std::int64_t steps_left = 0;

    /// Id of the kernel that runs.
    std::string kernel;
    /// Its name for people.
    std::string label;
    /// What it runs with: "AVX-512, 2 threads, depth 32".
    std::string describe;
    /// "CPU" or the device in words.
    std::string device;
    /// The values of its knobs, in its order: those that were asked for, and those that really run
    /// (the same until it is opened).
    std::vector<std::int64_t> knobs_asked, knobs;
    /// It has the field; before that, nothing has been computed since the last start.
    bool opened = false;
    /// Why another kernel than the document's runs, or empty.
    std::string instead_because;
    /// That compute; 0 on a device.
    int threads = 1;
    /// Planes live in the device's memory.
    bool on_device = false;
    bool float64 = false;

    int rows = 0, cols = 0;
    std::int64_t steps_done = 0;
    /// Simulated.
    double time = 0;

    /// Steps are being done: it runs on, or a `step N` does.
    bool stepping = false;

    // Smoothed over about half a second. When it no longer steps, they stay as they were; 0 before
    // the first steps of this kernel at this size.
    /// Steps per second of the wall clock, which a wanted speed may hold back.
    double steps_per_s = 0;
    /// The kernel's rate while it computes, whatever holds the run back.
    double gcells_per_s = 0;
    /// The part of these cells that the kernel computes, 0 to 1: the others would change no bit.
    double computed = 1;
    /// The rate of what is computed, by which a kernel is measured against the machine's roofs.
    double computed_gcells_per_s() const { return gcells_per_s * computed; }
    /// The kernel can leave cells out.
    bool leaves_out = false;
    /// The traffic that this rate would take if each step read and wrote the field once: 16 bytes
    /// per cell and step in float32, 32 in float64.
    double gb_per_s = 0;
    /// Time of one step.
    double step_ms = 0;
    /// Time of one frame's copy.
    double copy_ms = 0;
    /// Share of the wall clock that went into stepping, 0 to 1.
    double stepping_share = 0;
    /// The figures are the mean of a second or more.
    bool steady = false;

    /// Frames stay on the device.
    bool device_frames = false;
    /// Why the run was paused by itself (a blown-up field, an error), or
    /// empty. Cleared by the next change, but not as long as the field is blown up.
    std::string paused_because;
    /// The field has blown up, and no other has taken its place yet: nothing is stepped.
    bool blown_up = false;
    /// When that was seen, with which dt, and dt's limit then.
    std::int64_t blown_up_step = 0;
    double blown_up_dt = 0, blown_up_limit = 0;
    /// The step of the last good moment, to which `recover` goes back; -1 if nothing has blown up.
    std::int64_t good_step = -1;
    /// For half a second nothing has been seen in the field.
    Rest rest = Rest::No;

    // The answer to App::probe, valid if probe_row >= 0.
    int probe_row = -1, probe_col = -1;
    double probe_u = 0, probe_v = 0;
};

}  // namespace gs
