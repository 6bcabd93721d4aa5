#include "app/core/files/png.h"

#include <stb/stb_image_write.h>

#include <algorithm>
#include <cstddef>
#include <limits>

#include "app/core/files/field_rows.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/text/strings.h"

namespace gs {

Picture coloured(const Field& field, const Document& document) {
    Picture picture{field.cols(), field.rows(), std::vector<std::uint8_t>(3 * field.cells())};
    FieldRows(field, document, picture.width, picture.height).paint(0, picture.height, picture.rgb.data());
    return picture;
}

namespace {

constexpr int kJpegQuality = 95;  // of 100: keeps the palette's steps smooth and colour at full resolution

void append(void* to, void* data, int size) {
    auto& bytes = *static_cast<std::vector<char>*>(to);
    bytes.insert(bytes.end(), static_cast<char*>(data), static_cast<char*>(data) + size);
}

}  // namespace

bool encode_jpeg(const Picture& p, std::vector<char>& file) {
    return stbi_write_jpg_to_func(append, &file, p.width, p.height, 3, p.rgb.data(), kJpegQuality) != 0;
}

bool encode_bmp(const Picture& p, std::vector<char>& file) {
    return stbi_write_bmp_to_func(append, &file, p.width, p.height, 3, p.rgb.data()) != 0;
}

bool encode_tga(const Picture& p, std::vector<char>& file) {
    return stbi_write_tga_to_func(append, &file, p.width, p.height, 3, p.rgb.data()) != 0;
}

bool encode_ppm(const Picture& p, std::vector<char>& file) {
    const std::string header = fmt::format("P6\n{} {}\n255\n", p.width, p.height);
    file.assign(header.begin(), header.end());
    file.insert(file.end(), p.rgb.begin(), p.rgb.end());
    return true;
}

Status write_picture(const std::string& path, const Picture& picture, const PictureFacts& facts) {
    if (Status named = check_name(path, kPicture); !named) return named;
    const Format& format = format_to_write(path, kPicture);
    const int longest = format.longest_side > 0 ? format.longest_side : std::numeric_limits<int>::max();
    // The library's encoders count a picture's bytes, and one more per row, in an int.
    const bool countable = format.write.picture == encode_ppm || format.write.picture == encode_png ||
                           (4.0 * picture.width + 4) * picture.height + 64 < std::numeric_limits<int>::max();
    if (picture.width > longest || picture.height > longest || !countable)
        return cant_write(path, say(Text::PictureTooLarge, picture.width, picture.height, format.name));
    std::vector<char> file;
    if (!format.write.picture(picture, file)) return cant_write(path, text(Text::NoPicture));
    insert_facts(file, facts);
    return write_file(
        path, [&](std::ostream& out) { out.write(file.data(), static_cast<std::streamsize>(file.size())); });
}

}  // namespace gs
