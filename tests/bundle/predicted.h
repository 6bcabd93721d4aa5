// The rate that a kernel should reach on this machine's GPU.
#pragma once

#include <string>

namespace gs::bundle {

/// The predicted Gcell/s of the kernel on the device in use; 0: no prediction.
double predicted_gcells(const std::string& kernel, int rows, int cols);

}  // namespace gs::bundle
