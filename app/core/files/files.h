// Files are written whole or not at all: under a temporary name beside the target, which is then
// renamed. What is no regular file (a pipe, a terminal, /dev/null) is written into as it is.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

using Fill = std::function<void(std::ostream&)>;

/// Files that appear together or not at all. A link is followed; an
/// existing file keeps its permissions.
class FileGroup {
  public:
    FileGroup() = default;
    /// Removes what was not committed.
    ~FileGroup();
    FileGroup(const FileGroup&) = delete;
    FileGroup& operator=(const FileGroup&) = delete;

    /// Writes what `fill` puts into the stream, under a temporary name. The failure names
    /// the path and the system's reason.
    Status add(const std::string& path, const Fill& fill);
    /// Gives all of them their names.
    Status commit();

  private:
    struct Pending {
        std::string path, temporary, target;
    };
    std::vector<Pending> pending_;
};

/// A group of one file.
Status write_file(const std::string& path, const Fill& fill);

/// Fails with a sentence where no file of this name can be written: no name, a folder, no folder
/// above it, no permission. What fails later (a full disk) is no mistake of the user's.
Status check_writable(const std::string& path);

/// Opens a file for reading. Fails with a sentence if it is a folder or the system refuses.
Status open_to_read(const std::string& path, std::ifstream& in);

/// Reads a text of at most 64 MiB.
Status read_text(const std::string& path, std::string& text);

/// The system's words for the last error of opening `path` ("No such file or directory").
std::string system_reason();

/// "1234" as "0001234": frames sort by name. digits: at least so many.
std::string padded(std::int64_t number, int digits);

}  // namespace gs
