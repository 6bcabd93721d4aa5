// Describes the content of ZIP archives (.npz) to the user. Nothing is extracted from them.
#pragma once

#include <string>

namespace gs {

/// A clause without a full stop: which arrays the archive at `path` holds, and how NumPy turns the
/// right one into a file that can be loaded; or what else the archive is. Nothing that the file
/// says about itself is trusted: any bytes get an answer.
std::string describe_archive(const std::string& path);

}  // namespace gs
