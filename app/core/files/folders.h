// Where a user keeps what, by the rules of the desktop (the XDG base directories).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace gs {

// Each is empty if there is none. A variable with a relative path is ignored, as those rules say.
// Any thread.

/// The home folder of a user, or of the one who runs this program: $HOME, since a user may have
/// moved it, else the system's.
std::filesystem::path home_folder(const std::string& user = "");
/// For settings, which are worth a backup: $XDG_CONFIG_HOME, else ~/.config.
std::filesystem::path config_folder();
/// For what can be measured or made again: $XDG_CACHE_HOME, else ~/.cache.
std::filesystem::path cache_folder();
/// For what is to outlive a crash, but is of no use elsewhere: $XDG_STATE_HOME, else
/// ~/.local/state.
std::filesystem::path state_folder();
/// This program's place in the folder for the cache, with this name; empty if there is no folder.
std::filesystem::path own_cache(const std::filesystem::path& name);
/// A file's name made of all that its content depends on: sixteen hexadecimal digits, the same in
/// every build.
std::string name_of_content(std::string_view depends_on);
/// For pictures that are to be found again: what user-dirs.dirs says in the folder for settings,
/// where the desktop keeps it, since that name depends on the language; else ~/Pictures.
std::filesystem::path pictures_folder();

}  // namespace gs
