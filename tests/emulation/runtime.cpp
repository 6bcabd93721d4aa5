#include <cuda_runtime_api.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <vector>

namespace gs::emulation {

Device device;
Machine machine;

struct Graph {
    std::vector<std::function<void()>> work;
};

struct Stream {
    std::deque<std::function<void()>> queue;

    void run_one() {
        const auto work = std::move(queue.front());
        queue.pop_front();
        work();
    }
    void drain() {
        while (!queue.empty()) run_one();
    }
};

/// An event; it is pending while its record is still queued in `stream`.
struct Event {
    Stream* stream = nullptr;
    int pending = 0;

    void reach() {
        while (pending > 0) stream->run_one();
    }
};

namespace {

Stream null_stream;

std::vector<Stream*>& streams() {
    static std::vector<Stream*> all{&null_stream};
    return all;
}

Stream& at(Stream* stream) {
    return stream != nullptr ? *stream : null_stream;
}

thread_local int current = 0;

/// The allocations on the device, and their sizes.
std::map<void*, std::size_t> allocated;
std::size_t used() {
    std::size_t sum = 0;
    for (const auto& [data, bytes] : allocated) sum += bytes;
    return sum;
}

/// The error that every call returns once the device is lost.
cudaError_t sticky() {
    return machine.lost ? cudaErrorLaunchFailure : cudaSuccess;
}

/// Fresh memory holds NaN, so that a value that was never written shows in the answer.
void* fresh(std::size_t bytes) {
    const std::size_t whole = (bytes + 255) / 256 * 256;
    void* const data = std::aligned_alloc(256, whole);
    if (data != nullptr) std::memset(data, 0xFF, whole);
    return data;
}

}  // namespace

cudaError_t begin_launch() {
    if (machine.fail_launch > 0 && --machine.fail_launch == 0) {
        machine.lost = true;
        return cudaSuccess;
    }
    return sticky();
}

cudaError_t has_machine_code() {
    const bool none = std::count(machine.unusable.begin(), machine.unusable.end(), current) != 0;
    return none ? cudaErrorNoKernelImageForDevice : sticky();
}

void submit(Stream* stream, std::function<void()> work) {
    at(stream).queue.push_back(std::move(work));
}

cudaError_t check_cooperative(dim3 grid) {
    const auto room = static_cast<unsigned>(device.sms * device.blocks_per_sm);
    return grid.x * grid.y * grid.z <= room ? cudaSuccess : cudaErrorCooperativeLaunchTooLarge;
}

}  // namespace gs::emulation

using namespace gs::emulation;

const char* cudaGetErrorString(cudaError_t error) {
    switch (error) {
        case cudaSuccess:
            return "no error";
        case cudaErrorLaunchFailure:
            return "unspecified launch failure";
        case cudaErrorMemoryAllocation:
            return "out of memory";
        case cudaErrorCooperativeLaunchTooLarge:
            return "too many blocks in cooperative launch";
        default:
            return "emulated error";
    }
}

cudaError_t cudaGetLastError() {
    return sticky();
}
cudaError_t cudaDriverGetVersion(int* version) {
    *version = machine.driver;
    return cudaSuccess;
}
cudaError_t cudaRuntimeGetVersion(int* version) {
    *version = 13000;
    return cudaSuccess;
}
cudaError_t cudaGetDeviceCount(int* count) {
    ++machine.driver_calls;
    *count = 0;
    if (machine.driver < 13000) return cudaErrorInsufficientDriver;
    *count = machine.devices;
    return machine.devices > 0 ? cudaSuccess : cudaErrorNoDevice;
}
cudaError_t cudaGetDevice(int* which) {
    *which = current;
    return cudaSuccess;
}
cudaError_t cudaSetDevice(int which) {
    if (which < 0 || which >= machine.devices) return cudaErrorInvalidDevice;
    current = which;
    return sticky();
}
cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int) {
    *properties = {"emulated device", 7, 5, device.sms, device.memory};
    return cudaSuccess;
}
cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr which, int) {
    *value = which == cudaDevAttrMultiProcessorCount                ? device.sms
             : which == cudaDevAttrMaxSharedMemoryPerMultiprocessor ? device.shared_bytes
             : which == cudaDevAttrMaxRegistersPerMultiprocessor    ? 65536
             : which == cudaDevAttrCooperativeLaunch                ? 1
                                                                    : 1'000'000;
    return cudaSuccess;
}
cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* all) {
    *all = device.memory;
    *free = device.memory - used();
    return sticky();
}
cudaError_t cudaDeviceSynchronize() {
    for (Stream* stream : streams()) stream->drain();
    return sticky();
}

cudaError_t cudaMalloc(void** data, std::size_t bytes) {
    if (const cudaError_t error = sticky()) return error;
    ++machine.allocations;
    if (machine.fail_allocation > 0 && --machine.fail_allocation == 0) return cudaErrorMemoryAllocation;
    if (bytes > device.memory - used()) return cudaErrorMemoryAllocation;
    *data = fresh(bytes);
    if (*data == nullptr) return cudaErrorMemoryAllocation;
    allocated[*data] = bytes;
    return cudaSuccess;
}
/// cudaFree(nullptr) makes the current device's context.
cudaError_t cudaFree(void* data) {
    if (data == nullptr) ++machine.contexts;
    cudaDeviceSynchronize();
    allocated.erase(data);
    std::free(data);
    return sticky();
}
cudaError_t cudaMallocHost(void** data, std::size_t bytes) {
    if (const cudaError_t error = sticky()) return error;
    *data = fresh(bytes);
    return *data != nullptr ? cudaSuccess : cudaErrorMemoryAllocation;
}
cudaError_t cudaFreeHost(void* data) {
    cudaDeviceSynchronize();
    std::free(data);
    return sticky();
}
cudaError_t cudaMemsetAsync(void* data, int value, std::size_t bytes, cudaStream_t stream) {
    if (const cudaError_t error = sticky()) return error;
    submit(stream, [=] { std::memset(data, value, bytes); });
    return cudaSuccess;
}
cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind,
                            cudaStream_t stream) {
    return cudaMemcpy2DAsync(to, bytes, from, bytes, bytes, 1, kind, stream);
}
cudaError_t cudaMemcpy2DAsync(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch,
                              std::size_t width, std::size_t height, cudaMemcpyKind kind,
                              cudaStream_t stream) {
    if (const cudaError_t error = sticky()) return error;
    if (kind == cudaMemcpyDeviceToHost) ++machine.copied_back;
    auto copy = [=](const void* source, std::size_t pitch) {
        for (std::size_t y = 0; y < height; ++y)
            std::memcpy(static_cast<char*>(to) + y * to_pitch, static_cast<const char*>(source) + y * pitch,
                        width);
    };
    if (kind != cudaMemcpyHostToDevice) {
        submit(stream, [=] { copy(from, from_pitch); });
        return cudaSuccess;
    }
    // Pageable host memory is read before the call returns.
    std::vector<char> staged(width * height);
    for (std::size_t y = 0; y < height; ++y)
        std::memcpy(staged.data() + y * width, static_cast<const char*>(from) + y * from_pitch, width);
    submit(stream, [=] { copy(staged.data(), width); });
    return cudaSuccess;
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned) {
    if (const cudaError_t error = sticky()) return error;
    *stream = streams().emplace_back(new Stream);
    return cudaSuccess;
}
cudaError_t cudaStreamCreateWithPriority(cudaStream_t* stream, unsigned flags, int) {
    return cudaStreamCreateWithFlags(stream, flags);
}
cudaError_t cudaDeviceGetStreamPriorityRange(int* least, int* greatest) {
    *least = *greatest = 0;
    return sticky();
}
cudaError_t cudaStreamDestroy(cudaStream_t stream) {
    if (stream == nullptr) return cudaSuccess;
    stream->drain();
    std::erase(streams(), stream);
    delete stream;
    return cudaSuccess;
}
cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
    at(stream).drain();
    return sticky();
}
cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned) {
    if (const cudaError_t error = sticky()) return error;
    submit(stream, [=] { event->reach(); });
    return cudaSuccess;
}
cudaError_t cudaEventCreate(cudaEvent_t* event) {
    if (const cudaError_t error = sticky()) return error;
    *event = new Event;
    return cudaSuccess;
}
cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned) {
    return cudaEventCreate(event);
}
cudaError_t cudaEventDestroy(cudaEvent_t event) {
    if (event != nullptr) event->reach();
    delete event;
    return cudaSuccess;
}
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
    if (const cudaError_t error = sticky()) return error;
    event->stream = &at(stream);
    ++event->pending;
    submit(stream, [=] { --event->pending; });
    return cudaSuccess;
}
cudaError_t cudaEventSynchronize(cudaEvent_t event) {
    event->reach();
    return sticky();
}
cudaError_t cudaEventQuery(cudaEvent_t event) {
    event->reach();
    return sticky();
}
cudaError_t cudaEventElapsedTime(float* ms, cudaEvent_t, cudaEvent_t) {
    *ms = 0.01F;
    return cudaSuccess;
}

cudaError_t cudaGraphCreate(cudaGraph_t* graph, unsigned) {
    if (const cudaError_t error = sticky()) return error;
    *graph = new Graph;
    return cudaSuccess;
}
cudaError_t cudaGraphAddKernelNode(cudaGraphNode_t* node, cudaGraph_t graph,
                                   const cudaGraphNode_t* dependencies, std::size_t count,
                                   const cudaKernelNodeParams* params) {
    const std::size_t before = count == 1 ? *dependencies : 0;
    if (count > 1 || before != graph->work.size()) return cudaErrorInvalidValue;
    graph->work.push_back(
        params->func(params->gridDim, params->blockDim, params->kernelParams, params->sharedMemBytes));
    *node = graph->work.size();
    return cudaSuccess;
}
cudaError_t cudaGraphInstantiateWithFlags(cudaGraphExec_t* exec, cudaGraph_t graph, unsigned long long) {
    if (const cudaError_t error = sticky()) return error;
    *exec = new Graph(*graph);
    ++device.graphs_built;
    return cudaSuccess;
}
cudaError_t cudaGraphLaunch(cudaGraphExec_t exec, cudaStream_t stream) {
    if (const cudaError_t error = begin_launch()) return error;
    submit(stream, [work = exec->work] {
        for (const auto& node : work) node();
    });
    return cudaSuccess;
}
cudaError_t cudaGraphDestroy(cudaGraph_t graph) {
    delete graph;
    return cudaSuccess;
}
cudaError_t cudaGraphExecDestroy(cudaGraphExec_t exec) {
    cudaDeviceSynchronize();
    delete exec;
    return cudaSuccess;
}
