#include "app/core/files/recording.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "app/core/document/auto_range.h"
#include "app/core/document/properties.h"
#include "app/core/files/drawn_axes.h"
#include "app/core/files/files.h"
#include "app/core/files/legend.h"
#include "app/core/files/png.h"
#include "app/core/text/strings.h"
#include "kernels/host/cores.h"

namespace gs {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBefore = "frame-", kAfter = ".png";
constexpr std::size_t kDigits = 6;
constexpr const char* kList = "frames.csv";
constexpr std::string_view kListHead = "file,step,time";

bool is_frame(std::string_view name) {
    if (!name.starts_with(kBefore) || !name.ends_with(kAfter)) return false;
    if (name.size() < kBefore.size() + kDigits + kAfter.size()) return false;
    const std::string_view number = name.substr(kBefore.size(), name.size() - kBefore.size() - kAfter.size());
    return number.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether a file is a list of frames, and not another file of that name.
bool is_list(const fs::path& path) {
    std::ifstream in(path);
    std::string head;
    return std::getline(in, head) && head.starts_with(kListHead);
}

std::vector<fs::path> frames_in(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored))
        if (is_frame(it->path().filename().string())) found.push_back(it->path());
    return found;
}

/// A folder of this name, or of one with a number after it, that was not there.
Status make_within(const fs::path& folder, const std::string& name, std::string& made) {
    for (int i = 1; i < 1000; ++i) {
        const fs::path path = folder / (i == 1 ? name : fmt::format("{}-{}", name, i));
        std::error_code error;
        made = path.string();
        if (fs::create_directory(path, error)) return {};
        if (error) return cant_write(made, error.message());
    }
    return cant_write(made, text(Text::NoFolder));
}

Status move_into(const std::vector<fs::path>& files, const fs::path& folder) {
    for (const fs::path& file : files) {
        std::error_code error;
        fs::rename(file, folder / file.filename(), error);
        if (error) return cant_write((folder / file.filename()).string(), error.message());
    }
    return {};
}

}  // namespace

std::string frame_count(std::int64_t frames) {
    return say(Text::FrameCount, frames, frames == 1 ? "" : "s");
}

Status check_recording(const RecordingOptions& options) {
    if (options.folder.empty()) return Status::failure(say(Text::NoOutFolder));
    std::error_code ignored;
    fs::path there = fs::absolute(options.folder, ignored);
    while (!there.empty() && !fs::exists(there, ignored)) there = there.parent_path();
    if (!fs::is_directory(there, ignored)) return cant_write(options.folder, text(Text::NoFolder));
    errno = 0;
    if (access(there.c_str(), W_OK | X_OK) != 0) return cant_write(options.folder, system_reason());
    const fs::path list = fs::path(options.folder) / kList;
    if (options.numbers == FrameNumbers::Frames && fs::exists(list, ignored) && !is_list(list))
        return cant_write(list.string(), text(Text::NoFrameList));
    const std::vector<fs::path> old = frames_in(options.folder);
    if (old.empty() || options.replace) return {};
    return Status::failure(
        say(Text::FramesThere, options.folder, frame_count(static_cast<std::int64_t>(old.size()))));
}

Recording::Recording(RecordingOptions options, const Document& document)
    : options_(std::move(options)), document_(document), place_(options_.folder) {}

Recording::~Recording() {
    (void)Recording::end(false);
    if (lock_ >= 0) close(lock_);
}

Status Recording::begin() {
    std::error_code error;
    fs::create_directories(options_.folder, error);
    if (error && !fs::is_directory(options_.folder)) return cant_write(options_.folder, error.message());
    // Without a lock, two recordings that begin at once would both find an empty folder. Some file
    // systems have no locks; the recording then goes without.
    lock_ = open(options_.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ >= 0 && flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return cant_write(options_.folder, text(Text::FramesBusy));
    if (Status allowed = check_recording(options_); !allowed) return allowed;
    old_ = static_cast<std::int64_t>(frames_in(options_.folder).size());
    if (old_ > 0)
        if (Status made = make_within(options_.folder, "new", place_); !made) return made;
    writers_ = std::make_unique<Writers>(available_cores(), 4);
    begun_ = true;
    return {};
}

void Recording::add(Exported present) {
    const bool steps = options_.numbers == FrameNumbers::Steps;
    const std::size_t digits = std::max(kDigits, std::to_string(options_.largest).size());
    const std::int64_t number = steps ? present.steps_done : frames();
    std::string file = fmt::format("{}{:0{}}{}", kBefore, number, digits, kAfter);
    const std::string path = (fs::path(place_) / file).string();
    const std::size_t row = rows_.size();
    {
        const std::lock_guard lock(mutex_);
        rows_.push_back({std::move(file), present.steps_done, present.time, false});
    }
    if (document_.auto_range) follow_range(document_, present.field);
    auto kept = std::make_shared<const Exported>(std::move(present));
    writers_->post([this, path, row, kept, document = document_] {
        Picture picture = with_axes(coloured(kept->field, document), axes_of(document));
        const Status written =
            write_picture(path, with_legend(std::move(picture), document), facts_of(document, *kept));
        const std::lock_guard lock(mutex_);
        rows_[row].written = written.ok();
        if (failure_.ok() && !written) failure_ = written;
    });
}

Status Recording::failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
}

/// The list is written last, once it is known which frames there are.
Status Recording::write_list() {
    const fs::path path = fs::path(place_) / kList;
    return write_file(path.string(), [&](std::ostream& out) {
        out << kListHead << '\n';
        for (const Row& row : rows_)
            if (row.written) out << row.file << ',' << row.step << ',' << to_text(row.time) << '\n';
    });
}

/// The old frames leave the folder before the first new one arrives, so that it never holds both.
Status Recording::change_places() {
    const fs::path folder = options_.folder;
    std::error_code error;
    std::string aside;
    if (Status made = make_within(folder, "old", aside); !made) return made;
    std::vector<fs::path> old = frames_in(folder), fresh = frames_in(place_);
    if (is_list(folder / kList)) old.push_back(folder / kList);
    if (fs::exists(fs::path(place_) / kList)) fresh.push_back(fs::path(place_) / kList);
    if (Status moved = move_into(old, aside); !moved) {
        for (const fs::path& file : old) fs::rename(fs::path(aside) / file.filename(), file, error);
        fs::remove(aside, error);
        return moved;
    }
    if (Status moved = move_into(fresh, folder); !moved) return moved;
    fs::remove(place_, error);
    place_ = options_.folder;
    fs::remove_all(aside, error);
    return error ? cant_write(aside, error.message()) : Status();
}

Status Recording::end(bool whole) {
    if (!begun_ || ended_) return failure();
    ended_ = true;
    writers_->finish();
    Status done = failure();
    const bool any = std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.written; });
    if (any && options_.numbers == FrameNumbers::Frames)
        if (Status listed = write_list(); done && !listed) done = listed;
    std::error_code ignored;
    if (place_ != options_.folder && !any) fs::remove(place_, ignored);
    if (done && whole && place_ != options_.folder) done = change_places();
    if (failure_.ok()) failure_ = done;
    return done;
}

std::unique_ptr<FrameSink> png_frames(RecordingOptions options, const Document& document) {
    return std::make_unique<Recording>(std::move(options), document);
}

}  // namespace gs
