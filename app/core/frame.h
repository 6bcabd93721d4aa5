// What the simulation hands to the screen: one state of the field.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace gs {

class DeviceFrame;

/// Some of u and v.
struct PlaneSet {
    bool u = false, v = false;
    bool operator==(const PlaneSet&) const = default;
    PlaneSet with(const PlaneSet& other) const { return {u || other.u, v || other.v}; }
    bool covers(const PlaneSet& other) const { return (u || !other.u) && (v || !other.v); }
};

/// One state of the field, on the host or on the device.
struct Frame {
    int rows = 0, cols = 0;
    std::int64_t steps_done = 0;
    double time = 0;          ///< simulated time: the sum of dt over all steps
    std::vector<float> u, v;  ///< rows x cols, row 0 at the top; empty where the frame is on the device
    PlaneSet planes;          ///< which of them are this state's; the other holds an older one
    std::shared_ptr<DeviceFrame> device;  ///< set where the frame is on the device
    /// Extremes of the field, looked for a few times a second; NaN where the field holds NaN.
    float u_min = 0, u_max = 1, v_min = 0, v_max = 0;
    double copy_ms = 0;        ///< what taking this copy cost the simulation
    std::uint64_t number = 0;  ///< counts frames
};

}  // namespace gs
