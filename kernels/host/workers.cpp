#include "kernels/host/workers.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/core.h>

#include <algorithm>
#include <climits>
#include <ctime>

#include "kernels/host/cores.h"
#include "kernels/host/denormals.h"
#include "kernels/host/threads.h"

namespace gs {

namespace {

/// About 20 microseconds of looking before sleeping: a balanced pass
/// differs by less between threads.
constexpr int kLooks = 500;
/// Nanoseconds after which a waiting worker looks around. Sleeping also lets the
/// system move threads that are not pinned: Linux looks for one to pull over when a
/// core falls idle, and only then.
constexpr long kFirstNap = 100'000, kLongestNap = 1'600'000;

void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

}  // namespace

// std::atomic's own wait has no time limit, so this is the system call below it.
static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));

/// Both sides are sequentially consistent: either the sleeper is counted
/// here, or it finds the new value.
void Signal::raise() {
    value_.fetch_add(1, std::memory_order_seq_cst);
    if (asleep_.load(std::memory_order_seq_cst) > 0)
        syscall(SYS_futex, &value_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

bool Signal::look(std::uint32_t old) const {
    for (int i = 0; i < kLooks; ++i) {
        if (value() != old) return true;
        pause();
    }
    return false;
}

void Signal::sleep(std::uint32_t old, const timespec* limit) const {
    asleep_.fetch_add(1, std::memory_order_seq_cst);
    syscall(SYS_futex, &value_, FUTEX_WAIT_PRIVATE, old, limit, nullptr, 0);
    asleep_.fetch_sub(1, std::memory_order_relaxed);
}

void Seat::take(int core) {
    thread_ = pthread_self();
    pthread_getcpuclockid(thread_, &clock_);
    loan_ = kNone;
    core_ = pthread_getaffinity_np(thread_, sizeof before_, &before_) == 0 ? core : -1;
    if (core_ >= 0) keep_on(thread_, core_);
}

void Seat::stand_up() const {
    if (core_ >= 0) pthread_setaffinity_np(thread_, sizeof before_, &before_);
}

/// A loan that is just being made is returned after the next task.
void Seat::return_home() {
    if (loan_.load(std::memory_order_acquire) != kDone) return;
    loan_.store(kNone, std::memory_order_relaxed);
    keep_on(thread_, core_);
}

double Seat::worked() const {
    timespec t{};
    if (!busy_.load(std::memory_order_acquire) || clock_gettime(clock_, &t) != 0) return -1;
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

void Seat::lend(int core) {
    int none = kNone;
    if (core_ < 0 || !loan_.compare_exchange_strong(none, kBegun, std::memory_order_relaxed)) return;
    keep_on(thread_, core);
    loan_.store(kDone, std::memory_order_release);
}

WorkerTeam::WorkerTeam(int threads, bool pin)
    : size_(threads), seats_(std::make_unique<Seat[]>(static_cast<std::size_t>(threads))) {
    if (pin) cores_ = allowed_cores();
    try {
        for (int i = 1; i < size_; ++i) threads_.push_back(start_thread([this, i] { worker(i); }));
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
    changed_.raise();
    for (std::thread& thread : threads_) thread.join();
}

int WorkerTeam::core_of(int worker) const {
    return cores_.empty() ? -1 : cores_[static_cast<std::size_t>(worker) % cores_.size()];
}

void WorkerTeam::run(std::int64_t passes, int tasks, const Work& work) {
    const FlushDenormals flush;
    if (tasks > room_) {
        begun_ = std::make_unique<Task[]>(static_cast<std::size_t>(tasks));
        room_ = tasks;
    }
    for (int i = 0; i < tasks; ++i) begun_[static_cast<std::size_t>(i)].begun = 0;
    work_ = &work;
    tasks_ = tasks;
    all_ = passes * tasks;
    done_ = 0;
    seat(0).take(core_of(0));
    open_ = true;
    changed_.raise();
    for (;;) {
        const std::uint32_t seen = changed_.value();
        if (done_.load(std::memory_order_acquire) == all_) break;
        if (!take_part(0)) wait(0, seen);
    }
    open_ = false;
    while (inside_ != 0) std::this_thread::yield();  // they are leaving
    seat(0).stand_up();
}

void WorkerTeam::worker(int number) {
    const FlushDenormals flush;
    seat(number).take(core_of(number));
    for (;;) {
        const std::uint32_t seen = changed_.value();
        if (stop_) return;
        if (!take_part(number)) wait(number, seen);
    }
}

/// Between enter and leave a call is not over, so nothing there may last but a task.
bool WorkerTeam::enter() {
    inside_.fetch_add(1);
    if (open_) return true;
    leave();
    return false;
}

void WorkerTeam::leave() {
    inside_.fetch_sub(1);
}

/// Does tasks of the present pass until all are taken. Whether there was one.
bool WorkerTeam::take_part(int number) {
    if (!enter()) return false;
    const bool any = do_tasks(number);
    leave();
    seat(number).return_home();
    return any;
}

bool WorkerTeam::do_tasks(int number) {
    const std::int64_t done = done_.load(std::memory_order_acquire);
    if (done == all_) return false;
    const std::int64_t pass = done / tasks_;
    const auto own = static_cast<int>(share(tasks_, number, size_));
    bool any = false;
    for (int i = 0; i < tasks_; ++i) {
        const int task = (own + i) % tasks_;
        std::atomic<std::int64_t>& begun = begun_[static_cast<std::size_t>(task)].begun;
        std::int64_t passes = begun.load(std::memory_order_relaxed);
        if (passes != pass || !begun.compare_exchange_strong(passes, pass + 1)) continue;
        any = true;
        seat(number).begin();
        (*work_)(number, pass, task);
        seat(number).end();
        const std::int64_t now_done = done_.fetch_add(1, std::memory_order_acq_rel) + 1;
        if (now_done % tasks_ == 0) changed_.raise();
    }
    return any;
}

/// Until the next pass or call. Between calls a worker sleeps, so that other programs lose nothing.
/// Within one it looks now and then whether another that has a task has a core, too; more and more
/// seldom, since a core that was lent is needed.
void WorkerTeam::wait(int number, std::uint32_t seen) {
    if (changed_.look(seen)) return;
    int other = number;
    for (long nap = kFirstNap; changed_.value() == seen; nap = std::min(2 * nap, kLongestNap)) {
        double before = -1;
        const bool within = enter();
        if (within) {
            for (int i = 0; i < size_ && before < 0; ++i) {
                other = (other + 1) % size_;
                before = seat(other).worked();
            }
            leave();
        }
        const timespec limit{0, nap};
        changed_.sleep(seen, within ? &limit : nullptr);
        if (before < 0 || changed_.value() != seen || !enter()) continue;
        const double now = seat(other).worked();
        if (now >= 0 && now - before < 0.5e-9 * static_cast<double>(nap)) seat(other).lend(core_of(number));
        leave();
    }
}

TeamOptions team_options(const std::int64_t* knobs) {
    TeamOptions team;
    team.threads = knobs[0] != 0 ? static_cast<int>(knobs[0]) : thread_default().threads;
    team.isa = pick_isa(knobs[1]);
    team.pin = knobs[2] == 1 || (knobs[2] == 0 && team.threads == available_cores());
    return team;
}

void team_knobs_in_use(const TeamOptions& team, std::int64_t* knobs) {
    knobs[0] = team.threads;
    knobs[1] = static_cast<std::int64_t>(team.isa);
    knobs[2] = team.pin ? 1 : 2;
}

std::string describe(const TeamOptions& team) {
    return fmt::format("{}, {} thread{}{}", name_of(team.isa), team.threads, team.threads == 1 ? "" : "s",
                       team.pin ? ", pinned" : "");
}

}  // namespace gs
