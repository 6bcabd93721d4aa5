#include "app/core/files/writers.h"

#include "kernels/host/threads.h"

namespace gs {

Writers::Writers(int threads, std::size_t capacity, std::size_t most_bytes)
    : capacity_(capacity), most_bytes_(most_bytes) {
    for (int i = 0; i < threads; ++i) threads_.push_back(start_thread([this] { work(); }));
}

Writers::~Writers() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    work_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Writers::post(Job job, std::size_t bytes) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] {
        const bool fits =
            held_bytes_ == 0 || (held_bytes_ <= most_bytes_ && bytes <= most_bytes_ - held_bytes_);
        return fits && jobs_.size() < capacity_;
    });
    held_bytes_ += bytes;
    jobs_.push_back({std::move(job), bytes});
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
        std::size_t bytes = 0;
        {
            const Posted posted = std::move(jobs_.front());
            bytes = posted.bytes;
            jobs_.pop_front();
            ++running_;
            lock.unlock();
            room_.notify_all();
            posted.job();
        }  // destroys what the job holds before it counts as done
        lock.lock();
        --running_;
        held_bytes_ -= bytes;
        room_.notify_all();
    }
}

}  // namespace gs
