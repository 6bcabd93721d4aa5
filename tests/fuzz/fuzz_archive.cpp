// ZIP archives (.npz), which are only described, and what a file is by its first bytes.
#include "app/core/files/archive.h"
#include "app/core/files/contents.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string path = gs::fuzz::as_file("arrays.npz", data, size);
    gs::fuzz::must(!gs::describe_archive(path).empty(), "any bytes get an answer");
    const gs::FileKind kind = gs::file_kind(gs::fuzz::words_of(data, size).substr(0, gs::kKindBytes), path);
    gs::fuzz::must(!gs::why_not_a(gs::Text::ASession, kind, path).empty(), "every kind has words");
    return 0;
}
