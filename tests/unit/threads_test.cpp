// Ctrl+C and its like reach the thread that began with the program.
#include <gtest/gtest.h>

#include <signal.h>

#include <latch>
#include <vector>

#include "kernels/host/threads.h"
#include "kernels/host/workers.h"

namespace gs {
namespace {

/// Which of these signals the calling thread blocks.
std::vector<int> blocked_of(const std::vector<int>& signals) {
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, nullptr, &mask);
    std::vector<int> blocked;
    for (const int signal : signals)
        if (sigismember(&mask, signal) == 1) blocked.push_back(signal);
    return blocked;
}

const std::vector<int> kEnds{SIGINT, SIGTERM, SIGHUP}, kOthers{SIGSEGV, SIGPIPE, SIGCHLD};

TEST(Threads, LeaveTheSignalsOfAnEndToWhoStartedThem) {
    std::vector<int> ends, others;
    start_thread([&] {
        ends = blocked_of(kEnds);
        others = blocked_of(kOthers);
    }).join();
    EXPECT_EQ(ends, kEnds);
    EXPECT_TRUE(others.empty());
    EXPECT_TRUE(blocked_of(kEnds).empty()) << "the thread that starts another keeps its own";
}

TEST(Threads, SoDoTeams) {
    WorkerTeam team(2, false);
    std::vector<int> of[2];
    // A worker that waits for the other's task can't do both.
    std::latch begun(2);
    team.run(1, 2, [&](int worker, std::int64_t, int) {
        of[worker] = blocked_of(kEnds);
        begun.arrive_and_wait();
    });
    EXPECT_TRUE(of[0].empty()) << "the first is the caller";
    EXPECT_EQ(of[1], kEnds);
}

}  // namespace
}  // namespace gs
