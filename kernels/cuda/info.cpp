#include "kernels/cuda/info.h"

#include <cuda_runtime_api.h>
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

#include "kernels/cuda/machine_code.h"

namespace gs {

namespace {

/// What has been learned of the devices. An answer is never changed or
/// freed: it may be read at any time.
std::mutex asking;
std::deque<CudaInfo> answers;
std::atomic<const CudaInfo*> in_use{nullptr};
std::atomic<bool> later{false};

std::string version_name(int version) {
    return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

/// Why no device can be used, in the words of the user; clears CUDA's error.
std::string why_no_device(cudaError_t error, int driver, int runtime) {
    cudaGetLastError();
    if (driver == 0) return "no CUDA driver is installed (libcuda.so was not found)";
    if (error == cudaErrorInsufficientDriver)
        return fmt::format(
            "the NVIDIA driver supports CUDA {} at most, and this program needs {}: update the driver",
            version_name(driver), version_name(runtime));
    if (error == cudaErrorNoDevice) return "the CUDA driver finds no device";
    return fmt::format("the CUDA driver reports: {}", cudaGetErrorString(error));
}

/// Why the device can't run the kernels of this program, though it is there.
std::string why_no_code(cudaError_t error, const CudaInfo& info) {
    cudaGetLastError();
    if (error == cudaErrorNoKernelImageForDevice || error == cudaErrorUnsupportedPtxVersion)
        return fmt::format(
            "{} has compute capability {}.{}, and this program's kernels were compiled for {}, by CUDA "
            "{}, but the driver supports {}",
            info.name, info.major, info.minor, compiled_for(), info.runtime, info.driver);
    return fmt::format("{} can't load this program's kernels: {}", info.name, cudaGetErrorString(error));
}

int attribute(cudaDeviceAttr which, int device) {
    int value = 0;
    if (cudaDeviceGetAttribute(&value, which, device) != cudaSuccess) cudaGetLastError();
    return value;
}

CudaInfo ask(int device) {
    CudaInfo info;
    info.device = device;
    int driver = 0, runtime = 0, count = 0;
    cudaDriverGetVersion(&driver);
    cudaRuntimeGetVersion(&runtime);
    info.driver = version_name(driver);
    info.runtime = version_name(runtime);
    cudaError_t error = cudaGetDeviceCount(&count);
    if (error == cudaSuccess && count == 0) error = cudaErrorNoDevice;
    cudaDeviceProp properties{};
    if (error == cudaSuccess) error = cudaGetDeviceProperties(&properties, device);
    if (error == cudaSuccess) error = cudaSetDevice(device);
    if (error == cudaSuccess) error = cudaFree(nullptr);  // the context is made here, or fails here
    if (error != cudaSuccess) {
        info.why_not = why_no_device(error, driver, runtime);
        return info;
    }
    info.name = properties.name;
    info.major = properties.major;
    info.minor = properties.minor;
    info.sms = properties.multiProcessorCount;
    info.clock_ghz = attribute(cudaDevAttrClockRate, device) * 1e-6;
    info.memory_clock_ghz = attribute(cudaDevAttrMemoryClockRate, device) * 1e-6;
    info.memory_bus_bits = attribute(cudaDevAttrGlobalMemoryBusWidth, device);
    info.memory_bytes = properties.totalGlobalMem;
    info.l2_bytes = static_cast<std::size_t>(attribute(cudaDevAttrL2CacheSize, device));
    info.shared_bytes_per_sm =
        static_cast<std::size_t>(attribute(cudaDevAttrMaxSharedMemoryPerMultiprocessor, device));
    info.registers_per_sm = attribute(cudaDevAttrMaxRegistersPerMultiprocessor, device);
    info.cooperative = attribute(cudaDevAttrCooperativeLaunch, device) != 0;
    error = find_machine_code();
    if (error != cudaSuccess) info.why_not = why_no_code(error, info);
    return info;
}

/// The answer about one device; `asking` is held.
const CudaInfo& about(int device) {
    const auto found = std::find_if(answers.begin(), answers.end(),
                                    [&](const CudaInfo& answer) { return answer.device == device; });
    return found != answers.end() ? *found : answers.emplace_back(ask(device));
}

const CudaInfo& choose(const std::vector<int>& preferred) {
    int count = 0;
    if (cudaGetDeviceCount(&count) != cudaSuccess) cudaGetLastError();
    std::vector<int> order = preferred;
    for (int device = 0; device < std::max(count, 1); ++device)
        if (std::count(order.begin(), order.end(), device) == 0) order.push_back(device);
    for (const int device : order)
        if (about(device).available()) return about(device);
    return about(order.front());
}

}  // namespace

const CudaInfo& cuda_info() {
    if (const CudaInfo* known = in_use) return *known;
    if (later) {
        static const CudaInfo none = [] {
            CudaInfo info;
            info.why_not = "the search for GPUs has not finished yet";
            return info;
        }();
        return none;
    }
    const std::lock_guard lock(asking);
    if (in_use == nullptr) in_use = &choose({});
    return *in_use;
}

const CudaInfo& cuda_choose_device(const std::vector<int>& preferred) {
    const std::lock_guard lock(asking);
    const CudaInfo& chosen = choose(preferred);
    in_use = &chosen;
    later = false;
    return chosen;
}

void cuda_choose_later() {
    later = in_use == nullptr;
}

bool cuda_undecided() {
    return later;
}

void cuda_start_driver() {
    int count = 0;
    if (cudaGetDeviceCount(&count) != cudaSuccess) cudaGetLastError();
}

bool cuda_lost() {
    const CudaInfo* const device = in_use;
    if (device == nullptr || !device->available()) return device != nullptr;
    cuda_enter_device();
    cudaGetLastError();
    const cudaError_t error = cudaDeviceSynchronize();
    if (error == cudaSuccess) return false;
    cudaGetLastError();
    const std::lock_guard lock(asking);
    if (in_use != device) return true;  // another thread has found out, too
    CudaInfo lost = *device;
    lost.why_not = fmt::format("{} was lost ({}); it comes back when the program is started again", lost.name,
                               cudaGetErrorString(error));
    // From now on the first answer about this device.
    in_use = &answers.emplace_front(std::move(lost));
    return true;
}

void cuda_enter_device() {
    const CudaInfo* const device = in_use;
    if (cudaSetDevice(device != nullptr ? device->device : 0) != cudaSuccess) cudaGetLastError();
}

std::optional<CudaMemory> cuda_memory() {
    if (!cuda_info().available()) return std::nullopt;
    cuda_enter_device();
    CudaMemory memory;
    if (cudaMemGetInfo(&memory.free, &memory.all) == cudaSuccess) return memory;
    cudaGetLastError();
    return std::nullopt;
}

const char* cuda_unavailable() {
    const CudaInfo& info = cuda_info();
    return info.available() ? nullptr : info.why_not.c_str();
}

}  // namespace gs
