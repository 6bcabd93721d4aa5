#include "app/core/files/piped_program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "app/core/files/files.h"
#include "app/core/text/strings.h"
#include "kernels/host/threads.h"

namespace gs {

namespace {

/// While one lives, a pipe without a reader is an error of write() rather than this thread's end.
class NoPipeSignal {
  public:
    NoPipeSignal() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoPipeSignal() {
        // The signal is this thread's own and still waits; another would be taken for a new one.
        const timespec now{};
        if (sigismember(&before_, SIGPIPE) == 0)
            while (sigtimedwait(&pipe_, nullptr, &now) > 0) continue;
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

  private:
    sigset_t pipe_{}, before_{};
};

/// The last line of what a program says, without those that only say that there was one.
std::string read_last_line(int from) {
    std::string last, line;
    char block[4096];
    const auto end_line = [&] {
        if (line.find_first_not_of(" \t\r") != std::string::npos && line != "Conversion failed!") last = line;
        line.clear();
    };
    while (true) {
        const ssize_t count = read(from, block, sizeof block);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        for (ssize_t i = 0; i < count; ++i)
            if (block[i] == '\n')
                end_line();
            else if (line.size() < 1000)
                line += block[i];
    }
    end_line();
    return last;
}

void close_and_forget(int& file) {
    if (file >= 0) close(file);
    file = -1;
}

}  // namespace

std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::filesystem::path program = std::filesystem::path(folder.empty() ? "." : folder) / name;
        std::error_code ignored;
        if (std::filesystem::is_regular_file(program, ignored) && access(program.c_str(), X_OK) == 0)
            return program.string();
    }
    return {};
}

PipedProgram::~PipedProgram() {
    kill();
}

Status PipedProgram::start(const std::vector<std::string>& words) {
    int input[2] = {-1, -1}, errors[2] = {-1, -1};
    if (pipe2(input, O_CLOEXEC) != 0) return Status::failure(system_reason());
    if (pipe2(errors, O_CLOEXEC) != 0) {
        close(input[0]);
        close(input[1]);
        return Status::failure(system_reason());
    }
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, errors[1], STDERR_FILENO);
    posix_spawnattr_t attributes{};
    posix_spawnattr_init(&attributes);
    sigset_t none, pipe;
    sigemptyset(&none);
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &pipe);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    const int failed = posix_spawnp(&process_, arguments[0], &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    close(input[0]);
    close(errors[1]);
    input_ = input[1];
    errors_ = errors[0];
    if (failed != 0) {
        process_ = -1;
        close_and_forget(input_);
        close_and_forget(errors_);
        errno = failed;
        return Status::failure(system_reason());
    }
    reader_ = start_thread([this] { last_line_ = read_last_line(errors_); });
    return {};
}

bool PipedProgram::write(std::span<const std::uint8_t> bytes) {
    if (input_ < 0) return false;
    const NoPipeSignal guard;
    while (!bytes.empty()) {
        const ssize_t count = ::write(input_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

/// Waits for the program's end; returns what the system says of it.
int PipedProgram::wait() {
    close_and_forget(input_);
    if (reader_.joinable()) reader_.join();
    close_and_forget(errors_);
    int said = 0;
    while (waitpid(process_, &said, 0) < 0 && errno == EINTR) continue;
    process_ = -1;
    return said;
}

Status PipedProgram::finish() {
    if (!running()) return {};
    const int said = wait();
    if (WIFEXITED(said) && WEXITSTATUS(said) == 0) return {};
    const std::string why = last_line_.empty() ? std::string(text(Text::FilmSilent)) : last_line_;
    return Status::failure(WIFSIGNALED(said) ? say(Text::FilmKilled, WTERMSIG(said), why)
                                             : say(Text::FilmEnded, WEXITSTATUS(said), why));
}

void PipedProgram::kill() {
    if (!running()) return;
    ::kill(process_, SIGKILL);
    wait();
}

}  // namespace gs
