// Whether a field fits this machine, asked before anything is allocated.
#pragma once

#include <cstdint>

#include "kernels/engine.h"

namespace gs {

/// Cells of one side of a field, at most.
constexpr std::int64_t kLongestSide = 1 << 20;

/// Bytes that can be had without swapping, as the system estimates; infinite where it does not say.
double available_memory();

/// Fails with a sentence where `bytes` for a field of this size are more than there are.
Status fits_memory(std::int64_t rows, std::int64_t cols, double bytes);

/// Bytes that running a field of this size takes: planes, frames, one copy on the way.
double bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel, bool varying,
                    bool with_frames);

}  // namespace gs
