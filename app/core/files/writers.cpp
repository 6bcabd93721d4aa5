#include "app/core/files/writers.h"

namespace gs {

Writers::Writers(int threads, std::size_t capacity) : capacity_(capacity) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Writers::~Writers() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    work_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Writers::post(Job job) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return jobs_.size() < capacity_; });
    jobs_.push_back(std::move(job));
    lock.unlock();
    work_.notify_one();
}

void Writers::finish() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return jobs_.empty() && running_ == 0; });
}

void Writers::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        work_.wait(lock, [&] { return quit_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        {
            const Job job = std::move(jobs_.front());
            jobs_.pop_front();
            ++running_;
            lock.unlock();
            room_.notify_all();
            job();
        }  // destroys what the job holds before it counts as done
        lock.lock();
        --running_;
        room_.notify_all();
    }
}

}  // namespace gs
