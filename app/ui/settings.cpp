#include "app/ui/settings.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/core/files/files.h"
#include "app/core/files/folders.h"

namespace gs {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMostRecent = 8;

/// Calls `each` with the name and the value of all that is kept.
template <class Settings, class Each>
void for_each_kept(Settings& s, const Each& each) {
    each("x", s.placement.x);
    each("y", s.placement.y);
    each("width", s.placement.width);
    each("height", s.placement.height);
    each("maximized", s.placement.maximized);
    each("drawer", s.drawer);
    each("overlay", s.overlay);
    each("scale", s.scale);
    each("open", s.open);
    each("last_session", s.last_session);
    each("recent", s.recent);
    each("recent_lines", s.recent_lines);
}

void read(const json& from, UiSettings& s) {
    for_each_kept(s, [&](const char* key, auto& into) { into = from.value(key, into); });
    if (s.placement.width < 480 || s.placement.height < 320) s.placement = {};
    if (s.recent.size() > kMostRecent) s.recent.resize(kMostRecent);
    if (s.overlay < 0 || s.overlay > 3) s.overlay = 1;
    if (s.scale != 0 && !(s.scale >= 0.5 && s.scale <= 4)) s.scale = 0;
}

json written(const UiSettings& s) {
    json to;
    for_each_kept(s, [&](const char* key, const auto& kept) { to[key] = kept; });
    return to;
}

}  // namespace

void UiSettings::add_recent(const std::string& path) {
    std::erase(recent, path);
    recent.insert(recent.begin(), path);
    if (recent.size() > kMostRecent) recent.resize(kMostRecent);
}

fs::path settings_folder() {
    const fs::path config = config_folder();
    if (config.empty()) return {};
    const fs::path folder = config / "grayscope";
    std::error_code failed;
    fs::create_directories(folder, failed);
    return failed ? fs::path() : folder;
}

UiSettings load_settings() {
    UiSettings settings;
    const fs::path folder = settings_folder();
    if (folder.empty()) return settings;
    std::ifstream file(folder / "window.json");
    try {
        settings.first_start = !file;
        if (file) read(json::parse(file), settings);
    } catch (const json::exception&) {
        return {};  // not this program's file, or a damaged one: start with the defaults
    }
    return settings;
}

void save_settings(const UiSettings& settings) {
    const fs::path folder = settings_folder();
    if (folder.empty()) return;
    (void)write_file((folder / "window.json").string(),
                     [&](std::ostream& out) { out << written(settings).dump(2) << '\n'; });
}

}  // namespace gs
