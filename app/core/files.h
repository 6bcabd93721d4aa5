// Files are written whole or not at all: to a temporary name beside the target, which is then renamed.
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "kernels/engine.h"

namespace gs {

/// Writes what `fill` puts into the stream. The failure names the path and the system's reason.
Status write_file(const std::string& path, const std::function<void(std::ostream&)>& fill);

/// Reads a text of at most 64 MiB.
Status read_text(const std::string& path, std::string& text);

/// The system's words for the last error of opening `path` ("No such file or directory").
std::string system_reason();

/// "grayscope-2026-03-01-101502-step0001200.png", with a number added where that name is taken.
std::string automatic_name(std::int64_t steps_done, std::string_view ending);

/// "1234" as "0001234": frames sort by name. digits: at least so many.
std::string padded(std::int64_t number, int digits);

}  // namespace gs
