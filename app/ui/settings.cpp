#include "app/ui/settings.h"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

namespace gs {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

void read(const json& from, UiSettings& s) {
    const auto take = [&](const char* key, auto& into) { into = from.value(key, into); };
    take("x", s.placement.x);
    take("y", s.placement.y);
    take("width", s.placement.width);
    take("height", s.placement.height);
    take("maximized", s.placement.maximized);
    take("console", s.console);
    take("bench", s.bench);
    take("overlay", s.overlay);
    take("scale", s.scale);
    take("open", s.open);
    take("last_session", s.last_session);
    if (s.placement.width < 480 || s.placement.height < 320) s.placement = {};
    if (s.overlay < 0 || s.overlay > 3) s.overlay = 1;
    if (s.scale != 0 && !(s.scale >= 0.5 && s.scale <= 4)) s.scale = 0;
}

json written(const UiSettings& s) {
    const Placement& p = s.placement;
    return {{"x", p.x},
            {"y", p.y},
            {"width", p.width},
            {"height", p.height},
            {"maximized", p.maximized},
            {"console", s.console},
            {"bench", s.bench},
            {"overlay", s.overlay},
            {"scale", s.scale},
            {"open", s.open},
            {"last_session", s.last_session}};
}

}  // namespace

fs::path config_folder() {
    const char* xdg = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    fs::path root;
    if (xdg && *xdg)
        root = xdg;
    else if (home && *home)
        root = fs::path(home) / ".config";
    else
        return {};
    std::error_code failed;
    fs::create_directories(root / "grayscope", failed);
    return failed ? fs::path() : root / "grayscope";
}

UiSettings load_settings() {
    UiSettings settings;
    const fs::path folder = config_folder();
    if (folder.empty()) return settings;
    std::ifstream file(folder / "window.json");
    try {
        if (file) read(json::parse(file), settings);
    } catch (const json::exception&) {
        return {};  // not this program's file, or a damaged one: start with the defaults
    }
    return settings;
}

void save_settings(const UiSettings& settings) {
    const fs::path folder = config_folder();
    if (folder.empty()) return;
    const fs::path path = folder / "window.json", fresh = folder / "window.json.new";
    {
        std::ofstream file(fresh);
        file << written(settings).dump(2) << '\n';
        if (!file.flush()) return;
    }
    std::error_code ignored;
    fs::rename(fresh, path, ignored);
}

}  // namespace gs
