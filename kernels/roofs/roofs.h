// The machine's roofs: what no kernel can pass. Arithmetic in fused multiply-adds, memory in bytes
// read and written back, all threads together, measured on this machine in about a second.
#pragma once  // C++17, since nvcc compiles this too

#include <cstddef>
#include <string>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

/// Bandwidth of one level of memory, reading and writing back in equal parts, as a kernel does
/// that reads u, v and writes u, v.
struct MemoryRoof {
    /// Its name: "L1", "L2", "L3" or "DRAM".
    std::string level;
    /// Bytes that all threads together keep in it; the last level has no limit (SIZE_MAX).
    std::size_t capacity = 0;
    /// In 1e9 bytes a second, read plus written by all threads.
    double gb_per_s = 0;
};

/// Arithmetic throughput with one instruction set: 1e9 fused multiply-adds a second, counted lane
/// by lane, all threads. One vector operation of 16 floats counts as 16.
struct ComputeRoof {
    /// Its name: "portable", "AVX2" or "AVX-512"; "CUDA" on a GPU.
    std::string isa;
    double f32 = 0, f64 = 0;
};

/// The roofs of one processor or GPU.
struct Roofs {
    /// Its name: "AMD EPYC", "NVIDIA H100 PCIe".
    std::string device;
    /// CPU threads that were measured; multiprocessors of a GPU.
    int threads = 0;
    /// One for each instruction set, the slowest first.
    std::vector<ComputeRoof> compute;
    /// One for each level, the nearest first and main memory last.
    std::vector<MemoryRoof> memory;

    bool empty() const { return compute.empty() || memory.empty(); }
    /// The highest of all instruction sets.
    ComputeRoof best() const;
    /// The roof of the level that holds this many bytes. The roofs are not empty.
    const MemoryRoof& memory_for(std::size_t working_set) const;
};

/// What names this machine in a cache: processor and number of threads that are measured. Cheap.
std::string machine_name();

/// Measures the CPU with as many threads as a kernel takes by itself (cores.h); `seconds` is about
/// what it takes altogether. Blocks; any thread; meaningless while other work runs.
Roofs measure_cpu_roofs(double seconds = 1.0);

/// Measures the CUDA device in use (cuda/info.h) in about a second. Fails if there is
/// none, or if it can't be measured; `roofs` is then left alone.
Status measure_cuda_roofs(Roofs& roofs);

}  // namespace gs
