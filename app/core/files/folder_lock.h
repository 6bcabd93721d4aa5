// Several programs share the user's folders.
#pragma once

#include <string>

namespace gs {

/// While it lives, no other program that asks for the same is between reading and writing in the
/// folder of this file, which is made if it is missing. Others wait, ten seconds at most; a program
/// that hangs is not to make others hang. Where the system has no locks (some network drives), no
/// one waits.
class FolderLock {
  public:
    explicit FolderLock(const std::string& path);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int fd_;
};

}  // namespace gs
