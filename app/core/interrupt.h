// Ctrl+C and kill: the work that runs ends at a good place, so that every file is whole.
#pragma once

namespace gs {

/// While one lives, the first SIGINT or SIGTERM only asks for an end, and a second one ends the program at
/// once. One at a time. Signals that were ignored stay so.
class Interruptible {
  public:
    Interruptible();
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
};

/// True from the first signal on. Any thread.
bool interrupted();

/// Ends the program as that signal would have, so that a shell's loop ends with it; without one it does
/// nothing.
void end_as_interrupted();

}  // namespace gs
