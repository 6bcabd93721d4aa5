// A fiber with its own stack, which AddressSanitizer knows about.
#pragma once

#include <boost/context/fiber.hpp>
#include <cstddef>
#include <functional>

namespace gs::emulation {

/// Runs one job after the other, and is switched to and from explicitly, on one thread.
class Fiber {
  public:
    Fiber();
    Fiber(const Fiber&) = delete;
    Fiber& operator=(const Fiber&) = delete;

    void start(std::function<void()> job);
    /// Runs the job until it suspends or ends; true while there is more to do.
    bool resume();
    /// Called within a job: returns to the caller of resume().
    void suspend();

  private:
    void loop();

    std::function<void()> job_;
    bool busy_ = false;
    void* stack_;
    boost::context::fiber inside_, outside_;
    const void* outside_stack_ = nullptr;
    std::size_t outside_size_ = 0;
};

}  // namespace gs::emulation
