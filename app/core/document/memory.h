// Whether a field fits this machine, asked before anything is allocated.
#pragma once

#include <cstdint>

#include "kernels/engine/status.h"
#include "kernels/kernel_api.h"

namespace gs {

/// Cells of one side of a field, at most.
constexpr std::int64_t kLongestSide = 1 << 20;

/// Bytes that can be had without swapping, as the system estimates; infinite where it does not say.
double available_memory();

/// Fails with a sentence where `bytes` for a field of this size are more than there are.
Status fits_memory(std::int64_t rows, std::int64_t cols, double bytes);

/// Bytes of the host's memory that running a field of this size takes:
/// planes, frames, one copy on the way.
double bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel, bool varying,
                    bool with_frames);

/// Bytes of the device's memory that it takes: the planes of both
/// states; 0 for a kernel on the host.
double device_bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel);

/// Fails with a sentence where this kernel's field does not fit the memory that is free
/// now, the host's or the device's.
Status fits_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel);

}  // namespace gs
