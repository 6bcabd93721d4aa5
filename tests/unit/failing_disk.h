// A disk that fails: within one folder, the n-th call that writes is refused by the system.
#pragma once

#include <string>

namespace gs::test {

/// While it lives, the n-th of these calls within the folder fails with this error (ENOSPC, EROFS):
/// opening to write, writing, syncing, renaming; and so does all writing after it. Only one may
/// live at a time; calls from any thread are counted.
class FailingDisk {
  public:
    FailingDisk(const std::string& folder, int nth, int error);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    /// Whether the n-th call came.
    bool failed() const;
};

}  // namespace gs::test
