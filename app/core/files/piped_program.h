// Another program that is fed through a pipe, such as an encoder of films.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "kernels/engine/status.h"

namespace gs {

/// The path of a program that the system would start by this name (PATH), or empty. Any thread.
std::string find_program(const std::string& name);

/// A program and the pipe to its standard input. It is in a process group of its own, so that
/// Ctrl+C in a terminal reaches it only through this program. One thread at a time.
class PipedProgram {
  public:
    PipedProgram() = default;
    /// Ends a program that was not finished.
    ~PipedProgram();
    PipedProgram(const PipedProgram&) = delete;
    PipedProgram& operator=(const PipedProgram&) = delete;

    /// Starts the program; words: its path or name, and its arguments, which no shell reads. Fails
    /// with the system's reason.
    Status start(const std::vector<std::string>& words);
    bool running() const { return process_ > 0; }
    /// Feeds it; waits while it is busy. False if it takes no more: finish() says why.
    bool write(std::span<const std::uint8_t> bytes);
    /// Closes the pipe and waits for its end. Fails with its exit code, or the signal that ended
    /// it, and the last line that it wrote on standard error.
    Status finish();
    /// Ends it at once.
    void kill();

  private:
    int wait();

    pid_t process_ = -1;
    int input_ = -1, errors_ = -1;
    std::string last_line_;  // written by reader_ until it is joined
    std::thread reader_;
};

}  // namespace gs
