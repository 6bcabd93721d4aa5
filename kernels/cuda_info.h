// The CUDA device that this program computes on, or why there is none. C++17, since nvcc compiles this too.
#pragma once

#include <cstddef>
#include <string>

namespace gs {

/// Facts about one device, as its driver reports them.
struct CudaInfo {
    std::string why_not;  ///< empty, or one sentence: no driver, a driver that is too old, no device, ...
    int device = 0;       ///< CUDA's number of the device
    std::string name;
    int major = 0, minor = 0;  ///< compute capability
    int sms = 0;               ///< streaming multiprocessors
    double clock_ghz = 0;      ///< highest clock of the SMs
    double memory_clock_ghz = 0;
    int memory_bus_bits = 0;
    std::size_t memory_bytes = 0, l2_bytes = 0, shared_bytes_per_sm = 0;
    int registers_per_sm = 0;     ///< of 32 bits
    bool cooperative = false;     ///< can keep all blocks of a launch running at once
    std::string driver, runtime;  ///< newest CUDA that the driver knows; CUDA that this program is built with

    bool available() const { return why_not.empty(); }
};

/// The device in use; asked once per device, never fails and leaves no error behind. Any thread.
const CudaInfo& cuda_info();

/// From now on new storage and frames live on this device (the one that draws the window, say); initially 0.
/// Any thread, but before the engine opens a CUDA kernel.
void cuda_use_device(int device);

/// Makes the device in use current for the calling thread; CUDA keeps that apart for each thread.
void cuda_enter_device();

}  // namespace gs
