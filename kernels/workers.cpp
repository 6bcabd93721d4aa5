#include "kernels/workers.h"

#include <sched.h>

#include <fmt/format.h>
#include <optional>

#include "kernels/denormals.h"

namespace gs {

namespace {

/// About 20 microseconds of looking before sleeping.
constexpr int kSpins = 500;

void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/// Waits until `value` is no longer `old`.
void wait_while(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
    for (int i = 0; i < kSpins; ++i) {
        if (value.load(std::memory_order_acquire) != old) return;
        pause();
    }
    while (value.load(std::memory_order_acquire) == old) value.wait(old, std::memory_order_acquire);
}

/// Keeps the calling thread on one core until the end of the scope.
class Pinned {
  public:
    explicit Pinned(int worker) {
        CPU_ZERO(&before_);
        if (sched_getaffinity(0, sizeof before_, &before_) != 0) return;
        const int cores = CPU_COUNT(&before_);
        int wanted = worker % (cores > 0 ? cores : 1);
        for (int core = 0; core < CPU_SETSIZE; ++core) {
            if (!CPU_ISSET(core, &before_) || wanted-- != 0) continue;
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(core, &one);
            restore_ = sched_setaffinity(0, sizeof one, &one) == 0;
            return;
        }
    }
    ~Pinned() {
        if (restore_) sched_setaffinity(0, sizeof before_, &before_);
    }
    Pinned(const Pinned&) = delete;
    Pinned& operator=(const Pinned&) = delete;

  private:
    cpu_set_t before_;
    bool restore_ = false;
};

}  // namespace

WorkerTeam::WorkerTeam(int threads, bool pin) : size_(threads), pin_(pin) {
    try {
        for (int i = 1; i < size_; ++i) threads_.emplace_back([this, i] { worker(i); });
    } catch (...) {
        stop();
        throw;
    }
}

WorkerTeam::~WorkerTeam() {
    stop();
}

void WorkerTeam::stop() {
    stop_ = true;
    calls_.fetch_add(1, std::memory_order_release);
    calls_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void WorkerTeam::run(const std::function<void(int)>& work) {
    const FlushDenormals flush;
    std::optional<Pinned> pinned;
    if (pin_) pinned.emplace(0);
    work_ = &work;
    calls_.fetch_add(1, std::memory_order_release);
    calls_.notify_all();
    work(0);
    barrier();
}

void WorkerTeam::worker(int number) {
    const FlushDenormals flush;
    std::optional<Pinned> pinned;
    if (pin_) pinned.emplace(number);
    for (std::uint32_t call = 0;; ++call) {
        wait_while(calls_, call);
        if (stop_) return;
        (*work_)(number);
        barrier();
    }
}

void WorkerTeam::barrier() {
    if (size_ == 1) return;
    const std::uint32_t pass = passed_.load(std::memory_order_relaxed);
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == size_) {
        arrived_.store(0, std::memory_order_relaxed);
        passed_.store(pass + 1, std::memory_order_release);
        passed_.notify_all();
    } else {
        wait_while(passed_, pass);
    }
}

int available_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    const int cores = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
    return cores > 0 ? cores : 1;
}

std::string describe_team(const char* isa, int threads, bool pin) {
    return fmt::format("{}, {} thread{}{}", isa, threads, threads == 1 ? "" : "s", pin ? ", pinned" : "");
}

}  // namespace gs
