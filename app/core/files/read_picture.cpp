#include "app/core/files/read_picture.h"

#include <stb/stb_image.h>

#include <memory>
#include <utility>

#include "app/core/files/files.h"
#include "app/core/text/strings.h"

namespace gs {

std::optional<Picture> decode_picture(std::string_view bytes) {
    constexpr std::int64_t kMostPixels = 64 << 20;
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
