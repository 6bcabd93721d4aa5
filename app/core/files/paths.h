// Paths that a user writes, and file names that the program makes up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// The path that is meant: `~`, `~/x` and `~user/x` lead to a home folder, and file:///a%20b, as
/// file managers write it, to that file. Every path that a user gives passes through this once,
/// whether or not a shell has expanded it; a file that is called ~ is ./~. Fails with a sentence
/// for the folder of an unknown user and for an address on the net. Any other path stays as it is;
/// a relative one counts from where the program was started.
Status user_path(std::string_view written, std::string& path);

/// The pasted text without blanks around it and without the quotes that a shell would remove.
std::string unquoted(std::string_view pasted);

/// The path as it is said to a user: whole, and with ~ for the home folder.
std::string shown_path(const std::string& path);

/// Where files go whose names the program makes up: where it was started, or, for one that was
/// started without a terminal, the folder `grayscope` within the user's folder for pictures
/// (user-dirs.dirs, else ~/Pictures).
enum class AutomaticFolder { Present, Pictures };
/// Any thread.
void set_automatic_folder(AutomaticFolder folder);

/// "grayscope-2026-03-01-101502-step0001200.png" as a whole path in the automatic folder, which is
/// made if it is missing; if it can't be made, in the home folder, and `trouble`, if it is not
/// nullptr, is a sentence that says so. A number is added if that name is taken or was returned
/// before, so that two files of the same second never collide. Another program may take the name
/// before its file is written, which is then called by the next one (write_named() in files.h).
/// what: a word before the step ("view"), or empty. Any thread.
std::string automatic_path(std::int64_t steps_done, std::string_view ending, std::string_view what = {},
                           std::string* trouble = nullptr);
/// True if the program made up this path, and has written nothing there yet: what is there is not
/// its own. Any thread.
bool is_automatic(const std::string& path);
/// Such a path turned out to be another program's. Any thread.
void note_taken(const std::string& path);
/// The path in the place of one that was taken; empty if that was not. Any thread.
std::string automatic_path_after(const std::string& path);
/// From now on it is a path like any other, since the file was written. Any thread.
void note_written(const std::string& path);

}  // namespace gs
