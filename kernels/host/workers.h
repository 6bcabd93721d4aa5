// Threads that stay alive between calls: a team that does passes of tasks together.
#pragma once

#include <pthread.h>
#include <sched.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kernels/host/isa.h"
#include "kernels/kernel_api.h"

namespace gs {

/// A number that counts up, and threads that wait until it does.
class Signal {
  public:
    std::uint32_t value() const { return value_.load(std::memory_order_acquire); }
    /// Counts up and wakes who waits; what was written before is seen by them.
    void raise();
    /// Whether value() is no longer `old`, after looking for some microseconds.
    bool look(std::uint32_t old) const;
    /// Sleeps while value() is `old`, or until the system feels like
    /// it; at most for `limit`, if any.
    void sleep(std::uint32_t old, const timespec* limit) const;

  private:
    alignas(64) std::atomic<std::uint32_t> value_{0};
    /// The number of threads that sleep: only if there are some is a system call worth it.
    mutable std::atomic<int> asleep_{0};
};

/// Where a worker sits: its core, and whether another worker has lent it a better one.
class alignas(64) Seat {
  public:
    /// The calling thread sits down; with a core >= 0 it stays there until it stands up.
    void take(int core);
    void stand_up() const;

    /// Around a task.
    void begin() { busy_.store(true, std::memory_order_release); }
    void end() { busy_.store(false, std::memory_order_release); }
    /// After a loan; it may lose its core by this.
    void return_home();

    // By other workers, while they wait:
    /// Seconds of CPU that the thread has had, or -1 if it has no task.
    double worked() const;
    /// It goes on with its task on this core.
    void lend(int core);

  private:
    enum Loan { kNone, kBegun, kDone };
    int core_ = -1;
    pthread_t thread_{};
    clockid_t clock_{};
    cpu_set_t before_{};
    std::atomic<bool> busy_{false};
    std::atomic<int> loan_{kNone};
};

/// The calling thread is worker 0; the others sleep between calls. Denormals are flushed on every
/// worker. One call of run at a time.
///
/// On a machine that has other work, a worker may lose its core at any time. No thread
/// waits for one that has no task: the others do its tasks. One that has a task is lent
/// the core of a worker that waits.
class WorkerTeam {
  public:
    using Work = std::function<void(int worker, std::int64_t pass, int task)>;

    /// threads >= 1, counting the caller. pin: worker i stays on the i-th core that the
    /// process may use, the caller only while it works. Throws std::system_error if
    /// the system gives no more threads.
    WorkerTeam(int threads, bool pin);
    ~WorkerTeam();
    WorkerTeam(const WorkerTeam&) = delete;
    WorkerTeam& operator=(const WorkerTeam&) = delete;

    int size() const { return size_; }
    /// Does tasks 0 .. tasks - 1 of pass 0, then those of pass 1, ...: each once, and a
    /// pass's when all of the one before are done, and seen by all. Task i is done by
    /// worker i * size() / tasks, whose caches and memory hold what it works on, unless
    /// that one is late. work must not throw.
    void run(std::int64_t passes, int tasks, const Work& work);

  private:
    struct alignas(64) Task {
        /// Passes whose task has been taken by a worker.
        std::atomic<std::int64_t> begun{0};
    };
    void worker(int number);
    bool enter();
    void leave();
    bool take_part(int number);
    bool do_tasks(int number);
    void wait(int number, std::uint32_t seen);
    void stop();
    int core_of(int worker) const;
    Seat& seat(int worker) { return seats_[static_cast<std::size_t>(worker)]; }

    const int size_;
    /// The cores on which the workers stay, in turn; empty: the system moves them.
    std::vector<int> cores_;
    std::unique_ptr<Seat[]> seats_;

    // A call. Written while open_ is false and no worker is inside.
    const Work* work_ = nullptr;
    /// The number of tasks of all passes.
    std::int64_t all_ = 0;
    /// The number of tasks of a pass, and the most for which begun_ has room.
    int tasks_ = 0, room_ = 0;
    std::unique_ptr<Task[]> begun_;
    /// The number of tasks that are done, of all passes.
    alignas(64) std::atomic<std::int64_t> done_{0};
    /// The number of threads that look at the call.
    alignas(64) std::atomic<int> inside_{0};
    std::atomic<bool> open_{false}, stop_{false};
    /// A call or a pass begins, or the end has come.
    Signal changed_;
    std::vector<std::thread> threads_;
};

/// A worker's share of `count` things: [share(i), share(i + 1)).
inline std::int64_t share(std::int64_t count, int worker, int workers) {
    return count * worker / workers;
}

/// The names of the values of a team's knobs.
inline constexpr const char* kIsaNames[] = {"auto", "portable", "AVX2", "AVX-512"};
inline constexpr const char* kPinNames[] = {"auto", "on", "off"};

/// The knobs of a team, which come first in the table of a kernel that has one.
inline constexpr gs_knob kTeamKnobs[] = {
    {"threads", "Threads",
     "Threads that share the field; 0 takes all cores, or as many as OMP_NUM_THREADS says.", 0, 1024, 0, 1,
     nullptr},
    {"isa", "Instruction set",
     "The vectors that it computes with; auto takes the best of this CPU. The results are the same.", 0, 3, 0,
     1, kIsaNames},
    {"pin", "Pin threads",
     "on: each thread stays on one core; off: the system moves them; auto: on if every core has a thread.", 0,
     2, 0, 1, kPinNames}};
inline constexpr int kTeamKnobCount = 3;

/// How a kernel's team computes.
struct TeamOptions {
    int threads = 1;
    Isa isa = Isa::Portable;
    /// Threads stay on their cores. If there are fewer of them than cores, they are better moved to
    /// those that other programs leave free.
    bool pin = false;
};

/// What these values of kTeamKnobs ask for, on this machine.
TeamOptions team_options(const std::int64_t* knobs);

/// The values of kTeamKnobs that say what runs.
void team_knobs_in_use(const TeamOptions& team, std::int64_t* knobs);

/// "AVX-512, 2 threads, pinned": how the overlay names a team.
std::string describe(const TeamOptions& team);

}  // namespace gs
