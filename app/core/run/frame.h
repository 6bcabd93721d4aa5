// What the simulation hands to the screen: one state of the field.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "app/core/document/auto_range.h"

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
    /// Simulated time: the sum of dt over all steps.
    double time = 0;
    /// Rows x cols, row 0 at the top; empty if the frame is on the device.
    std::vector<float> u, v;
    /// Which of them are this state's; the other holds an older one.
    PlaneSet planes;
    /// Set if the frame is on the device.
    std::shared_ptr<DeviceFrame> device;
    /// Extremes of the field, looked for a few times per second; NaN if the field holds NaN.
    float u_min = 0, u_max = 1, v_min = 0, v_max = 0;
    /// What taking this copy cost the simulation.
    double copy_ms = 0;
    Extremes extremes() const { return {u_min, u_max, v_min, v_max}; }
    /// Counts frames.
    std::uint64_t number = 0;
};

}  // namespace gs
