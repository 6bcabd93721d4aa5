// A kernel against a float64 one: over sizes that fit no tile, all boundaries and stencils.
#pragma once

#include <functional>

#include "kernels/engine/status.h"
#include "kernels/kernel_api.h"

namespace gs {

/// What became of one kernel's check.
struct KernelCheck {
    /// Cases that were computed, and cases that the kernel does not take.
    int done = 0, refused = 0;
    /// The largest difference of u or v in any cell, and what it may be; NaN if there was one.
    double largest = 0, bound = 0;
    /// Of a case that could not be computed.
    Status failure;
    bool cancelled = false;
    bool good() const { return !cancelled && failure && largest <= bound; }
};

/// Computes all cases. progress: called before each of them; false stops the check. Any thread; it
/// takes a second or so.
KernelCheck check_kernel(const gs_kernel& kernel,
                         const std::function<bool(int done, int total)>& progress = {});

}  // namespace gs
