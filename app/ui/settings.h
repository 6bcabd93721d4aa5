// What the window remembers from one start to the next, apart from the
// session: its place and its panels.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "app/ui/gl_window.h"

namespace gs {

/// Kept in $XDG_CONFIG_HOME/grayscope/window.json (~/.config where that is not set).
struct UiSettings {
    Placement placement;
    bool console = false, bench = false, help = false;
    int overlay = 1;                   // 0: hidden, 1 to 3: small to large
    double scale = 0;                  // of the interface, over the display's own; 0: not chosen
    std::map<std::string, bool> open;  // sections of the panel by name
    std::string last_session;          // path, or empty

    bool& section(const std::string& name, bool at_first) {
        return open.try_emplace(name, at_first).first->second;
    }
};

/// The folder for the user's settings; made if need be. Empty where there is none to be had.
std::filesystem::path config_folder();

/// What was saved; as new where nothing was, or where it can't be read.
UiSettings load_settings();
/// Written beside and renamed; a folder that can't be written is no reason to bother the user.
void save_settings(const UiSettings& settings);

}  // namespace gs
