// The choice of the GPU to compute on, beside a window that lives already.
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace gs {

/// Starting a driver and a GPU takes from a tenth of a second to several: that happens on a thread
/// of its own. Between its beginning and its end CUDA kernels are unavailable (cuda_undecided). The
/// thread that made it makes all calls.
class DeviceSearch {
  public:
    /// Begins. To be made before anything else asks for CUDA; the driver
    /// itself is asked for by update().
    DeviceSearch();
    /// Waits for the driver's answer.
    ~DeviceSearch();
    DeviceSearch(const DeviceSearch&) = delete;
    DeviceSearch& operator=(const DeviceSearch&) = delete;

    /// Goes on, and never waits; to be called now and then from the first picture on. `drawing` is
    /// called once, on this thread, when the driver has been started, and says which CUDA devices
    /// draw the window, since one of them is preferred. True once: when the choice has been made.
    bool update(const std::function<std::vector<int>()>& drawing);

  private:
    enum class Phase { Begin, Starting, Choosing, Done };
    void work(std::function<void()> task);
    bool working() const { return busy_.load(std::memory_order_acquire); }

    Phase phase_ = Phase::Begin;
    std::atomic<bool> busy_{false};
    std::thread thread_;
};

}  // namespace gs
