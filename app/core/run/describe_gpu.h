// The CUDA device in use, in words.
#pragma once

#include <string>

namespace gs {

/// "NVIDIA H100 PCIe, 114 multiprocessors at 1.76 GHz, 80 GiB, driver for CUDA 13.0"; empty if
/// there is none. Any thread; asked once for each device.
std::string describe_gpu();

}  // namespace gs
