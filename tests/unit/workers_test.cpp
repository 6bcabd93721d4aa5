// Teams of workers do every task once and passes one after the other, and do not wait for a late
// worker.
#include <gtest/gtest.h>

#include <sched.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "kernels/host/workers.h"

#include "kernels/host/cores.h"

namespace gs {

namespace {

using namespace std::chrono_literals;

/// Gives up after a while, so that a wait without end is a failure and does not hang the test.
template <class F>
bool becomes(const F& true_at_last) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!true_at_last()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(100us);
    }
    return true;
}

/// Two cores that this process may use; without them the test is skipped.
std::vector<int> two_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    sched_getaffinity(0, sizeof set, &set);
    std::vector<int> cores;
    for (int core = 0; core < CPU_SETSIZE && cores.size() < 2; ++core)
        if (CPU_ISSET(core, &set)) cores.push_back(core);
    return cores;
}

/// Each pass reads what the pass before wrote, in two arrays that alternate, so that a task that is
/// done twice, never, or too early leaves a wrong sum. The arrays are not atomic, so that
/// ThreadSanitizer sees a pass that was not waited for.
void expect_passes(WorkerTeam& team, int tasks, int passes) {
    const auto count = static_cast<std::size_t>(tasks);
    std::vector<std::int64_t> cells[2] = {std::vector<std::int64_t>(count, 1),
                                          std::vector<std::int64_t>(count, -1)};
    std::vector<std::atomic<int>> times(count);
    team.run(passes, tasks, [&](int worker, std::int64_t pass, int task) {
        EXPECT_TRUE(worker >= 0 && worker < team.size());
        const auto& from = cells[pass % 2];
        auto& to = cells[(pass + 1) % 2];
        const auto i = static_cast<std::size_t>(task);
        to[i] = from[i] + from[(i + 1) % count] + pass;
        ++times[i];
    });
    std::int64_t expected = 1;
    for (int pass = 0; pass < passes; ++pass) expected = 2 * expected + pass;
    for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(times[i], passes) << tasks << " tasks, task " << i;
        EXPECT_EQ(cells[passes % 2][i], expected) << tasks << " tasks, task " << i;
    }
}

TEST(WorkerTeam, DoesEachTaskOncePassAfterPass) {
    for (const int threads : {1, 2, 3, 8})
        for (const bool pin : {false, true}) {
            WorkerTeam team(threads, pin);
            for (const int tasks : {1, 2, 7, 8, 40}) expect_passes(team, tasks, 20);
        }
}

TEST(WorkerTeam, EndsManyShortCalls) {
    WorkerTeam team(4, true);
    std::atomic<int> done{0};
    for (int i = 0; i < 20000; ++i) team.run(1, 4, [&](int, std::int64_t, int) { ++done; });
    EXPECT_EQ(done, 80000);
}

TEST(WorkerTeam, PinsTheCallerOnlyWhileItWorks) {
    const int cores = available_cores();
    WorkerTeam team(2, true);
    int meanwhile = 0;
    team.run(1, 1, [&](int worker, std::int64_t, int) { meanwhile = worker >= 0 ? available_cores() : 0; });
    EXPECT_EQ(meanwhile, 1);
    EXPECT_EQ(available_cores(), cores);
}

TEST(WorkerTeam, NoPassesAreNone) {
    WorkerTeam team(2, false);
    team.run(0, 3, [](int, std::int64_t, int) { ADD_FAILURE(); });
}

TEST(WorkerTeam, MayBeCalledFromOneThreadAfterAnother) {
    WorkerTeam team(3, true);
    for (int i = 0; i < 50; ++i) std::thread([&] { expect_passes(team, 6, 4); }).join();
}

/// Worker 1 owns the upper half, and its first task lasts until all others of the pass are done.
TEST(WorkerTeam, DoesTheTasksOfALateWorker) {
    constexpr int kTasks = 8;
    WorkerTeam team(2, false);
    std::atomic<int> done{0};
    bool late_once = false, others_done = true;
    for (int i = 0; i < 1000 && !late_once; ++i) {
        done = 0;
        team.run(1, kTasks, [&](int worker, std::int64_t, int task) {
            if (worker == 0 && task == 0) std::this_thread::sleep_for(1ms);  // so that worker 1 can start
            if (worker == 1 && task == kTasks / 2) {
                late_once = true;
                others_done = becomes([&] { return done == kTasks - 1; });
            }
            ++done;
        });
    }
    EXPECT_TRUE(late_once);
    EXPECT_TRUE(others_done);
}

TEST(Seat, CountsTheWorkOfATaskAlone) {
    Seat seat;
    std::atomic<int> stage{0};
    std::thread worker([&] {
        seat.take(-1);
        stage = 1;
        becomes([&] { return stage == 2; });
        seat.begin();
        stage = 3;
        while (stage == 3) {
        }
        becomes([&] { return stage == 5; });
        seat.end();
        stage = 6;
    });
    EXPECT_TRUE(becomes([&] { return stage == 1; }));
    EXPECT_LT(seat.worked(), 0) << "no task";
    stage = 2;
    EXPECT_TRUE(becomes([&] { return stage == 3; }));
    const double begin = seat.worked();
    EXPECT_GE(begin, 0);
    EXPECT_TRUE(becomes([&] { return seat.worked() > begin + 0.01; })) << "it spins";
    stage = 4;
    std::this_thread::sleep_for(2ms);
    const double sleeping = seat.worked();
    std::this_thread::sleep_for(50ms);
    EXPECT_LT(seat.worked(), sleeping + 0.04) << "it sleeps nearly always";
    stage = 5;
    EXPECT_TRUE(becomes([&] { return stage == 6; }));
    EXPECT_LT(seat.worked(), 0);
    worker.join();
}

TEST(Seat, LendsACoreForOneTask) {
    const std::vector<int> cores = two_cores();
    if (cores.size() < 2) GTEST_SKIP() << "SKIPPED: this process may use one core only";
    Seat seat;
    std::atomic<int> stage{0};
    std::thread worker([&] {
        seat.take(cores[0]);
        EXPECT_EQ(sched_getcpu(), cores[0]);
        seat.begin();
        stage = 1;
        EXPECT_TRUE(becomes([&] { return stage == 2; }));
        EXPECT_EQ(sched_getcpu(), cores[1]);
        seat.end();
        seat.return_home();
        EXPECT_EQ(sched_getcpu(), cores[0]);
        seat.stand_up();
        cpu_set_t set;
        CPU_ZERO(&set);
        sched_getaffinity(0, sizeof set, &set);
        EXPECT_TRUE(CPU_ISSET(cores[1], &set)) << "it may go anywhere again";
    });
    EXPECT_TRUE(becomes([&] { return stage == 1; }));
    seat.lend(cores[1]);
    stage = 2;
    worker.join();
}

/// A worker that runs is left alone; one whose core is taken by other work continues on the
/// waiter's core.
TEST(WorkerTeam, LendsItsCoreToAWorkerThatHasNone) {
    const std::vector<int> cores = two_cores();
    if (cores.size() < 2 || available_cores() != 2)
        GTEST_SKIP() << "SKIPPED: wants two cores, so that both workers' are known";
    WorkerTeam team(2, true);
    bool tried = false, moved = false;
    for (int i = 0; i < 1000 && !tried; ++i)
        team.run(1, 2, [&](int worker, std::int64_t, int task) {
            if (worker == 0 && task == 0) std::this_thread::sleep_for(1ms);
            if (worker != 1 || task != 1) return;
            tried = true;
            // A sleeping worker makes no progress, like one without a core.
            const auto end = std::chrono::steady_clock::now() + 2s;
            while (sched_getcpu() == cores[1] && std::chrono::steady_clock::now() < end)
                std::this_thread::sleep_for(5ms);
            moved = sched_getcpu() == cores[0];
        });
    EXPECT_TRUE(moved);
}

}  // namespace

}  // namespace gs
