#include "app/core/files/png_chunks.h"

#include <libdeflate.h>

#include <algorithm>

namespace gs::png {

void append_number(std::vector<char>& bytes, std::uint32_t n) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes.push_back(static_cast<char>((n >> shift) & 0xFFU));
}

void append_chunk(std::vector<char>& file, std::string_view kind, std::string_view content) {
    append_number(file, static_cast<std::uint32_t>(content.size()));
    const std::size_t begin = file.size();
    file.insert(file.end(), kind.begin(), kind.end());
    file.insert(file.end(), content.begin(), content.end());
    append_number(file, libdeflate_crc32(0, file.data() + begin, file.size() - begin));
}

void append_header(std::vector<char>& file, int width, int height, int depth, Pixels pixels) {
    file.insert(file.end(), kSignature.begin(), kSignature.end());
    std::vector<char> content;
    append_number(content, static_cast<std::uint32_t>(width));
    append_number(content, static_cast<std::uint32_t>(height));
    // Compression and filters are of the only kind that there is; the rows are in order.
    for (const int byte : {depth, static_cast<int>(pixels), 0, 0, 0})
        content.push_back(static_cast<char>(byte));
    append_chunk(file, "IHDR", {content.data(), content.size()});
}

void append_pixels(std::vector<char>& file, std::string_view packed) {
    constexpr std::size_t kMost = 1 << 30;  // bytes; a chunk may have 2^31 - 1
    file.reserve(file.size() + packed.size() + 64);
    for (std::size_t at = 0; at == 0 || at < packed.size(); at += kMost)
        append_chunk(file, "IDAT", packed.substr(at, kMost));
    append_chunk(file, "IEND", {});
}

}  // namespace gs::png
