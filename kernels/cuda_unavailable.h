// Why no CUDA kernel can run here, for the kernels' table; C++17, unlike the rest of cuda_info.h.
#pragma once

namespace gs {

/// NULL, or why no CUDA device can be used: no driver, a driver that is too old, no device. Asked once; any
/// thread.
const char* cuda_unavailable();

}  // namespace gs
