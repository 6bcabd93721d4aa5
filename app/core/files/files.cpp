#include "app/core/files/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "app/core/files/paths.h"
#include "app/core/text/letters.h"
#include "app/core/text/strings.h"

namespace gs {

namespace fs = std::filesystem;

std::string system_reason() {
    return std::generic_category().message(errno != 0 ? errno : EIO);
}

Status cant_write(const std::string& path, std::string_view reason) {
    return Status::failure(say(Text::CantWrite, path, reason));
}

Status cant_read(const std::string& path, std::string_view reason) {
    return Status::failure(say(Text::CantRead, path, reason));
}

namespace {

/// The path to which a link leads, which need not exist yet.
fs::path followed(fs::path path) {
    std::error_code ignored;
    for (int links = 0; links < 40 && fs::is_symlink(path, ignored); ++links)
        path = path.parent_path() / fs::read_symlink(path, ignored);
    return path;
}

std::string folder_of(const fs::path& path) {
    const fs::path folder = path.parent_path();
    return folder.empty() ? "." : folder.string();
}

/// Writes and closes the file; returns the reason of a failure, or empty.
std::string fill_file(const std::string& name, const Fill& fill) {
    errno = 0;
    std::ofstream out(name, std::ios::binary | std::ios::trunc);
    if (!out) return system_reason();
    fill(out);
    out.close();
    return out ? "" : system_reason();
}

/// A name in the folder of the target that no one else has.
fs::path name_beside(const fs::path& target) {
    static std::atomic<unsigned> counter{0};
    return target.parent_path() / fmt::format("grayscope-{}-{}.part", getpid(), ++counter);
}

/// Names a file as no file is named yet; EEXIST if there is one, even if another program has made
/// it this very moment. Not all file systems can do that in one step; a link comes second, and then
/// (FAT has no links) an empty file of that name, whose place is taken.
std::error_code rename_to_new(const std::string& from, const std::string& to) {
    const auto failure = [] { return std::error_code(errno, std::generic_category()); };
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return failure();
    if (link(from.c_str(), to.c_str()) == 0) return unlink(from.c_str()) == 0 ? std::error_code() : failure();
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return failure();
    const int fd = open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return failure();
    close(fd);
    if (rename(from.c_str(), to.c_str()) == 0) return {};
    const std::error_code why = failure();
    unlink(to.c_str());
    return why;
}

}  // namespace

bool is_no_regular_file(const std::string& path) {
    std::error_code ignored;
    const fs::file_status there = fs::status(path, ignored);
    return fs::exists(there) && !fs::is_regular_file(there);
}

Status check_writable(const std::string& path) {
    if (path.empty()) return cant_write(path, text(Text::NoFileName));
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return cant_write(path, text(Text::IsFolder));
    fs::path place = path;
    if (!fs::exists(place, ignored)) {
        place = followed(place).parent_path();
        if (place.empty()) place = ".";
    }
    errno = 0;
    return access(place.c_str(), W_OK) == 0 ? Status() : cant_write(path, system_reason());
}

FileGroup::~FileGroup() {
    std::error_code ignored;
    for (const Pending& file : pending_)
        for (const std::string& name : {file.temporary, file.before})
            if (!name.empty()) fs::remove(name, ignored);
}

Status FileGroup::add(const std::string& path, const Fill& fill) {
    if (Status allowed = check_writable(path); !allowed) return allowed;
    std::error_code ignored;
    const bool made_up = is_automatic(path);
    const fs::file_status there = made_up ? fs::file_status() : fs::status(path, ignored);
    if (fs::exists(there) && !fs::is_regular_file(there)) {
        const std::string failed = fill_file(path, fill);
        return failed.empty() ? Status() : cant_write(path, failed);
    }
    const fs::path target = made_up ? fs::path(path) : followed(path);
    const fs::path temporary = name_beside(target);
    pending_.push_back({path, temporary, target});
    std::string reason = fill_file(temporary, fill);
    if (reason.empty()) reason = sync_file(temporary);
    if (!reason.empty()) return cant_write(path, reason);
    if (fs::exists(there)) fs::permissions(temporary, there.permissions(), ignored);
    return {};
}

/// Where there are no hard links (FAT), what was can't be brought back.
void FileGroup::keep_what_was(Pending& file) const {
    std::error_code error;
    file.is_new = !fs::exists(file.target, error);
    if (pending_.size() < 2 || file.is_new || keeps_others()) return;
    file.before = name_beside(file.target).string();
    fs::create_hard_link(file.target, file.before, error);
    if (error) file.before.clear();
}

bool FileGroup::keeps_others() const {
    return std::any_of(pending_.begin(), pending_.end(),
                       [](const Pending& file) { return is_automatic(file.path); });
}

/// Undoes the first renames.
void FileGroup::take_back(std::size_t count) {
    std::error_code ignored;
    for (std::size_t i = 0; i < count; ++i) {
        if (!pending_[i].before.empty())
            fs::rename(pending_[i].before, pending_[i].target, ignored);
        else if (pending_[i].is_new)
            fs::remove(pending_[i].target, ignored);
    }
}

Status FileGroup::commit() {
    const bool keeps = keeps_others();
    for (Pending& file : pending_) keep_what_was(file);
    for (std::size_t i = 0; i < pending_.size(); ++i) {
        std::error_code error;
        if (keeps)
            error = rename_to_new(pending_[i].temporary, pending_[i].target);
        else
            fs::rename(pending_[i].temporary, pending_[i].target, error);
        if (!error) {
            pending_[i].is_new = pending_[i].is_new || keeps;
            continue;
        }
        take_back(i);
        if (keeps && error == std::errc::file_exists)
            for (const Pending& file : pending_) note_taken(file.path);
        return cant_write(pending_[i].path, error.message());
    }
    for (std::size_t i = 0; i < pending_.size(); ++i)
        if (i == 0 || folder_of(pending_[i].target) != folder_of(pending_[i - 1].target))
            sync_folder_of(pending_[i].target);
    std::error_code ignored;
    for (Pending& file : pending_) {
        if (!file.before.empty()) fs::remove(file.before, ignored);
        file.before.clear();
    }
    return {};
}

Status write_file(const std::string& path, const Fill& fill) {
    FileGroup file;
    if (Status written = file.add(path, fill); !written) return written;
    return file.commit();
}

Status write_named(std::string& path, const std::function<Status(const std::string&)>& write) {
    Status done = write(path);
    for (std::string next; !done && !(next = automatic_path_after(path)).empty(); done = write(path))
        path = next;
    if (done) note_written(path);
    return done;
}

std::string give_name(const std::string& temporary, std::string& path) {
    std::error_code error;
    while (is_automatic(path)) {
        error = rename_to_new(temporary, path);
        if (!error) {
            note_written(path);
            return {};
        }
        if (error != std::errc::file_exists) return error.message();
        note_taken(path);
        path = automatic_path_after(path);
    }
    fs::rename(temporary, path, error);
    return error ? error.message() : std::string();
}

std::string set_damaged_aside(const std::string& path) {
    std::string aside;
    std::error_code error;
    int number = 0;
    do {
        aside = fmt::format("{}.damaged-{}", path, ++number);
        error = rename_to_new(path, aside);
    } while (error == std::errc::file_exists);
    return error ? std::string() : aside;
}

std::string make_named_folder(std::string& path) {
    std::error_code error;
    while (!fs::create_directory(path, error)) {
        if (error && error != std::errc::file_exists) return error.message();
        note_taken(path);
        path = automatic_path_after(path);
    }
    note_written(path);
    return {};
}

std::string sync_file(const std::string& name) {
    const int fd = open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == EACCES ? "" : system_reason();  // a mask that forbids reading one's own
    const bool failed = fsync(fd) != 0 && errno != EINVAL && errno != EOPNOTSUPP && errno != ENOSYS;
    std::string reason = failed ? system_reason() : "";
    close(fd);
    return reason;
}

void sync_folder_of(const std::string& path) {
    const int fd = open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    (void)fsync(fd);
    close(fd);
}

Status check_name_in_text(const std::string& path) {
    if (is_utf8(fs::path(path).filename().string())) return {};
    return cant_write(path, text(Text::NameNotUtf8));
}

Status open_to_read(const std::string& path, std::ifstream& in) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return cant_read(path, text(Text::IsFolder));
    errno = 0;
    in.open(path, std::ios::binary);
    return in ? Status() : cant_read(path, system_reason());
}

Status read_text(const std::string& path, std::string& content) {
    constexpr std::uintmax_t kMost = std::uintmax_t{64} << 20;
    std::ifstream in;
    if (Status opened = open_to_read(path, in); !opened) return opened;
    content.clear();
    char block[1 << 16];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
        content.append(block, static_cast<std::size_t>(in.gcount()));
        if (content.size() > kMost) return cant_read(path, text(Text::TooLarge));
    }
    return {};
}

}  // namespace gs
