#include "app/core/files.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "app/core/strings.h"

namespace gs {

namespace fs = std::filesystem;

std::string system_reason() {
    return std::generic_category().message(errno != 0 ? errno : EIO);
}

Status write_file(const std::string& path, const std::function<void(std::ostream&)>& fill) {
    static std::atomic<unsigned> counter{0};
    std::error_code ignored;
    if (path.empty()) return Status::failure(say(Text::CantWrite, path, text(Text::NoFileName)));
    if (fs::is_directory(path, ignored))
        return Status::failure(say(Text::CantWrite, path, text(Text::IsFolder)));
    const std::string temporary = fmt::format("{}.{}-{}.part", path, getpid(), ++counter);
    errno = 0;
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    if (!out) return Status::failure(say(Text::CantWrite, path, system_reason()));
    fill(out);
    out.flush();
    const bool written = out.good();
    const std::string reason = written ? "" : system_reason();
    out.close();
    if (!written) {
        fs::remove(temporary, ignored);
        return Status::failure(say(Text::CantWrite, path, reason));
    }
    std::error_code error;
    fs::rename(temporary, path, error);
    if (error) {
        fs::remove(temporary, ignored);
        return Status::failure(say(Text::CantWrite, path, error.message()));
    }
    return {};
}

Status read_text(const std::string& path, std::string& content) {
    constexpr std::uintmax_t kMost = std::uintmax_t{64} << 20;
    std::error_code error;
    if (fs::is_directory(path, error))
        return Status::failure(say(Text::CantRead, path, text(Text::IsFolder)));
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return Status::failure(say(Text::CantRead, path, system_reason()));
    content.clear();
    char block[1 << 16];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
        content.append(block, static_cast<std::size_t>(in.gcount()));
        if (content.size() > kMost) return Status::failure(say(Text::CantRead, path, text(Text::TooLarge)));
    }
    return {};
}

std::string automatic_name(std::int64_t steps_done, std::string_view ending) {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char date[32];
    std::strftime(date, sizeof date, "%Y-%m-%d-%H%M%S", &local);
    const std::string name = fmt::format("grayscope-{}-step{}", date, padded(steps_done, 7));
    std::string path = fmt::format("{}.{}", name, ending);
    std::error_code ignored;
    for (int i = 2; fs::exists(path, ignored); ++i) path = fmt::format("{}-{}.{}", name, i, ending);
    return path;
}

std::string padded(std::int64_t number, int digits) {
    return fmt::format("{:0{}}", number, digits);
}

}  // namespace gs
