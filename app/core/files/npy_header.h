// The part of a NumPy file before its values.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

inline constexpr std::string_view kNpyMagic{"\x93NUMPY", 6};

/// What the header's Python dictionary says.
struct NpyHeader {
    /// "<f4".
    std::string type;
    bool fortran = false;
    std::vector<std::int64_t> shape;

    /// float32 or float64.
    bool is_float() const;
};

/// Reads versions 1 to 3 and leaves the stream at the first value. The failure is the reason alone.
Status read_npy_header(std::istream& in, NpyHeader& header);

/// "2, 40, 50".
std::string shape_words(const std::vector<std::int64_t>& shape);
/// "float32", "int64", "complex128"; a type without a name of that kind as it stands in the file.
std::string type_words(const std::string& type);

}  // namespace gs
