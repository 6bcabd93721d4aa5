// Kernels that do not compute Gray-Scott but show what the engine does with a kernel.
#pragma once

#include "kernels/kernel_api.h"

namespace gs::test {

/// How often the engine has called the fakes since the last reset. The tests run one after another.
struct Calls {
    int open = 0, close = 0, step = 0, load = 0, advance = 0, store = 0;
};
Calls& calls();

/// u grows by 1 in each step; v becomes the cell above it, ghost cells included.
/// float32, depth 1 of the contract.
gs_kernel counting_kernel();

/// Keeps the field transposed between calls; in each step u grows by feed and v by 1. Has one knob,
/// "pace" (1 to 3, initially 1): how often v grows. float32, depth 3 of the contract.
gs_kernel transposed_kernel();

}  // namespace gs::test
