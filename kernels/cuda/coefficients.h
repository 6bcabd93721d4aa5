// The coefficients of the minimal algebra in device memory, where steps that are
// queued already find the new ones.
#pragma once

#include <cuda_runtime.h>

#include <cstring>

#include "kernels/cuda/launch.h"
#include "kernels/minimal.h"

namespace gs {

/// Queues on `stream` (a cudaStream_t) a write of the coefficients to device memory. They travel as
/// a kernel's argument, by value: a copy from the host's memory may read it later than the call
/// returns. NULL, or what failed.
const char* store_coefficients(const Minimal& coefficients, Minimal* on_device, void* stream);

/// A kernel state's coefficients, on the host and on the device.
class CudaCoefficients {
  public:
    CudaCoefficients() = default;
    ~CudaCoefficients() { cudaFree(device_); }
    CudaCoefficients(const CudaCoefficients&) = delete;
    CudaCoefficients& operator=(const CudaCoefficients&) = delete;

    /// NULL, or what failed.
    const char* open() { return message_of(cudaMalloc(reinterpret_cast<void**>(&device_), sizeof(Minimal))); }

    /// Queues the coefficients of p for the steps that follow, where
    /// they are other than the last ones.
    const char* update(const gs_params& p, void* stream) {
        const Minimal wanted = minimal_of(p);
        if (known_ && std::memcmp(&wanted, &host_, sizeof wanted) == 0) return nullptr;
        host_ = wanted;
        known_ = true;
        return store_coefficients(host_, device_, stream);
    }

    const Minimal* on_device() const { return device_; }
    const Minimal& on_host() const { return host_; }

  private:
    Minimal* device_ = nullptr;
    Minimal host_{};
    bool known_ = false;
};

}  // namespace gs
