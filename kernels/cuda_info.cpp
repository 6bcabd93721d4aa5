#include "kernels/cuda_info.h"

#include <cuda_runtime_api.h>
#include <fmt/format.h>

#include <atomic>
#include <map>
#include <mutex>

#include "kernels/cuda_machine_code.h"
#include "kernels/cuda_unavailable.h"

namespace gs {

namespace {

std::atomic<int> device_in_use{0};

std::string version_name(int version) {
    return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

/// Why no device can be used, in the words of the user; clears CUDA's error.
std::string why_no_device(cudaError_t error, int driver, int runtime) {
    cudaGetLastError();
    if (driver == 0) return "no CUDA driver is installed (libcuda.so was not found)";
    if (error == cudaErrorInsufficientDriver)
        return fmt::format(
            "the NVIDIA driver knows CUDA {} at most, and this program needs {}: update the driver",
            version_name(driver), version_name(runtime));
    if (error == cudaErrorNoDevice) return "the CUDA driver finds no device";
    return fmt::format("the CUDA driver reports: {}", cudaGetErrorString(error));
}

/// Why the device can't run the kernels of this program, though it is there.
std::string why_no_code(cudaError_t error, const CudaInfo& info) {
    cudaGetLastError();
    if (error == cudaErrorNoKernelImageForDevice || error == cudaErrorUnsupportedPtxVersion)
        return fmt::format(
            "{} has compute capability {}.{}, and this program's kernels were compiled for {}, by CUDA {} "
            "where the "
            "driver knows {}",
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

}  // namespace

const CudaInfo& cuda_info() {
    static std::mutex mutex;
    static std::map<int, CudaInfo> known;
    const int device = device_in_use;
    const std::lock_guard lock(mutex);
    const auto found = known.find(device);
    return found != known.end() ? found->second : known.emplace(device, ask(device)).first->second;
}

void cuda_use_device(int device) {
    device_in_use = device;
}

void cuda_enter_device() {
    if (cudaSetDevice(device_in_use) != cudaSuccess) cudaGetLastError();
}

const char* cuda_unavailable() {
    const CudaInfo& info = cuda_info();
    return info.available() ? nullptr : info.why_not.c_str();
}

}  // namespace gs
