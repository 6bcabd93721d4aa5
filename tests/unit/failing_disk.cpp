// The system's calls that write, as this program's libraries see them. The linker takes these
// definitions in place of the C library's, which they call.
#include "tests/unit/failing_disk.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <string_view>

namespace {

std::string folder;        // that it watches
std::atomic<int> left{0};  // calls until one fails
std::atomic<int> reason{0};
std::atomic<bool> came{false};

template <class Call>
Call* system_call(const char* name) {
    return reinterpret_cast<Call*>(dlsym(RTLD_NEXT, name));
}

bool is_watched(std::string_view path) {
    return reason != 0 && path.substr(0, folder.size()) == folder;
}

bool is_watched(int fd) {
    if (reason == 0) return false;
    char name[64], path[PATH_MAX];
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    const ssize_t size = readlink(name, path, sizeof path);
    return size > 0 && is_watched(std::string_view(path, static_cast<std::size_t>(size)));
}

/// Counts a call; true: it is to fail, and errno says why. What fills the disk fails from then on.
bool fails(bool fills = false) {
    if (--left != 0 && !(fills && came)) return false;
    came = true;
    errno = reason;
    return true;
}

}  // namespace

namespace gs::test {

FailingDisk::FailingDisk(const std::string& where, int nth, int error) {
    folder = where;
    left = nth;
    came = false;
    reason = error;
}

FailingDisk::~FailingDisk() {
    reason = 0;
}

bool FailingDisk::failed() const {
    return came;
}

}  // namespace gs::test

extern "C" {

ssize_t write(int fd, const void* bytes, std::size_t count) {
    static auto* const call = system_call<ssize_t(int, const void*, std::size_t)>("write");
    return is_watched(fd) && fails(true) ? -1 : call(fd, bytes, count);
}

ssize_t writev(int fd, const iovec* parts, int count) {
    static auto* const call = system_call<ssize_t(int, const iovec*, int)>("writev");
    return is_watched(fd) && fails(true) ? -1 : call(fd, parts, count);
}

int fsync(int fd) {
    static auto* const call = system_call<int(int)>("fsync");
    return is_watched(fd) && fails() ? -1 : call(fd);
}

int fdatasync(int fd) {
    static auto* const call = system_call<int(int)>("fdatasync");
    return is_watched(fd) && fails() ? -1 : call(fd);
}

int rename(const char* from, const char* to) noexcept {
    static auto* const call = system_call<int(const char*, const char*)>("rename");
    return is_watched(to) && fails() ? -1 : call(from, to);
}

int open(const char* path, int flags, ...) {
    static auto* const call = system_call<int(const char*, int, ...)>("open");
    mode_t mode = 0;
    if ((flags & O_CREAT) != 0) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    return (flags & (O_WRONLY | O_RDWR)) != 0 && is_watched(path) && fails() ? -1 : call(path, flags, mode);
}

std::FILE* fopen(const char* path, const char* mode) {
    static auto* const call = system_call<std::FILE*(const char*, const char*)>("fopen");
    return mode[0] != 'r' && is_watched(path) && fails() ? nullptr : call(path, mode);
}

std::FILE* fopen64(const char* path, const char* mode) {
    static auto* const call = system_call<std::FILE*(const char*, const char*)>("fopen64");
    return mode[0] != 'r' && is_watched(path) && fails() ? nullptr : call(path, mode);
}

}  // extern "C"
