#include "tests/support/npy_reader.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace gs::test {

Field read_npy(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto refuse = [&](const char* why) { throw std::runtime_error(path.string() + ": " + why); };
    if (bytes.size() < 10 || bytes.compare(0, 8, "\x93NUMPY\x01\0", 8) != 0)
        refuse("not a .npy file of version 1");
    const std::size_t length =
        static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    const std::string header = bytes.substr(10, length);
    int rows = 0, cols = 0;
    const std::size_t shape = header.find("'shape': (2, ");
    if (header.find("'<f8'") == std::string::npos ||
        header.find("'fortran_order': False") == std::string::npos || shape == std::string::npos ||
        std::sscanf(header.c_str() + shape, "'shape': (2, %d, %d)", &rows, &cols) != 2)
        refuse("not a float64 array of shape [2, rows, cols]");
    Field field(rows, cols, GS_F64);
    if (bytes.size() != 10 + length + field.bytes()) refuse("of the wrong length");
    field.visit([&](auto u, auto v) {
        std::memcpy(u.data(), bytes.data() + 10 + length, u.size_bytes());
        std::memcpy(v.data(), bytes.data() + 10 + length + u.size_bytes(), v.size_bytes());
    });
    return field;
}

}  // namespace gs::test
