// Threads that read, encode and write files, so that neither the window nor the simulation waits
// for them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gs {

/// A pool of threads with a bounded queue. Jobs must not throw.
class Writers {
  public:
    using Job = std::function<void()>;

    explicit Writers(int threads, std::size_t capacity = 8);
    /// Finishes all posted jobs.
    ~Writers();
    Writers(const Writers&) = delete;
    Writers& operator=(const Writers&) = delete;

    /// Waits for room in the queue, so that a recording loses no frame. Any thread.
    void post(Job job);
    /// Waits until all is written.
    void finish();

  private:
    void work();

    std::mutex mutex_;
    std::condition_variable work_, room_;
    std::deque<Job> jobs_;
    std::size_t capacity_, running_ = 0;
    bool quit_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace gs
