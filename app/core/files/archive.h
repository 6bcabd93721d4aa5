// ZIP archives (.npz): what is in them, told to the user. Nothing is taken out of them.
#pragma once

#include <string>

namespace gs {

/// One sentence without its end: which arrays the archive at `path` holds, and how NumPy turns the
/// right one into a file that can be loaded; or what else the archive is. Believes nothing of what
/// the file says about itself: any bytes are answered.
std::string archive_words(const std::string& path);

}  // namespace gs
