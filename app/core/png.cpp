#include "app/core/png.h"

#include <stb/stb_image_write.h>

#include <cstddef>

#include "app/core/files.h"
#include "app/core/palettes.h"
#include "app/core/strings.h"

namespace gs {

Picture coloured(const Field& field, const Document& document) {
    const Palette* palette = find_palette(document.palette);
    if (palette == nullptr) palette = &palettes().front();
    const auto low = static_cast<float>(document.low);
    const float scale = palette_scale(document);
    const float of_u = document.channel == "v" ? 0.0F : 1.0F;
    const float of_v = document.channel == "v" ? 1.0F : document.channel == "u" ? 0.0F : -1.0F;
    Picture picture{field.cols(), field.rows(), std::vector<std::uint8_t>(3 * field.cells())};
    field.visit([&](auto u, auto v) {
        for (std::size_t i = 0; i < u.size(); ++i) {
            const float shown = of_u * static_cast<float>(u[i]) + of_v * static_cast<float>(v[i]);
            const int index = palette_index(shown, low, scale);
            const auto& rgb = palette->rgb[static_cast<std::size_t>(document.reverse ? 255 - index : index)];
            std::copy(rgb.begin(), rgb.end(), picture.rgb.begin() + static_cast<std::ptrdiff_t>(3 * i));
        }
    });
    return picture;
}

Status write_png(const std::string& path, const Picture& picture, const PictureFacts& facts) {
    std::vector<char> file;
    const auto append = [](void* to, void* data, int size) {
        auto& bytes = *static_cast<std::vector<char>*>(to);
        bytes.insert(bytes.end(), static_cast<char*>(data), static_cast<char*>(data) + size);
    };
    if (stbi_write_png_to_func(append, &file, picture.width, picture.height, 3, picture.rgb.data(),
                               3 * picture.width) == 0)
        return Status::failure(say(Text::CantWrite, path, text(Text::NoPicture)));
    insert_facts(file, facts);
    return write_file(
        path, [&](std::ostream& out) { out.write(file.data(), static_cast<std::streamsize>(file.size())); });
}

}  // namespace gs
