// Failures of the emulated devices, on request: they stand for drivers, cards and accidents that no
// test machine has.
#pragma once

#include <cstdint>
#include <vector>

namespace gs::emulation {

/// The machine as a test wants it, and counters of the calls to it. By default it has one good
/// device, which also draws. To be set while nothing runs.
struct Machine {
    /// The newest CUDA that the driver supports; 0: there is no driver.
    int driver = 13000;
    /// The number of devices, which are alike except for `unusable` and `drawing`.
    int devices = 1;
    /// The devices on which no kernel of the program can run.
    std::vector<int> unusable;
    std::vector<int> drawing{0};
    bool registers_textures = true;

    /// The n-th allocation on the device from now on fails; 0: none.
    std::int64_t fail_allocation = 0;
    /// The n-th launch from now on loses the device; 0: none.
    std::int64_t fail_launch = 0;
    /// Every call fails, until a test sets it back.
    bool lost = false;

    /// Counts the questions about the devices, the first of which starts the driver.
    int driver_calls = 0;
    /// Counts the devices on which a context was made.
    int contexts = 0;
    /// Counts the calls of CUDA about OpenGL.
    int gl_calls = 0;
    /// Counts the allocations on the device.
    int allocations = 0;
    /// Counts the copies to the host.
    int copied_back = 0;
    /// Counts the textures that OpenGL had deleted before they were unregistered.
    int late_unregisters = 0;
};
extern Machine machine;

}  // namespace gs::emulation
