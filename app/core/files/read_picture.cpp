#include "app/core/files/read_picture.h"

#include <stb/stb_image.h>

#include <memory>
#include <utility>

#include "app/core/files/files.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;  // as stb reads beyond the end
}

/// Whether the file is as long as its chunks say, up to the last one. The library takes memory for
/// a chunk before it knows.
bool png_is_whole(std::string_view png) {
    constexpr std::size_t kFrame = 12;  // bytes of a chunk around its content: length, kind, sum
    for (std::size_t at = 8; at + kFrame <= png.size();) {
        const std::size_t length = std::size_t{byte_at(png, at)} << 24U | byte_at(png, at + 1) << 16U |
                                   byte_at(png, at + 2) << 8U | byte_at(png, at + 3);
        if (length > png.size() - at - kFrame) return false;
        if (png.substr(at + 4, 4) == "IEND") return true;
        at += kFrame + length;
    }
    return false;
}

/// Whether the Huffman tables of the segment at `at`, behind its marker, fit the 256 places that
/// the library has for each. It does not look, and writes on.
bool tables_fit(std::string_view jpeg, std::size_t at) {
    constexpr unsigned kPlaces = 256;
    int left = static_cast<int>(byte_at(jpeg, at) << 8U | byte_at(jpeg, at + 1)) - 2;
    for (at += 2; left > 0;) {
        const unsigned table = byte_at(jpeg, at);
        if (table >> 4U > 1 || (table & 15U) > 3) return true;  // the library refuses it
        unsigned codes = 0;
        for (std::size_t i = 1; i <= 16; ++i) codes += byte_at(jpeg, at + i);
        if (codes > kPlaces) return false;
        at += 17 + codes;
        left -= static_cast<int>(17 + codes);
    }
    return true;
}

/// Looks at every place of a JPEG that the library can take for Huffman tables. What programs put
/// before the picture (APPn, comments) may hold any bytes and is passed over, as the library does.
bool jpeg_is_safe(std::string_view jpeg) {
    std::size_t at = 2;
    while (byte_at(jpeg, at) == 0xFF &&
           (byte_at(jpeg, at + 1) >> 4U == 0xE || byte_at(jpeg, at + 1) == 0xFE)) {
        const std::size_t length = byte_at(jpeg, at + 2) << 8U | byte_at(jpeg, at + 3);
        if (length < 2 || at + 2 + length > jpeg.size()) break;
        at += 2 + length;
    }
    for (; (at = jpeg.find("\xFF\xC4", at)) != std::string_view::npos; at += 2)
        if (!tables_fit(jpeg, at + 2)) return false;
    return true;
}

/// The same JPEG with all eight Huffman tables at its beginning, of one code each, which its own
/// replace. The library decodes by a table that the file has not defined, too, and then reads
/// wherever the memory that it took happens to lead it.
std::string with_all_tables(std::string_view jpeg) {
    constexpr std::size_t kBehindBegin = 2, kTable = 17;  // bytes: of SOI; counts of codes and one code
    std::string tables;
    for (const int kind : {0x00, 0x10})  // DC, AC
        for (int which = 0; which < 4; ++which) {
            tables += static_cast<char>(kind | which);
            tables += '\1';
            tables.append(kTable - 1, '\0');
        }
    std::string whole(jpeg.substr(0, kBehindBegin));
    whole += "\xFF\xC4";
    whole += '\0';
    whole += static_cast<char>(tables.size() + 2);
    whole += tables;
    whole += jpeg.substr(kBehindBegin);
    return whole;
}

}  // namespace

std::optional<Picture> decode_picture(std::string_view bytes) {
    constexpr std::int64_t kMostPixels = 64 << 20;
    // Whatever else the library can read is not asked of it: it is a smaller door.
    const bool jpeg = bytes.starts_with("\xFF\xD8\xFF");
    if (jpeg ? !jpeg_is_safe(bytes) : !(bytes.starts_with("\x89PNG\r\n") && png_is_whole(bytes))) return {};
    const std::string whole = jpeg ? with_all_tables(bytes) : std::string();
    if (jpeg) bytes = whole;
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const int size = static_cast<int>(bytes.size());
    int width = 0, height = 0, channels = 0;
    if (stbi_info_from_memory(data, size, &width, &height, &channels) == 0) return {};
    if (std::int64_t{width} * height > kMostPixels) return {};
    const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> rgb(
        stbi_load_from_memory(data, size, &width, &height, &channels, 3), &stbi_image_free);
    if (rgb == nullptr) return {};
    const std::size_t count = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    return Picture{width, height, {rgb.get(), rgb.get() + count}};
}

Status read_picture(const std::string& path, Picture& picture) {
    std::string bytes;
    if (Status read = read_text(path, bytes); !read) return read;
    std::optional<Picture> decoded = decode_picture(bytes);
    if (!decoded) return cant_read(path, text(Text::PictureUnreadable));
    picture = std::move(*decoded);
    return {};
}

}  // namespace gs
