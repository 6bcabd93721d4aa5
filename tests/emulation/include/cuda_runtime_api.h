// The part of the CUDA runtime's interface that this program uses, over the host's memory. A stream
// keeps what is queued until the host waits for it, so that reading or freeing too early is
// detected.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <tuple>
#include <utility>

#include "tests/emulation/failures.h"
#include "tests/emulation/scheduler.h"

#define GS_CUDA_EMULATION 1
#define __CUDA_ARCH_LIST__ 750

struct dim3 {
    unsigned x, y, z;
    constexpr dim3(unsigned x_ = 1, unsigned y_ = 1, unsigned z_ = 1) : x(x_), y(y_), z(z_) {}
};

enum cudaError_t {
    cudaSuccess = 0,
    cudaErrorInvalidValue = 1,
    cudaErrorMemoryAllocation = 2,
    cudaErrorInsufficientDriver = 35,
    cudaErrorNoDevice = 100,
    cudaErrorInvalidDevice = 101,
    cudaErrorNoKernelImageForDevice = 209,
    cudaErrorUnsupportedPtxVersion = 222,
    cudaErrorNotReady = 600,
    cudaErrorLaunchFailure = 719,
    cudaErrorCooperativeLaunchTooLarge = 720
};
enum cudaMemcpyKind { cudaMemcpyHostToDevice, cudaMemcpyDeviceToHost, cudaMemcpyDeviceToDevice };
enum cudaFuncAttribute { cudaFuncAttributeMaxDynamicSharedMemorySize };
enum cudaDeviceAttr {
    cudaDevAttrClockRate,
    cudaDevAttrMemoryClockRate,
    cudaDevAttrGlobalMemoryBusWidth,
    cudaDevAttrL2CacheSize,
    cudaDevAttrMaxSharedMemoryPerMultiprocessor,
    cudaDevAttrMaxRegistersPerMultiprocessor,
    cudaDevAttrMultiProcessorCount,
    cudaDevAttrCooperativeLaunch
};
constexpr unsigned cudaStreamNonBlocking = 1, cudaEventDisableTiming = 2, cudaStreamDefault = 0;

struct cudaFuncAttributes {};

struct cudaDeviceProp {
    char name[256];
    int major, minor, multiProcessorCount;
    std::size_t totalGlobalMem;
};

namespace gs::emulation {
struct Stream;
struct Event;
struct Graph;

/// The device's properties as a test wants them; read at each question.
struct Device {
    int sms = 16;
    /// Blocks of any kernel that one multiprocessor holds.
    int blocks_per_sm = 2;
    /// Shared memory on each multiprocessor, in bytes.
    int shared_bytes = 228 << 10;
    std::size_t memory = std::size_t{1} << 30;
    /// Counts the questions about a kernel's resources, the first of which loads the kernel.
    int kernel_questions = 0;
    /// Counts the graphs that were built.
    int graphs_built = 0;
};
extern Device device;

/// Queues work behind what the stream already holds; if a graph is being captured, the graph takes
/// it instead.
void submit(Stream* stream, std::function<void()> work);
}  // namespace gs::emulation

using cudaStream_t = gs::emulation::Stream*;
using cudaEvent_t = gs::emulation::Event*;
using cudaGraph_t = gs::emulation::Graph*;
using cudaGraphExec_t = gs::emulation::Graph*;
/// A node is its number in the graph, from 1 on.
using cudaGraphNode_t = std::size_t;

const char* cudaGetErrorString(cudaError_t error);
cudaError_t cudaGetLastError();
cudaError_t cudaDriverGetVersion(int* version);
cudaError_t cudaRuntimeGetVersion(int* version);
cudaError_t cudaGetDeviceCount(int* count);
cudaError_t cudaGetDevice(int* device);
cudaError_t cudaSetDevice(int device);
cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int device);
cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr which, int device);
cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* all);
cudaError_t cudaDeviceSynchronize();

cudaError_t cudaMalloc(void** data, std::size_t bytes);
cudaError_t cudaFree(void* data);
cudaError_t cudaMallocHost(void** data, std::size_t bytes);
cudaError_t cudaFreeHost(void* data);
cudaError_t cudaMemsetAsync(void* data, int value, std::size_t bytes, cudaStream_t stream);
cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind,
                            cudaStream_t stream);
cudaError_t cudaMemcpy2DAsync(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch,
                              std::size_t width, std::size_t height, cudaMemcpyKind kind,
                              cudaStream_t stream);

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags);
cudaError_t cudaStreamCreateWithPriority(cudaStream_t* stream, unsigned flags, int priority);
cudaError_t cudaDeviceGetStreamPriorityRange(int* least, int* greatest);
cudaError_t cudaStreamDestroy(cudaStream_t stream);
cudaError_t cudaStreamSynchronize(cudaStream_t stream);
cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned flags);
cudaError_t cudaEventCreate(cudaEvent_t* event);
cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned flags);
cudaError_t cudaEventDestroy(cudaEvent_t event);
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream);
cudaError_t cudaEventSynchronize(cudaEvent_t event);
cudaError_t cudaEventQuery(cudaEvent_t event);
cudaError_t cudaEventElapsedTime(float* ms, cudaEvent_t begin, cudaEvent_t end);

cudaError_t cudaGraphCreate(cudaGraph_t* graph, unsigned flags);
cudaError_t cudaGraphInstantiateWithFlags(cudaGraphExec_t* exec, cudaGraph_t graph, unsigned long long flags);
cudaError_t cudaGraphLaunch(cudaGraphExec_t exec, cudaStream_t stream);
cudaError_t cudaGraphDestroy(cudaGraph_t graph);
cudaError_t cudaGraphExecDestroy(cudaGraphExec_t exec);

namespace gs::emulation {

cudaError_t check_cooperative(dim3 grid);
/// Counts a launch, which may be the one that loses the device; the caller learns of the loss
/// later, as with CUDA.
cudaError_t begin_launch();
/// Whether the current device can run kernels.
cudaError_t has_machine_code();

/// A grid that is ready to run. The arguments are copied when the kernel is launched, as in CUDA.
template <class... P>
std::function<void()> prepared(void (*kernel)(P...), dim3 grid, dim3 block, void** arguments,
                               std::size_t shared, bool cooperative) {
    auto values = [&]<std::size_t... i>(std::index_sequence<i...>) {
        return std::tuple<P...>(*static_cast<P*>(arguments[i])...);
    }
    (std::index_sequence_for<P...>());
    return [=] {
        run_grid({grid.x, grid.y, grid.z}, {block.x, block.y, block.z}, shared, cooperative,
                 [&] { std::apply(kernel, values); });
    };
}

/// A kernel with its type erased, as a node of a graph keeps it.
class AnyKernel {
  public:
    AnyKernel() = default;
    template <class... P>
    AnyKernel(void (*kernel)(P...))
        : prepare_([kernel](dim3 grid, dim3 block, void** arguments, std::size_t shared) {
              return prepared(kernel, grid, block, arguments, shared, false);
          }) {}
    std::function<void()> operator()(dim3 grid, dim3 block, void** arguments, std::size_t shared) const {
        return prepare_(grid, block, arguments, shared);
    }

  private:
    std::function<std::function<void()>(dim3, dim3, void**, std::size_t)> prepare_;
};

}  // namespace gs::emulation

struct cudaKernelNodeParams {
    gs::emulation::AnyKernel func;
    dim3 gridDim, blockDim;
    unsigned sharedMemBytes = 0;
    void** kernelParams = nullptr;
};

/// The node must depend on the one before it, since the emulation supports chains alone.
cudaError_t cudaGraphAddKernelNode(cudaGraphNode_t* node, cudaGraph_t graph,
                                   const cudaGraphNode_t* dependencies, std::size_t count,
                                   const cudaKernelNodeParams* params);

template <class... P>
cudaError_t cudaLaunchKernel(void (*kernel)(P...), dim3 grid, dim3 block, void** arguments,
                             std::size_t shared, cudaStream_t stream) {
    if (const cudaError_t error = gs::emulation::begin_launch()) return error;
    gs::emulation::submit(stream, gs::emulation::prepared(kernel, grid, block, arguments, shared, false));
    return cudaSuccess;
}

template <class... P>
cudaError_t cudaLaunchCooperativeKernel(void (*kernel)(P...), dim3 grid, dim3 block, void** arguments,
                                        std::size_t shared, cudaStream_t stream) {
    cudaError_t error = gs::emulation::check_cooperative(grid);
    if (error == cudaSuccess) error = gs::emulation::begin_launch();
    if (error == cudaSuccess)
        gs::emulation::submit(stream, gs::emulation::prepared(kernel, grid, block, arguments, shared, true));
    return error;
}

template <class Kernel>
cudaError_t cudaFuncGetAttributes(cudaFuncAttributes*, Kernel) {
    return gs::emulation::has_machine_code();
}

template <class Kernel>
cudaError_t cudaFuncSetAttribute(Kernel, cudaFuncAttribute, int value) {
    ++gs::emulation::device.kernel_questions;
    return value <= gs::emulation::device.shared_bytes ? cudaSuccess : cudaErrorInvalidValue;
}

template <class Kernel>
cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, Kernel, int, std::size_t) {
    ++gs::emulation::device.kernel_questions;
    *blocks = gs::emulation::device.blocks_per_sm;
    return cudaSuccess;
}
