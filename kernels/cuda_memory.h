// How much memory the CUDA device in use has. C++17, as all that is compiled beside the CUDA kernels.
#pragma once

#include <optional>

namespace gs {

/// Bytes that can be had on the device in use now. Empty where there is no device, or it does not say. Any
/// thread; leaves no CUDA error behind.
std::optional<double> free_cuda_memory();

}  // namespace gs
