// Whether nvcc compiled this program's kernels for the device at hand.
#pragma once

#include <cuda_runtime_api.h>

#include <string>

namespace gs {

/// Looks for a kernel's machine code, or PTX that the driver can make some of, for the
/// current device. cudaErrorNoKernelImageForDevice, cudaErrorUnsupportedPtxVersion or
/// another error if there is none.
cudaError_t find_machine_code();

/// The compute capabilities that nvcc was asked for: "7.5, 8.0, 9.0".
std::string compiled_for();

}  // namespace gs
