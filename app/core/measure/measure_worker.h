// The thread on which measurements are made.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/core/measure/instruments.h"
#include "kernels/host/threads.h"

namespace gs {

/// Measures the newest sample that it was given; older ones that it has not begun are dropped.
class MeasureWorker {
  public:
    MeasureWorker() : thread_(start_thread([this] { work(); })) {}
    ~MeasureWorker();
    MeasureWorker(const MeasureWorker&) = delete;
    MeasureWorker& operator=(const MeasureWorker&) = delete;

    /// Never waits for a measurement.
    void begin(std::shared_ptr<const FieldSample> sample, MeasurePlan plan);
    /// What was measured since the last call, oldest first.
    std::vector<Measured> take();

  private:
    struct Work {
        std::shared_ptr<const FieldSample> sample;
        MeasurePlan plan;
    };
    void work();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::optional<Work> next_;
    std::vector<Measured> done_;
    bool quit_ = false;
    /// Last: starts when all else is there.
    std::thread thread_;
};

}  // namespace gs
