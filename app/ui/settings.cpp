#include "app/ui/settings.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/core/files/files.h"
#include "app/core/files/folder_lock.h"
#include "app/core/files/folders.h"
#include "app/core/text/letters.h"

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
    each("high_contrast", s.high_contrast);
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

/// What another window has written meanwhile comes after what this one has. Names that are not in
/// UTF-8 can't stand in the file.
void add_others(std::vector<std::string>& ours, const std::vector<std::string>& theirs, std::size_t most) {
    for (const std::string& one : theirs)
        if (std::find(ours.begin(), ours.end(), one) == ours.end()) ours.push_back(one);
    std::erase_if(ours, [](const std::string& one) { return !is_utf8(one); });
    if (ours.size() > most) ours.resize(most);
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
    const std::string path = (folder / "window.json").string();
    const FolderLock alone(path);
    UiSettings all = settings;
    const UiSettings there = load_settings();
    add_others(all.recent, there.recent, kMostRecent);
    add_others(all.recent_lines, there.recent_lines, std::max(settings.recent_lines.size(), kMostRecent));
    all.open.insert(there.open.begin(), there.open.end());
    (void)write_file(path, [&](std::ostream& out) {
        out << written(all).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    });
}

}  // namespace gs
