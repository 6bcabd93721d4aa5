#include "app/ui/show_folder.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "app/core/files/paths.h"
#include "app/core/text/strings.h"

namespace gs {

Status ShowFolder::of(const std::string& file) {
    folder_ = std::filesystem::path(file).parent_path();
    // A session of its own, so that a closed terminal does not end it; what it prints is of no use.
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    std::string program = "xdg-open";
    char* words[] = {program.data(), folder_.data(), nullptr};
    const int failed = posix_spawnp(&started_, program.c_str(), &files, &how, words, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    if (failed == 0) return {};
    started_ = 0;
    const std::string why = program + ": " + std::generic_category().message(failed);
    return Status::failure(say(Text::UiShowFailed, shown_path(folder_), why));
}

Status ShowFolder::outcome() {
    int ended = 0;
    if (started_ == 0 || waitpid(started_, &ended, WNOHANG) == 0) return {};
    started_ = 0;
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == 0) return {};
    const int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : WTERMSIG(ended);
    return Status::failure(say(Text::UiShowFailed, shown_path(folder_), say(Text::UiShowExit, code)));
}

}  // namespace gs
