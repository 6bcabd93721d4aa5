// A disk that fails: within one folder, the n-th call that writes is refused by the system.
#pragma once

#include <string>

namespace gs::test {

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

}  // namespace gs::test
