// Ctrl+C, kill, and a terminal that is closed: the work that runs ends at a good place, so that
// every file is whole and nothing the user made is lost.
#pragma once

namespace gs {

/// While one lives, the first SIGINT, SIGTERM or SIGHUP only asks for an end, and a second one
/// of the same kind ends the program at once. One at a time. Signals that were ignored (as
/// nohup does with SIGHUP) stay so.
class Interruptible {
  public:
    Interruptible();
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
};

/// True from the first signal on. Any thread.
bool interrupted();

/// The end that was asked for has been made, and all is saved: the program may
/// end as it does without a signal.
void forget_interrupt();

/// Ends the program as that signal would have, so that a shell's loop ends with
/// it; without one it does nothing.
void end_as_interrupted();

}  // namespace gs
