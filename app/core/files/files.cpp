#include "app/core/files/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

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
    const fs::file_status there = fs::status(path, ignored);
    if (fs::exists(there) && !fs::is_regular_file(there)) {
        const std::string failed = fill_file(path, fill);
        return failed.empty() ? Status() : cant_write(path, failed);
    }
    const fs::path target = followed(path);
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
    if (pending_.size() < 2 || file.is_new) return;
    file.before = name_beside(file.target).string();
    fs::create_hard_link(file.target, file.before, error);
    if (error) file.before.clear();
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
    for (Pending& file : pending_) keep_what_was(file);
    for (std::size_t i = 0; i < pending_.size(); ++i) {
        std::error_code error;
        fs::rename(pending_[i].temporary, pending_[i].target, error);
        if (!error) continue;
        take_back(i);
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
