// Measures how long the graphics card takes, without waiting for it.
#pragma once

#include <array>
#include <cstddef>

#include "app/render/gl.h"

namespace gs {

/// Times the OpenGL work that is queued between begin() and end(). Must not be nested with another
/// timer. UI thread, context current.
class GpuTimer {
  public:
    GpuTimer() = default;
    ~GpuTimer();
    GpuTimer(const GpuTimer&) = delete;
    GpuTimer& operator=(const GpuTimer&) = delete;

    void begin();
    void end();
    /// Milliseconds, smoothed; 0 before the first answer.
    double ms() const { return ms_; }

  private:
    // The card is a few frames behind: an answer is fetched once it has arrived.
    std::array<GLuint, 8> queries_{};
    std::size_t asked_ = 0, answered_ = 0;
    bool running_ = false;
    double ms_ = 0;
};

}  // namespace gs
