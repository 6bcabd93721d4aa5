// Threads that stay alive between calls: a team that works on one task together, with barriers inside.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace gs {

/// A number that counts up, and threads that wait until it does.
class Signal {
  public:
    std::uint32_t value() const { return value_.load(std::memory_order_acquire); }
    /// Counts up and wakes who waits; what was written before is seen by them.
    void raise();
    /// Until value() is no longer `old`: looks for some microseconds, then sleeps. napping: wakes now and
    /// then although nothing happened (why: workers.cpp).
    void wait(std::uint32_t old, bool napping) const;

  private:
    alignas(64) std::atomic<std::uint32_t> value_{0};
    mutable std::atomic<int> asleep_{0};  ///< a system call is only worth it where there are some
};

/// The calling thread is worker 0; the others sleep between calls. Waiting spins for some microseconds, which
/// is how long a balanced pass differs between threads, and then sleeps (at a barrier in naps), so that a
/// machine with other work loses nothing. Denormals are flushed on every worker. One call of run at a time.
class WorkerTeam {
  public:
    /// threads >= 1, counting the caller. pin: worker i stays on the i-th core that the process may use, the
    /// caller only while it works. Throws std::system_error where the system gives no more threads.
    WorkerTeam(int threads, bool pin);
    ~WorkerTeam();
    WorkerTeam(const WorkerTeam&) = delete;
    WorkerTeam& operator=(const WorkerTeam&) = delete;

    int size() const { return size_; }
    /// Calls work(worker) on all workers, worker = 0 .. size() - 1, and returns when all are done. work must
    /// not throw.
    void run(const std::function<void(int)>& work);
    /// Within work: waits until all workers are here; what they wrote before is seen by all after.
    void barrier();

  private:
    void worker(int number);
    void stop();

    const int size_;
    const bool pin_;
    const std::function<void(int)>* work_ = nullptr;
    bool stop_ = false;
    // Each on its own cache line: `arrived_` is written by all, `passed_` and `calls_` are watched by all.
    alignas(64) std::atomic<int> arrived_{0};
    Signal passed_, calls_;
    std::vector<std::thread> threads_;
};

/// Cores that this process may use: what 0 threads means.
int available_cores();

/// A worker's share of `count` things: [share(i), share(i + 1)).
inline std::int64_t share(std::int64_t count, int worker, int workers) {
    return count * worker / workers;
}

/// "AVX-512, 2 threads, pinned": how the overlay names a team.
std::string describe_team(const char* isa, int threads, bool pin);

}  // namespace gs
