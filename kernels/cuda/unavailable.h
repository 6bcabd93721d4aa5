// Why no CUDA kernel can run here, for the kernels' table.
#pragma once

namespace gs {

/// NULL, or why no CUDA device can be used: no driver, a driver that is too old, no device, no code
/// for it. Asked once for each device; any thread.
const char* cuda_unavailable();

}  // namespace gs
