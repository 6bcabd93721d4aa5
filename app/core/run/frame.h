// What the simulation hands to the screen: one state of the field.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "app/core/document/auto_range.h"
#include "app/core/document/snapshot.h"
#include "kernels/engine/engine.h"

namespace gs {

class DeviceFrame;

/// Some of u, v and the plane that is made of them.
struct PlaneSet {
    bool u = false, v = false;
    /// What a document shows that has a change or a rate of change shown (rate_of_change.h).
    bool derived = false;
    bool operator==(const PlaneSet&) const = default;
    PlaneSet with(const PlaneSet& other) const {
        return {u || other.u, v || other.v, derived || other.derived};
    }
    bool covers(const PlaneSet& other) const {
        return (u || !other.u) && (v || !other.v) && (derived || !other.derived);
    }
};

/// Where a kernel that leaves out what would change nothing computes the next steps: square blocks
/// of cells from the upper left corner on.
struct AwakeBlocks {
    /// Cells on a side.
    int block = 0;
    /// Of blocks.
    int rows = 0, cols = 0;
    /// Rows x cols; 0: at rest.
    std::vector<std::uint8_t> awake;
    bool at(int row, int col) const {
        return row >= 0 && row < rows && col >= 0 && col < cols &&
               awake[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                     static_cast<std::size_t>(col)] != 0;
    }
};

/// One state of the field, on the host or on the device.
struct Frame {
    int rows = 0, cols = 0;
    std::int64_t steps_done = 0;
    /// Simulated time: the sum of dt over all steps.
    double time = 0;
    /// The last event that the planes on the host have behind them, if they are that moment of the
    /// run to the bit.
    EventPtr after;
    /// From which `time` was counted.
    TimeBase since;
    /// Rows x cols, row 0 at the top; empty if the frame is on the device.
    std::vector<float> u, v;
    /// The same for the plane that is made of them, if it is asked for; on the host only.
    std::vector<float> derived;
    /// What u and v hold, for the next copy into them.
    CopyMark mark;
    /// Which of them are this state's; the other holds an older one.
    PlaneSet planes;
    /// Set if the frame is on the device.
    std::shared_ptr<DeviceFrame> device;
    /// Extremes of the field, looked for a few times per second; NaN if the field holds NaN.
    float u_min = 0, u_max = 1, v_min = 0, v_max = 0;
    /// Those of `derived`.
    float derived_min = 0, derived_max = 0;
    /// As of when the extremes were looked for, for percentiles.
    Sample sample;
    /// If the document asks for it and the kernel knows it, else nullptr.
    std::shared_ptr<const AwakeBlocks> awake;
    /// What taking this copy cost the simulation.
    double copy_ms = 0;
    Extremes extremes() const { return {u_min, u_max, v_min, v_max, derived_min, derived_max}; }
    /// Counts frames.
    std::uint64_t number = 0;
};

}  // namespace gs
