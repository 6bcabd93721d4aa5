#include "app/core/files/folders.h"

#include <fmt/core.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <vector>

namespace gs {

namespace fs = std::filesystem;

namespace {

fs::path below_home(const char* name) {
    const fs::path home = home_folder();
    return home.empty() ? home : home / name;
}

fs::path chosen(const char* variable, const char* usual) {
    const char* path = std::getenv(variable);
    return path != nullptr && *path == '/' ? fs::path(path) : below_home(usual);
}

}  // namespace

fs::path home_folder(const std::string& user) {
    if (user.empty())
        if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return home;
    std::vector<char> room(1 << 14);
    passwd entry{};
    passwd* found = nullptr;
    const int failed = user.empty() ? getpwuid_r(getuid(), &entry, room.data(), room.size(), &found)
                                    : getpwnam_r(user.c_str(), &entry, room.data(), room.size(), &found);
    return failed == 0 && found != nullptr && found->pw_dir != nullptr ? found->pw_dir : "";
}

fs::path config_folder() {
    return chosen("XDG_CONFIG_HOME", ".config");
}

fs::path cache_folder() {
    return chosen("XDG_CACHE_HOME", ".cache");
}

fs::path state_folder() {
    return chosen("XDG_STATE_HOME", ".local/state");
}

fs::path own_cache(const fs::path& name) {
    const fs::path folder = cache_folder();
    return folder.empty() ? folder : folder / "grayscope" / name;
}

/// FNV-1a, 64 bits.
std::string name_of_content(std::string_view depends_on) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : depends_on) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return fmt::format("{:016x}", hash);
}

fs::path pictures_folder() {
    std::ifstream file(config_folder() / "user-dirs.dirs");
    constexpr std::string_view kName = "XDG_PICTURES_DIR=\"", kHome = "$HOME/";
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(kName) || !line.ends_with('"')) continue;
        const std::string named = line.substr(kName.size(), line.size() - kName.size() - 1);
        if (named.starts_with(kHome)) return home_folder() / named.substr(kHome.size());
        if (named.starts_with('/')) return named;
    }
    return below_home("Pictures");
}

}  // namespace gs
