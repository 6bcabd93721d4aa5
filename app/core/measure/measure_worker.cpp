#include "app/core/measure/measure_worker.h"

#include <utility>

#include "app/core/run/priority.h"

namespace gs {

MeasureWorker::~MeasureWorker() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void MeasureWorker::begin(std::shared_ptr<const FieldSample> sample, MeasurePlan plan) {
    {
        const std::lock_guard lock(mutex_);
        next_ = Work{std::move(sample), plan};
    }
    wake_.notify_one();
}

std::vector<Measured> MeasureWorker::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
}

void MeasureWorker::work() {
    lower_priority();
    std::shared_ptr<const FieldSample> before;
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return quit_ || next_; });
        if (quit_) return;
        const Work work = *std::exchange(next_, std::nullopt);
        lock.unlock();
        Measured measured = measure(*work.sample, before.get(), work.plan);
        if (before == nullptr || before->time != work.sample->time || before->origin != work.sample->origin)
            before = work.sample;
        lock.lock();
        done_.push_back(std::move(measured));
    }
}

}  // namespace gs
