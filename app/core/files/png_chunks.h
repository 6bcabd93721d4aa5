// The bytes of a PNG file (RFC 2083): its signature and its chunks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gs::png {

/// What a pixel is made of, by the format's numbers.
enum class Pixels : std::uint8_t { Grey = 0, Rgb = 2, Indexed = 3 };

inline constexpr std::string_view kSignature{"\x89PNG\r\n\x1a\n", 8};
/// The signature, and the chunk IHDR with its length, name and checksum.
inline constexpr std::size_t kHeaderEnd = 8 + 25;

/// Appends a number, the highest byte first.
void append_number(std::vector<char>& bytes, std::uint32_t n);
/// Appends a chunk. kind: its name of four letters.
void append_chunk(std::vector<char>& file, std::string_view kind, std::string_view content);
/// Appends signature and header. depth: bits per sample.
void append_header(std::vector<char>& file, int width, int height, int depth, Pixels pixels);
/// Appends the packed pixels, in as many chunks as their length needs, and the end of the file.
void append_pixels(std::vector<char>& file, std::string_view packed);

}  // namespace gs::png
