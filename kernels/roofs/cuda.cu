// The roofs of a GPU: fused multiply-adds in registers, and a buffer read and
// written back from L2 and from memory.
#include <cuda_runtime.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "kernels/cuda/info.h"
#include "kernels/roofs/roofs.h"

namespace gs {

namespace {

constexpr int kChains = 16;    // independent multiply-adds in flight for each thread
constexpr int kThreads = 256;  // of a block
constexpr int kRounds = 2048;
constexpr int kRepeats = 5;

template <class T>
__global__ void multiply_add(T* sink, T scale, T shift) {
    T chain[kChains];
#pragma unroll
    for (int i = 0; i < kChains; ++i) chain[i] = T(threadIdx.x + i);
    for (int round = 0; round < kRounds; ++round) {
#pragma unroll
        for (int i = 0; i < kChains; ++i) chain[i] = fma(chain[i], scale, shift);
    }
    T sum = 0;
#pragma unroll
    for (int i = 0; i < kChains; ++i) sum += chain[i];
    if (sum == T(-1)) *sink = sum;  // never so, but the compiler can't know
}

/// Reads and writes back every 16 bytes of the buffer `passes` times, past the L1 cache. A launch
/// for each pass would leave a gap behind each, as long as a pass through a small L2.
__global__ void update(float4* data, std::size_t count, int passes) {
    const std::size_t stride = std::size_t(gridDim.x) * blockDim.x;
    for (int pass = 0; pass < passes; ++pass)
        for (std::size_t i = std::size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < count; i += stride) {
            const float4 value = __ldcg(data + i);
            __stcg(data + i, make_float4(-value.x, -value.y, -value.z, -value.w));
        }
}

/// CUDA events and a buffer that free themselves; the first error is kept.
struct Session {
    cudaError_t error = cudaSuccess;
    cudaEvent_t start = nullptr, stop = nullptr;
    float4* data = nullptr;

    void check(cudaError_t result) {
        if (error == cudaSuccess) error = result;
    }
    explicit Session(std::size_t bytes) {
        check(cudaEventCreate(&start));
        check(cudaEventCreate(&stop));
        check(cudaMalloc(&data, bytes));
        if (error == cudaSuccess) check(cudaMemset(data, 0, bytes));
    }
    ~Session() {
        cudaFree(data);
        if (start != nullptr) cudaEventDestroy(start);
        if (stop != nullptr) cudaEventDestroy(stop);
        cudaGetLastError();  // a failure here is in `error` already, and must not be another caller's
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The shortest of a few runs, in seconds; 0 after an error.
    template <class Work>
    double best_time(Work work) {
        double best = std::numeric_limits<double>::max();
        for (int repeat = 0; repeat <= kRepeats && error == cudaSuccess; ++repeat) {
            check(cudaEventRecord(start));
            work();
            check(cudaGetLastError());
            check(cudaEventRecord(stop));
            check(cudaEventSynchronize(stop));
            float milliseconds = 0;
            check(cudaEventElapsedTime(&milliseconds, start, stop));
            if (repeat > 0) best = std::min(best, 1e-3 * double(milliseconds));  // the first run warms up
        }
        return error == cudaSuccess ? best : 0;
    }
};

template <class T>
double arithmetic(Session& session, int multiprocessors) {
    const int blocks = 16 * multiprocessors;
    const double seconds = session.best_time(
        [&] { multiply_add<T><<<blocks, kThreads>>>(reinterpret_cast<T*>(session.data), T(0.5), T(0.25)); });
    const double done = double(blocks) * kThreads * kChains * kRounds;
    return seconds > 0 ? 1e-9 * done / seconds : 0;
}

/// 1e9 bytes a second, read plus written; enough passes over the buffer that the launch vanishes.
double bandwidth(Session& session, std::size_t bytes, int multiprocessors) {
    const std::size_t count = bytes / sizeof(float4);
    const auto passes = static_cast<int>(std::max<std::size_t>(4, (std::size_t{4} << 30) / bytes));
    const double seconds =
        session.best_time([&] { update<<<8 * multiprocessors, kThreads>>>(session.data, count, passes); });
    const double moved = 2.0 * double(count * sizeof(float4)) * passes;
    return seconds > 0 ? 1e-9 * moved / seconds : 0;
}

}  // namespace

Status measure_cuda_roofs(Roofs& measured) {
    const CudaInfo& gpu = cuda_info();
    if (!gpu.available()) return Status::failure(gpu.why_not);
    cuda_enter_device();
    std::size_t free_bytes = 0, all_bytes = 0;
    if (const cudaError_t error = cudaMemGetInfo(&free_bytes, &all_bytes); error != cudaSuccess) {
        cudaGetLastError();
        return Status::failure(std::string("the GPU does not tell its memory: ") + cudaGetErrorString(error));
    }
    const int multiprocessors = gpu.sms;
    const std::size_t l2 = gpu.l2_bytes;
    const std::size_t buffer = std::min(std::max(8 * l2, std::size_t{512} << 20), free_bytes / 2);
    Session session(buffer);
    Roofs roofs;
    roofs.device = gpu.name;
    roofs.threads = multiprocessors;
    roofs.compute.push_back(
        {"CUDA", arithmetic<float>(session, multiprocessors), arithmetic<double>(session, multiprocessors)});
    if (l2 > 0) roofs.memory.push_back({"L2", l2, bandwidth(session, l2 / 2, multiprocessors)});
    roofs.memory.push_back(
        {"DRAM", std::numeric_limits<std::size_t>::max(), bandwidth(session, buffer, multiprocessors)});
    if (session.error != cudaSuccess)
        return Status::failure(std::string("the GPU's roofs could not be measured: ") +
                               cudaGetErrorString(session.error));
    measured = roofs;
    return {};
}

}  // namespace gs
