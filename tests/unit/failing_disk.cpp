// The system's calls that write, as this program's libraries see them. The linker takes these
// definitions in place of the C library's, which they call.
#include "tests/unit/failing_disk.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <string>
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

/// Of an open file; empty if it is not known.
std::string name_of(int fd) {
    char name[64], path[PATH_MAX];
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    const ssize_t size = readlink(name, path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string();
}

bool is_watched(int fd) {
    return reason != 0 && is_watched(name_of(fd));
}

bool is_folder(int fd) {
    struct stat facts {};
    return fstat(fd, &facts) == 0 && S_ISDIR(facts.st_mode);
}

std::atomic<bool> renames_to_new{true}, links{true};

// Which files within the folder have bytes that were not synced.
std::mutex mutex;
std::set<std::string> unsynced;
int renamed = 0;

void note_written(int fd) {
    const std::lock_guard lock(mutex);
    unsynced.insert(name_of(fd));
}

void note_synced(int fd) {
    const std::lock_guard lock(mutex);
    unsynced.erase(name_of(fd));
}

void note_renamed(const char* from) {
    const std::lock_guard lock(mutex);
    renamed += static_cast<int>(unsynced.count(from));
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

std::map<std::string, std::string> content_of(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[std::filesystem::relative(entry.path(), folder).string()] = {std::istreambuf_iterator<char>(in),
                                                                           {}};
    }
    return files;
}

FailingDisk::FailingDisk(const std::string& where, int nth, int error) {
    folder = where;
    left = nth;
    came = false;
    unsynced.clear();
    renamed = 0;
    reason = error;
}

FailingDisk::~FailingDisk() {
    reason = 0;
}

bool FailingDisk::failed() const {
    return came;
}

int FailingDisk::renamed_unsynced() const {
    const std::lock_guard lock(mutex);
    return renamed;
}

OldFileSystem::OldFileSystem(bool with_links) {
    renames_to_new = false;
    links = with_links;
}

OldFileSystem::~OldFileSystem() {
    renames_to_new = links = true;
}

}  // namespace gs::test

extern "C" {

ssize_t write(int fd, const void* bytes, std::size_t count) {
    static auto* const call = system_call<ssize_t(int, const void*, std::size_t)>("write");
    if (!is_watched(fd)) return call(fd, bytes, count);
    note_written(fd);
    return fails(true) ? -1 : call(fd, bytes, count);
}

ssize_t writev(int fd, const iovec* parts, int count) {
    static auto* const call = system_call<ssize_t(int, const iovec*, int)>("writev");
    if (!is_watched(fd)) return call(fd, parts, count);
    note_written(fd);
    return fails(true) ? -1 : call(fd, parts, count);
}

int fsync(int fd) {
    static auto* const call = system_call<int(int)>("fsync");
    if (!is_watched(fd) || is_folder(fd)) return call(fd);
    if (fails()) return -1;
    note_synced(fd);
    return 0;
}

int fdatasync(int fd) {
    static auto* const call = system_call<int(int)>("fdatasync");
    if (!is_watched(fd)) return call(fd);
    if (fails()) return -1;
    note_synced(fd);
    return 0;
}

int rename(const char* from, const char* to) noexcept {
    static auto* const call = system_call<int(const char*, const char*)>("rename");
    if (!is_watched(to)) return call(from, to);
    if (fails()) return -1;
    note_renamed(from);
    return call(from, to);
}

int renameat2(int from_in, const char* from, int to_in, const char* to, unsigned flags) noexcept {
    static auto* const call = system_call<int(int, const char*, int, const char*, unsigned)>("renameat2");
    if (!renames_to_new) {
        errno = EINVAL;
        return -1;
    }
    if (!is_watched(to)) return call(from_in, from, to_in, to, flags);
    if (fails()) return -1;
    note_renamed(from);
    return call(from_in, from, to_in, to, flags);
}

int link(const char* from, const char* to) noexcept {
    static auto* const call = system_call<int(const char*, const char*)>("link");
    if (!links) {
        errno = EPERM;
        return -1;
    }
    if (is_watched(to)) note_renamed(from);
    return call(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static auto* const call = system_call<int(const char*, mode_t)>("mkdir");
    return is_watched(path) && access(path, F_OK) != 0 && fails() ? -1 : call(path, mode);
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
