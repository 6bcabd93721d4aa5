// A disk that fails: within one folder, the n-th call that writes is refused by the system.
#pragma once

#include <map>
#include <string>

namespace gs::test {

/// Every file within a folder, by its place in it, with its bytes.
std::map<std::string, std::string> content_of(const std::string& folder);

/// While it lives, the n-th of these calls within the folder fails with this error (ENOSPC, EROFS):
/// opening to write, writing, syncing, renaming, making a folder; and so does all writing after it.
/// Syncing a folder is not counted, since what is in it is there already; what is not to fail is
/// not synced, so as not to wait for the real disk. Only one may live at a time; calls from any
/// thread are counted.
class FailingDisk {
  public:
    FailingDisk(const std::string& folder, int nth, int error);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    /// Whether the n-th call came.
    bool failed() const;
    /// How many files within the folder were renamed before their bytes were synced: a power cut
    /// would leave them empty.
    int renamed_unsynced() const;
};

/// While it lives, no file system can name a file only if that name is free (renameat2), as some
/// can't. links: whether they have hard links.
class OldFileSystem {
  public:
    explicit OldFileSystem(bool links);
    ~OldFileSystem();
    OldFileSystem(const OldFileSystem&) = delete;
    OldFileSystem& operator=(const OldFileSystem&) = delete;
};

}  // namespace gs::test
