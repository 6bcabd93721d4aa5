// The number of threads that "automatic" stands for.
#include "kernels/host/cores.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <thread>

namespace gs {

namespace {

TEST(Cores, AreThoseOfTheProcess) {
    const std::vector<int> cores = allowed_cores();
    ASSERT_FALSE(cores.empty());
    EXPECT_TRUE(std::is_sorted(cores.begin(), cores.end()));
    EXPECT_EQ(available_cores(), static_cast<int>(cores.size()));
    // The thread may use fewer cores, as under taskset.
    std::thread([&] {
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(cores.back(), &one);
        ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
        EXPECT_EQ(allowed_cores(), std::vector<int>{cores.back()});
    }).join();
}

TEST(ThreadDefault, IsOneThreadPerCore) {
    EXPECT_EQ(thread_default(nullptr, nullptr, 6).threads, 6);
    EXPECT_EQ(thread_default(nullptr, nullptr, 6).because, "");
}

TEST(ThreadDefault, FollowsOpenMpsVariables) {
    EXPECT_EQ(thread_default("1", nullptr, 6).threads, 1);
    EXPECT_EQ(thread_default("1", nullptr, 6).because, "OMP_NUM_THREADS=1");
    EXPECT_EQ(thread_default("8", nullptr, 6).threads, 8);
    EXPECT_EQ(thread_default(" 4 ", nullptr, 6).threads, 4);
    EXPECT_EQ(thread_default("3,2", nullptr, 6).threads, 3);
    EXPECT_EQ(thread_default(nullptr, "2", 6).threads, 2);
    EXPECT_EQ(thread_default(nullptr, "2", 6).because, "OMP_THREAD_LIMIT=2");
    EXPECT_EQ(thread_default(nullptr, "8", 6).threads, 6);
    EXPECT_EQ(thread_default("5", "3", 6).threads, 3);
    EXPECT_EQ(thread_default("2", "3", 6).because, "OMP_NUM_THREADS=2");
}

TEST(ThreadDefault, IgnoresWhatOpenMpIgnores) {
    for (const char* wrong : {"", " ", "0", "-2", "two", "2x", "1.5", ",3"})
        EXPECT_EQ(thread_default(wrong, wrong, 6).threads, 6) << '"' << wrong << '"';
    EXPECT_EQ(thread_default("99999999999", nullptr, 6).threads, 1024);
}

}  // namespace

}  // namespace gs
