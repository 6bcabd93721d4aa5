// The header of a NumPy file, before its values.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

inline constexpr std::string_view kNpyMagic{"\x93NUMPY", 6};

/// The content of the header's Python dictionary.
struct NpyHeader {
    /// The type of a value as NumPy writes it, with the order of its bytes ("<f4").
    std::string type;
    bool fortran = false;
    std::vector<std::int64_t> shape;

    /// Whether the type is float32 or float64.
    bool is_float() const;
};

/// Reads versions 1 to 3 and leaves the stream at the first value. A failure is the reason without
/// the file's name.
Status read_npy_header(std::istream& in, NpyHeader& header);

/// The shape in words: "2, 40, 50".
std::string describe_shape(const std::vector<std::int64_t>& shape);
/// The type in words: "float32", "int64", "complex128"; a type that has no such name as it is
/// written in the file.
std::string describe_type(const std::string& type);

}  // namespace gs
