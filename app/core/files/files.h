// Files are written whole or not at all: under a temporary name beside the target, which is renamed
// when the bytes are on the disk, so that a power cut leaves either what was there or what is new.
// Anything but a regular file (a pipe, a terminal, /dev/null) is written into directly.
#pragma once

#include <fstream>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

using Fill = std::function<void(std::ostream&)>;

/// Files that appear together or not at all. A link is followed; an
/// existing file keeps its permissions. If one of the names is made up (is_automatic), none of the
/// files takes the place of another one.
class FileGroup {
  public:
    FileGroup() = default;
    /// Removes what was not committed.
    ~FileGroup();
    FileGroup(const FileGroup&) = delete;
    FileGroup& operator=(const FileGroup&) = delete;

    /// Writes what `fill` puts into the stream, under a temporary name. A failure names the path
    /// and the system's reason.
    Status add(const std::string& path, const Fill& fill);
    /// Renames all files to their final names. If one of them can't be, those before it become
    /// again what they were.
    Status commit();

  private:
    bool keeps_others() const;
    struct Pending {
        std::string path, temporary, target;
        /// Another name of what the target was until then; empty: it has none.
        std::string before = {};
        bool is_new = false;
    };
    void keep_what_was(Pending& file) const;
    void take_back(std::size_t count);

    std::vector<Pending> pending_;
};

/// Writes a single file, whole or not at all.
Status write_file(const std::string& path, const Fill& fill);

/// Writes a file of this path by `write`, which is given the path. If it is made up and another
/// program has taken it meanwhile, the next one is: `path` is the one that the file got.
Status write_named(std::string& path, const std::function<Status(const std::string&)>& write);
/// Gives a whole file its final path, in the place of the file that is there; for a path that is
/// made up, as write_named() does. Returns the reason of a failure, or empty.
std::string give_name(const std::string& temporary, std::string& path);
/// Gives a damaged file the first free name after its own ("a.json.damaged-1"), which it returns;
/// empty if that can't be done, so that the file stays.
std::string set_damaged_aside(const std::string& path);
/// Makes the folder of a path that is made up, and of no one else, as write_named() does. Returns
/// the reason of a failure, or empty.
std::string make_named_folder(std::string& path);

/// Waits until the bytes of a file are on the disk; returns the reason of a failure, or empty. A
/// file system that can't be asked (EINVAL and others) is not waited for.
std::string sync_file(const std::string& path);
/// Waits until the name of this file is on the disk, too, in its folder. If the system can't do
/// that, it is no failure: the file is there.
void sync_folder_of(const std::string& path);

/// Fails if the name of this file can't stand in a file, as the names of fields beside it do.
Status check_name_in_text(const std::string& path);

/// Fails with a sentence if no file of this name can be written: the name is empty, is a folder,
/// lies in a missing folder, or must not be written. A later failure (a full disk) is not a mistake
/// of the user's.
Status check_writable(const std::string& path);

/// True for what exists and is not a regular file: a pipe, a device, a folder.
bool is_no_regular_file(const std::string& path);

/// Opens a file for reading. Fails with a sentence if it is a folder or the system refuses.
Status open_to_read(const std::string& path, std::ifstream& in);

/// Reads a text of at most 64 MiB.
Status read_text(const std::string& path, std::string& text);

/// The failure of writing or reading a file, with its reason.
Status cant_write(const std::string& path, std::string_view reason);
Status cant_read(const std::string& path, std::string_view reason);

/// The system's message for the last error (errno): "No such file or directory".
std::string system_reason();

}  // namespace gs
