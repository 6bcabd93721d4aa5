#include "kernels/workers.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/format.h>

#include <climits>
#include <ctime>
#include <optional>

#include "kernels/denormals.h"

namespace gs {

namespace {

/// About 20 microseconds of looking before sleeping.
constexpr int kSpins = 500;
/// Who waits for a thread that something else has pushed from its core wakes so often. Linux looks for a
/// thread to pull over when a core falls idle, and only then, and takes none that ran less than half a
/// millisecond ago: asleep for good, the waiter's core would stay idle until the next tick, milliseconds.
constexpr timespec kNap{0, 100'000};

void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
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

// std::atomic's own wait has no time limit, so this is the system call below it.
static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));

/// Both sides are sequentially consistent: either the sleeper is counted here, or it finds the new value.
void Signal::raise() {
    value_.fetch_add(1, std::memory_order_seq_cst);
    if (asleep_.load(std::memory_order_seq_cst) > 0)
        syscall(SYS_futex, &value_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

void Signal::wait(std::uint32_t old, bool napping) const {
    for (int i = 0; i < kSpins; ++i) {
        if (value() != old) return;
        pause();
    }
    asleep_.fetch_add(1, std::memory_order_seq_cst);
    while (value() == old)
        syscall(SYS_futex, &value_, FUTEX_WAIT_PRIVATE, old, napping ? &kNap : nullptr, nullptr, 0);
    asleep_.fetch_sub(1, std::memory_order_relaxed);
}

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
    calls_.raise();
    for (std::thread& thread : threads_) thread.join();
}

void WorkerTeam::run(const std::function<void(int)>& work) {
    const FlushDenormals flush;
    std::optional<Pinned> pinned;
    if (pin_) pinned.emplace(0);
    work_ = &work;
    calls_.raise();
    work(0);
    barrier();
}

void WorkerTeam::worker(int number) {
    const FlushDenormals flush;
    std::optional<Pinned> pinned;
    if (pin_) pinned.emplace(number);
    for (std::uint32_t call = 0;; ++call) {
        calls_.wait(call, false);
        if (stop_) return;
        (*work_)(number);
        barrier();
    }
}

void WorkerTeam::barrier() {
    if (size_ == 1) return;
    const std::uint32_t pass = passed_.value();
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == size_) {
        arrived_.store(0, std::memory_order_relaxed);
        passed_.raise();
    } else {
        passed_.wait(pass, true);
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
