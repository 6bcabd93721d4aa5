// What the fuzzers share. Each is one file with libFuzzer's entry: it gets any bytes, feeds them to
// one reader, and must come back. A crash, a finding of a sanitizer, too much memory or time ends
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "app/core/document/document.h"
#include "app/core/document/event.h"
#include "app/core/files/npy.h"
#include "kernels/engine/field.h"
#include "tests/support/folder.h"

/// libFuzzer's: takes one input, and returns 0 (or -1: the input is not worth keeping).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace gs::fuzz {

using test::Folder;

/// The input as a file of this name, which is written again for each input.
inline std::string as_file(const char* name, const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    const std::string path = folder / name;
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return path;
}

inline std::string_view words_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// A promise of a reader that the sanitizers can't see.
inline void must(bool held, const char* promise) {
    if (held) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

/// Puts fields of 16x16 cells into a folder, by the names that the corpus uses: "field.npy" and
/// "rates.npy".
inline void put_fields(const Folder& folder) {
    Field field(16, 16, GS_F32), rates(16, 16, GS_F32);
    for (int row = 0; row < 16; ++row)
        for (int col = 0; col < 16; ++col) {
            field.set(row, col, 1 - row / 32.0, col / 64.0);
            rates.set(row, col, 0.03 + row / 1000.0, 0.06);
        }
    must(write_npy(folder / "field.npy", field).ok() && write_npy(folder / "rates.npy", rates).ok(),
         "fields can be written");
}

}  // namespace gs::fuzz
