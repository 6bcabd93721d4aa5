// Reads the .npy files of tests/data. It supports their form alone, and shares nothing with the
// program's own reader.
#pragma once

#include <filesystem>

#include "kernels/engine/field.h"

namespace gs::test {

/// A little-endian float64 array [2, rows, cols] in C order. Throws
/// std::runtime_error on anything else.
Field read_npy(const std::filesystem::path& path);

}  // namespace gs::test
