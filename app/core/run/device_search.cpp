#include "app/core/run/device_search.h"

#include "kernels/cuda/info.h"
#include "kernels/host/threads.h"

namespace gs {

DeviceSearch::DeviceSearch() {
    cuda_choose_later();
    if (!cuda_undecided()) phase_ = Phase::Done;  // built without CUDA, or chosen before
}

DeviceSearch::~DeviceSearch() {
    if (thread_.joinable()) thread_.join();
}

void DeviceSearch::work(std::function<void()> task) {
    if (thread_.joinable()) thread_.join();
    busy_ = true;
    thread_ = start_thread([this, task = std::move(task)] {
        task();
        busy_.store(false, std::memory_order_release);
    });
}

bool DeviceSearch::update(const std::function<std::vector<int>()>& drawing) {
    if (phase_ == Phase::Done || working()) return false;
    switch (phase_) {
        case Phase::Begin:
            work(cuda_start_driver);
            phase_ = Phase::Starting;
            return false;
        case Phase::Starting:
            work([preferred = drawing()] { cuda_choose_device(preferred); });
            phase_ = Phase::Choosing;
            return false;
        default:
            phase_ = Phase::Done;
            return true;
    }
}

}  // namespace gs
