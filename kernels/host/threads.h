#pragma once

#include <functional>
#include <thread>

namespace gs {

/// A thread that runs `work`, and to which the system gives none of the signals that ask for the
/// program's end (SIGINT, SIGTERM, SIGHUP). They reach the thread that began with the program,
/// which may wait for input and must be woken. Throws what std::thread does.
std::thread start_thread(std::function<void()> work);

}  // namespace gs
