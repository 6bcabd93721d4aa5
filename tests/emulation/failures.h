// What goes wrong on the emulated devices, on request: a stand-in for drivers, cards and accidents that no
// test machine has.
#pragma once

#include <cstdint>
#include <vector>

namespace gs::emulation {

/// The machine as a test wants it, and what has been asked of it; a fresh one is a machine with one good
/// device that draws. Set while nothing runs.
struct Machine {
    int driver = 13000;         ///< newest CUDA that the driver knows; 0: there is no driver
    int devices = 1;            ///< all alike, but
    std::vector<int> unusable;  ///< on these no kernel of the program can run
    std::vector<int> drawing{0};
    bool registers_textures = true;

    std::int64_t fail_allocation = 0;  ///< the n-th allocation on the device from now on fails; 0: none
    std::int64_t fail_launch = 0;      ///< the n-th launch from now on loses the device; 0: none
    bool lost = false;                 ///< every call fails, until a test sets it back

    int driver_calls = 0;      ///< counted: questions for the devices, the first of which starts the driver
    int contexts = 0;          ///< counted: devices on which a context was asked for
    int gl_calls = 0;          ///< counted: calls of CUDA about OpenGL
    int allocations = 0;       ///< counted, on the device
    int copied_back = 0;       ///< counted: copies to the host
    int late_unregisters = 0;  ///< counted: textures that OpenGL had deleted already
};
extern Machine machine;

}  // namespace gs::emulation
