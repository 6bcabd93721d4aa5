// Tests of the emulation itself: it must do what a GPU does, and must detect what would go wrong
// there.
#include <cuda_runtime.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "kernels/cuda/flag.h"
#include "kernels/cuda/launch.h"

namespace {

__global__ void reverse(int* cells, bool with_barrier) {
    __shared__ int copy[64];
    copy[threadIdx.x] = cells[blockIdx.x * 64 + threadIdx.x];
    if (with_barrier) __syncthreads();
    cells[blockIdx.x * 64 + threadIdx.x] = copy[63 - threadIdx.x];
}

std::vector<int> reversed(bool with_barrier) {
    std::vector<int> cells(256);
    for (int i = 0; i < 256; ++i) cells[static_cast<std::size_t>(i)] = i;
    EXPECT_EQ(gs::launch({dim3(4), dim3(64)}, reverse, cells.data(), with_barrier), nullptr);
    cudaDeviceSynchronize();
    return cells;
}

TEST(Emulation, RunsBlocksAndBarriers) {
    const std::vector<int> cells = reversed(true);
    for (int i = 0; i < 256; ++i) EXPECT_EQ(cells[static_cast<std::size_t>(i)], i / 64 * 64 + 63 - i % 64);
}

TEST(Emulation, AMissingBarrierGivesAnotherAnswer) {
    EXPECT_NE(reversed(false), reversed(true));
}

__global__ void neighbours(int* cells, int by) {
    const int i = static_cast<int>(threadIdx.x);
    const int value = cells[i];
    cells[i] = __shfl_down_sync(~0U, value, by) + 1000 * __shfl_up_sync(~0U, value, by);
    if (__any_sync(~0U, value == 7)) cells[i] += 1000000;
}

TEST(Emulation, ShufflesAndVotesWithinAWarp) {
    std::vector<int> cells(64);
    for (int i = 0; i < 64; ++i) cells[static_cast<std::size_t>(i)] = i;
    ASSERT_EQ(gs::launch({dim3(1), dim3(64)}, neighbours, cells.data(), 1), nullptr);
    cudaDeviceSynchronize();
    for (int i = 0; i < 64; ++i) {
        const int below = i % 32 == 31 ? i : i + 1, above = i % 32 == 0 ? i : i - 1;
        EXPECT_EQ(cells[static_cast<std::size_t>(i)], below + 1000 * above + (i < 32 ? 1000000 : 0)) << i;
    }
}

/// Each block passes a token to the next block and waits for its own token, which ends only if all
/// blocks run at once.
__global__ void relay(int* tokens, int blocks) {
    const int next = static_cast<int>(blockIdx.x + 1) % blocks;
    if (threadIdx.x == 0) {
        atomicAdd(&tokens[next], 1);
        __threadfence();
        while (*static_cast<volatile int*>(&tokens[blockIdx.x]) == 0) __nanosleep(20);
    }
    __syncthreads();
}

TEST(Emulation, BlocksOfACooperativeLaunchWaitForEachOther) {
    std::vector<int> tokens(4);
    ASSERT_EQ(gs::launch_cooperative({dim3(4), dim3(64)}, relay, tokens.data(), 4), nullptr);
    cudaDeviceSynchronize();
    EXPECT_EQ(tokens, std::vector<int>(4, 1));
    EXPECT_NE(gs::launch_cooperative({dim3(1000), dim3(64)}, relay, tokens.data(), 1000), nullptr);
}

enum class Handover { Right, WithoutBarrier, WithoutRelease, WithoutAcquire };

/// Block 0 hands 64 numbers to block 1, which stores them behind the first 64.
__global__ void hand_over(int* cells, unsigned* flag, Handover how) {
    const unsigned i = threadIdx.x;
    if (blockIdx.x == 0) {
        __stcg(&cells[i], static_cast<int>(i) + 1);
        if (how != Handover::WithoutBarrier) __syncthreads();
        if (i != 0) return;
        if (how == Handover::WithoutRelease)
            gs::Flag(*flag).store(1, cuda::memory_order_relaxed);
        else
            gs::post(*flag, 1);
    } else {
        if (i == 0 && how == Handover::WithoutAcquire)
            gs::wait_relaxed(*flag, 1);
        else if (i == 0)
            gs::wait(*flag, 1);
        __syncthreads();
        cells[64 + i] = __ldcg(&cells[i]);
    }
}

/// How many of the numbers have arrived.
long handed_over(Handover how) {
    std::vector<int> cells(128);
    unsigned flag = 0;
    EXPECT_EQ(gs::launch_cooperative({dim3(2), dim3(64)}, hand_over, cells.data(), &flag, how), nullptr);
    cudaDeviceSynchronize();
    return std::count_if(cells.begin() + 64, cells.end(), [](int cell) { return cell != 0; });
}

TEST(Emulation, StoresReachAnotherBlockByAReleaseAndAnAcquire) {
    EXPECT_EQ(handed_over(Handover::Right), 64);
    EXPECT_LE(handed_over(Handover::WithoutBarrier), 1);
    EXPECT_EQ(handed_over(Handover::WithoutRelease), 0);
    EXPECT_EQ(handed_over(Handover::WithoutAcquire), 0);
}

TEST(EmulationDeathTest, SeesWhatWouldHangOrDivergeOnAGpu) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    std::vector<int> tokens(4);
    const auto run_relay_apart = [&] {
        (void)gs::launch({dim3(4), dim3(64)}, relay, tokens.data(), 4);  // not cooperative: no co-residency
        cudaDeviceSynchronize();
    };
    EXPECT_DEATH(run_relay_apart(), "spin on a flag|wait for each other");
    const auto half_a_warp = [&] {
        (void)gs::launch({dim3(1), dim3(16)}, neighbours, tokens.data(), 1);
        cudaDeviceSynchronize();
    };
    EXPECT_DEATH(half_a_warp(), "heap-buffer-overflow|a lane that has ended");
}

}  // namespace
