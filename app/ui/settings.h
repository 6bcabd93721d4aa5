// What the window remembers from one start to the next, apart from the session: its place and its
// panels.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/ui/gl_window.h"

namespace gs {

/// Kept in grayscope/window.json of the folder for settings.
struct UiSettings {
    Placement placement;
    std::string drawer;  // the word of the drawer that is open, or empty
    int overlay = 1;     // 0: hidden, 1 to 3: small to large
    bool high_contrast = false;
    double scale = 0;                  // scale of the interface, in place of the display's own; 0: not chosen
    std::map<std::string, bool> open;  // which sections of the panel are open, by name
    std::vector<std::string> recent_lines;  // that the command palette ran, the newest first
    bool first_start = false;               // nothing was remembered; it isn't kept
    std::string last_session;               // path of the one that is kept at the end; or empty
    /// Paths of the sessions that the user saved or opened, the newest first.
    std::vector<std::string> recent;

    /// Puts a session first in `recent`, which keeps eight.
    void add_recent(const std::string& path);

    bool& section(const std::string& name, bool at_first) {
        return open.try_emplace(name, at_first).first->second;
    }
};

/// The folder of this program's settings, made if it is missing. Empty if there can't be one.
std::filesystem::path settings_folder();

/// The settings that were saved; the defaults if there are none or they can't be read.
UiSettings load_settings();
/// Writes them whole or not at all, with the recent sessions and commands that another window has
/// written meanwhile. A failure is not reported: lost window settings are not worth a message.
void save_settings(const UiSettings& settings);

}  // namespace gs
