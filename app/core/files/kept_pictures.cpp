#include "app/core/files/kept_pictures.h"

#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/core/files/files.h"
#include "app/core/files/folders.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

fs::path path_of(const std::string& name) {
    return own_cache(fs::path("presets") / (name + ".rgb"));
}

/// The file's first line, by which a picture of other settings is known.
std::string head_of(const std::string& settings, int width, int height) {
    return fmt::format("grayscope {}; {} x {}; {}\n", GRAYSCOPE_VERSION, width, height, settings);
}

}  // namespace

std::optional<Picture> kept_picture(const std::string& name, const std::string& settings, int width,
                                    int height) {
    std::ifstream file(path_of(name), std::ios::binary);
    const std::string head = head_of(settings, width, height);
    const std::size_t size = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::string all(head.size() + size + 1, '\0');  // a longer file is damaged, too
    file.read(all.data(), static_cast<std::streamsize>(all.size()));
    if (static_cast<std::size_t>(file.gcount()) != head.size() + size || !all.starts_with(head)) return {};
    const auto pixels = all.begin() + static_cast<std::ptrdiff_t>(head.size());
    return Picture{width, height, {pixels, all.end() - 1}};
}

void keep_picture(const std::string& name, const std::string& settings, const Picture& picture) {
    const fs::path path = path_of(name);
    if (path.empty()) return;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    (void)write_file(path.string(), [&](std::ostream& out) {
        out << head_of(settings, picture.width, picture.height);
        out.write(reinterpret_cast<const char*>(picture.rgb.data()),
                  static_cast<std::streamsize>(picture.rgb.size()));
    });
}

}  // namespace gs
