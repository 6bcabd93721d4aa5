// Threads that read, encode and write files, so that neither the window nor the simulation waits
// for them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace gs {

/// A pool of threads with a queue that is bounded in jobs and in what they hold. Jobs must not
/// throw.
class Writers {
  public:
    using Job = std::function<void()>;

    /// capacity: jobs that may wait; most_bytes: that all jobs together may hold, those at work
    /// among them. A job that holds more is done alone.
    explicit Writers(int threads, std::size_t capacity = 8,
                     std::size_t most_bytes = std::numeric_limits<std::size_t>::max());
    /// Finishes all posted jobs.
    ~Writers();
    Writers(const Writers&) = delete;
    Writers& operator=(const Writers&) = delete;

    /// Waits for room in the queue, so that a recording loses no frame. bytes: what the job holds
    /// until it is done. Any thread.
    void post(Job job, std::size_t bytes = 0);
    /// Waits until all is written.
    void finish();

  private:
    void work();

    std::mutex mutex_;
    std::condition_variable work_, room_;
    struct Posted {
        Job job;
        std::size_t bytes = 0;
    };
    std::deque<Posted> jobs_;
    std::size_t capacity_, most_bytes_, held_bytes_ = 0, running_ = 0;
    bool quit_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace gs
