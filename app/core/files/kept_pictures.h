// Small pictures that were computed once, in the user's cache folder.
#pragma once

#include <optional>
#include <string>

#include "app/core/files/png.h"

namespace gs {

/// The picture that was kept under this name ("coral") by this version of the program with these
/// settings and in this size; nothing if there is none, or if its file is damaged. Any thread.
std::optional<Picture> kept_picture(const std::string& name, const std::string& settings, int width,
                                    int height);
/// Keeps it in place of the one of this name. A folder that can't be written is no failure: what is
/// lost can be computed again. Any thread, one at a time for each name.
void keep_picture(const std::string& name, const std::string& settings, const Picture& picture);

}  // namespace gs
