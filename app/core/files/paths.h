// Paths: what a user writes for a file, and names that the program makes up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// The path that is meant: `~`, `~/x` and `~user/x` lead to a home folder, and file:///a%20b, as
/// file managers give it, to that file. Every path of a user goes through this once, whether a
/// shell has seen it or not; a file whose name is ~ is ./~. Fails with a sentence for the folder of
/// an unknown user and for an address on the net. Any other path stays as it is, relative ones to
/// where the program was started.
Status user_path(std::string_view written, std::string& path);

/// What was pasted, without blanks around it and without the quotes that a shell would take away.
std::string unquoted(std::string_view pasted);

/// "grayscope-2026-03-01-101502-step0001200.png", with a number added where that name is taken or
/// was given before: two files of the same second never meet. what: a word before the step
/// ("view"), or empty. Any thread.
std::string automatic_name(std::int64_t steps_done, std::string_view ending, std::string_view what = {});

/// The same as a whole path in the present folder, so that its message tells where the file is.
std::string automatic_path(std::int64_t steps_done, std::string_view ending, std::string_view what = {});

}  // namespace gs
