// What goes wrong on the emulated devices, on request: a stand-in for drivers, cards and
// accidents that no test machine has.
#pragma once

#include <cstdint>
#include <vector>

namespace gs::emulation {

/// The machine as a test wants it, and what has been asked of it; a fresh one is a machine with one
/// good device that draws. Set while nothing runs.
struct Machine {
    /// Newest CUDA that the driver knows; 0: there is no driver.
    int driver = 13000;
    /// All alike, but.
    int devices = 1;
    /// On these no kernel of the program can run.
    std::vector<int> unusable;
    std::vector<int> drawing{0};
    bool registers_textures = true;

    /// The n-th allocation on the device from now on fails; 0: none.
    std::int64_t fail_allocation = 0;
    /// The n-th launch from now on loses the device; 0: none.
    std::int64_t fail_launch = 0;
    /// Every call fails, until a test sets it back.
    bool lost = false;

    /// Counted: questions for the devices, the first of which starts the driver.
    int driver_calls = 0;
    /// Counted: devices on which a context was asked for.
    int contexts = 0;
    /// Counted: calls of CUDA about OpenGL.
    int gl_calls = 0;
    /// Counted, on the device.
    int allocations = 0;
    /// Counted: copies to the host.
    int copied_back = 0;
    /// Counted: textures that OpenGL had deleted already.
    int late_unregisters = 0;
};
extern Machine machine;

}  // namespace gs::emulation
