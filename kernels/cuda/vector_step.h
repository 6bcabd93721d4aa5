// Steps of the minimal algebra, 16 bytes at a time: the steps of cuda-vector, and what the kernels
// that fuse steps take for those that are left over.
#pragma once

#include <cstdint>

#include "kernels/cuda/launch.h"
#include "kernels/cuda/plan.h"
#include "kernels/minimal.h"

namespace gs {

/// A kernel state's coefficients of the minimal algebra, on the host and in device memory, where
/// steps that are queued already find the new ones.
class CudaCoefficients {
  public:
    CudaCoefficients() = default;
    ~CudaCoefficients() { cudaFree(device_); }
    CudaCoefficients(const CudaCoefficients&) = delete;
    CudaCoefficients& operator=(const CudaCoefficients&) = delete;

    /// NULL, or what failed.
    const char* open() { return message_of(cudaMalloc(reinterpret_cast<void**>(&device_), sizeof(Minimal))); }
    /// Queues on `stream` (a cudaStream_t) the coefficients of p for the steps that follow, if they
    /// are other than the last ones. NULL, or what failed.
    const char* update(const gs_params& p, void* stream);

    /// How often update() has found others.
    std::int64_t changes() const { return changes_; }
    const Minimal* on_device() const { return device_; }
    const Minimal& on_host() const { return host_; }

  private:
    Minimal* device_ = nullptr;
    Minimal host_{};
    std::int64_t changes_ = 0;
};

/// Fills the ring of ghost cells of both fields if the boundary is fixed, else of fields[current]
/// alone. Each step then leaves its result's ring filled. NULL, or what failed.
const char* prepare_ghosts(const gs_params& p, const gs_field fields[2], int current, void* stream);

/// Where steps are queued: a stream, or a chain that is being built.
struct Queue {
    cudaStream_t stream = nullptr;
    Chain* chain = nullptr;
};

/// Queues steps from fields[current] and flips: `current` becomes the number of the field that
/// holds the result. A graph of such steps reads the coefficients from device memory, and so takes
/// others of the same form without being built again. NULL, or what failed.
const char* vector_steps(const CudaCoefficients& coefficients, int boundary, const gs_field fields[2],
                         int& current, std::int64_t steps, const VectorTile& tile, const Queue& queue);

}  // namespace gs
