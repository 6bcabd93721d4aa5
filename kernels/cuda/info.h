// The CUDA device that this program computes on, or why there is none.
// C++17, since nvcc compiles this too.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gs {

/// Facts about one device, as its driver reports them.
struct CudaInfo {
    /// Empty, or one sentence: no driver, a driver that is too old, no device, ...
    std::string why_not;
    /// CUDA's number of the device.
    int device = 0;
    std::string name;
    /// Its compute capability, as in 9.0.
    int major = 0, minor = 0;
    /// The number of streaming multiprocessors.
    int sms = 0;
    /// The multiprocessors' highest clock.
    double clock_ghz = 0;
    double memory_clock_ghz = 0;
    int memory_bus_bits = 0;
    std::size_t memory_bytes = 0, l2_bytes = 0, shared_bytes_per_sm = 0;
    /// Registers of 32 bits.
    int registers_per_sm = 0;
    /// Whether it can keep all blocks of a launch running at once.
    bool cooperative = false;
    /// The newest CUDA that the driver knows, and the one that this program is built with: "12.4".
    std::string driver, runtime;

    bool available() const { return why_not.empty(); }
};

/// The device in use, asked once; never fails. Any thread. If no device has been chosen
/// (cuda_choose_device) this chooses, and waits for the driver; between cuda_choose_later and a
/// choice it answers at once that there is none yet. The answer stays valid, but a lost device
/// (cuda_lost) gives another one from then on.
const CudaInfo& cuda_info();

/// NULL, or cuda_info()'s reason why no device can be used: the CUDA kernels' `unavailable`.
const char* cuda_unavailable();

/// Chooses the device on which new storage and frames live: the first that can run this program's
/// kernels, of `preferred` (those that draw the window, say; CUDA's numbers) and then of all. If
/// none can, cuda_info() says why. A context is made on each device that is tried. Any thread, but
/// before a CUDA kernel is opened.
const CudaInfo& cuda_choose_device(const std::vector<int>& preferred);

/// From now on until cuda_choose_device no caller waits for CUDA: its kernels are unavailable,
/// since no device has been chosen.
void cuda_choose_later();

/// True between cuda_choose_later and the choice. Any thread.
bool cuda_undecided();

/// Starts the driver, which takes a moment the first time, and makes no context. Any thread.
void cuda_start_driver();

/// To be asked when something has failed on the device: true if it does not answer any more (its
/// context is lost, to a fault or to a suspend). It is unavailable from then on, with the reason,
/// until the program ends. Waits for the device. Any thread.
bool cuda_lost();

/// Bytes of memory on the device in use: those that can be had now, and all.
struct CudaMemory {
    std::size_t free = 0, all = 0;
};

/// Empty if there is no device, or it does not say. Any thread; leaves no CUDA error behind.
std::optional<CudaMemory> cuda_memory();

/// Makes the device in use current for the calling thread; CUDA keeps that apart for each thread.
void cuda_enter_device();

}  // namespace gs
