// A frame that stays on the device on its way to the screen.
#pragma once

#include <cstddef>
#include <memory>

#include "kernels/engine/engine.h"

namespace gs {

/// A copy of the present field, or of one of u and v, as float planes in device memory, and the
/// event after which it may be read. One slot of the frame mailbox: the simulation thread captures
/// into it, the UI thread shows it, and each hands it to the other before the other touches it.
/// Neither waits: the device does.
class DeviceFrame {
  public:
    /// Empty until the first capture. nullptr if no CUDA device can be used.
    static std::unique_ptr<DeviceFrame> make();
    ~DeviceFrame();
    DeviceFrame(const DeviceFrame&) = delete;
    DeviceFrame& operator=(const DeviceFrame&) = delete;

    /// Queues a copy of the wanted planes behind the engine's steps, and waits on the device
    /// for the thread that still shows the last one. Memory is held for the wanted planes alone.
    /// Fails if the engine's kernel does not run on a CUDA device in float32, or memory
    /// is short. Thread of the engine.
    Status capture(Engine& engine, bool want_u = true, bool want_v = true);

    /// The frame's u and v (both were wanted) to host memory, rows x cols each,
    /// without pitch; waits for the device.
    Status read(float* u, float* v) const;

    int rows() const { return rows_; }
    int cols() const { return cols_; }
    /// Elements from row to row.
    std::ptrdiff_t pitch() const { return pitch_; }
    /// Device pointers; nullptr if the plane was not wanted.
    const float* u() const { return u_; }
    const float* v() const { return v_; }
    /// cudaEvent_t: recorded when the copy is complete.
    void* event() const { return ready_; }
    /// cudaEvent_t: to be recorded by the thread that reads the planes, after the last read.
    void* shown() const { return shown_; }

  private:
    DeviceFrame() = default;

    int rows_ = 0, cols_ = 0;
    std::ptrdiff_t pitch_ = 0;
    float *u_ = nullptr, *v_ = nullptr;
    void *ready_ = nullptr, *shown_ = nullptr;
};

}  // namespace gs
