// Whether a field fits into this machine's memory, to be asked before anything is allocated.
#pragma once

#include <cstdint>

#include "kernels/engine/status.h"
#include "kernels/kernel_api.h"

namespace gs {

/// The most cells along one side of a field.
constexpr std::int64_t kLongestSide = 1 << 20;

/// Bytes that can be allocated without swapping, as the system estimates; infinite if it does not
/// say.
double available_memory();

/// Fails with a sentence if `bytes`, which a field of this size needs, are not available.
Status fits_memory(std::int64_t rows, std::int64_t cols, double bytes);

/// The most cells that the planes of a measurement's copy of the field have, and the longest side
/// of its square in the middle (FieldSample).
inline constexpr std::int64_t kMostSampled = std::int64_t{1} << 22;
inline constexpr int kSampledPart = 1024;

/// Bytes of the host's memory that running a field of this size takes: planes, one copy in transit,
/// and with frames also those, and what the instruments copy.
double bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel, bool varying,
                    bool with_frames);

/// Bytes of the device's memory that running it takes: the planes of both states; 0 for a kernel on
/// the host.
double device_bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel);

/// Fails with a sentence if this kernel's field does not fit into the host's or the device's free
/// memory.
Status fits_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel);

}  // namespace gs
