// Shows a folder in the desktop's file manager.
#pragma once

#include <sys/types.h>

#include <string>

#include "kernels/engine/status.h"

namespace gs {

/// Starts xdg-open, a program of its own, and never waits for it. UI thread.
class ShowFolder {
  public:
    /// Shows the folder of this file. Fails with a sentence if the program can't be started.
    Status of(const std::string& file);
    /// Whether the last one that was started could show its folder; to be called once per frame.
    /// Success while it is not known.
    Status outcome();

  private:
    pid_t started_ = 0;  // 0: none is on its way
    std::string folder_;
};

}  // namespace gs
