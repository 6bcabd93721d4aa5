#include "app/core/files/recording.h"
#include "app/core/files/field_hash.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <span>
#include <tuple>

#include "app/core/document/auto_range.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/memory.h"
#include "app/core/document/properties.h"
#include "app/core/files/files.h"
#include "app/core/files/frame_options.h"
#include "app/core/files/paths.h"
#include "app/core/files/png_stream.h"
#include "app/core/files/png_text.h"
#include "app/core/text/strings.h"
#include "kernels/host/cores.h"

namespace gs {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBefore = "frame-";
constexpr std::size_t kDigits = 6;
constexpr const char* kList = "frames.csv";
constexpr std::string_view kListHead = "file,step,time";

/// Whether a file of this name is a frame, of whatever kind.
bool is_frame(std::string_view name) {
    if (!name.starts_with(kBefore)) return false;
    const std::size_t end = name.find_first_not_of("0123456789", kBefore.size());
    if (end == std::string_view::npos || end < kBefore.size() + kDigits) return false;
    const std::span<const FrameKind> kinds = frame_kinds();
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const FrameKind& kind) { return kind.ending == name.substr(end); });
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

/// The size of a file, or 0.
std::uint64_t bytes_in(const std::string& path) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    return error ? 0 : bytes;
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

/// Whether a file of this name was begun by a program that has ended.
bool is_left_part(const std::string& name) {
    for (const char* form : {"grayscope-%d-%d.part%n", "grayscope-%d-film-%d.part%n"}) {
        int process = 0, number = 0, whole = 0;
        const int read = std::sscanf(name.c_str(), form, &process, &number, &whole);
        if (read == 2 && whole == static_cast<int>(name.size()) && process > 0)
            return kill(process, 0) != 0 && errno == ESRCH;
    }
    return false;
}

/// The sentence for the first thing in which two runs differ, or empty.
std::string difference(const std::string& folder, const Facts& there, const Facts& here) {
    const auto value = [](const Facts& run, const std::string& name) {
        std::string said = fact_of(run, name);
        return said.empty() ? std::string(text(Text::ResumeNothing)) : said;
    };
    for (const Facts& names : {here, there})
        for (const auto& [name, said] : names)
            if (value(there, name) != value(here, name))
                return say(Text::ResumeOther, folder, name, value(there, name), value(here, name));
    return {};
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

std::size_t bytes_for_frames() {
    return static_cast<std::size_t>(std::min(available_memory() / 4, 1e18));
}

std::size_t bytes_to_write(const Field& field, const FrameLook& look) {
    const std::size_t pixels =
        look.width > 0 ? static_cast<std::size_t>(look.width) * static_cast<std::size_t>(look.height)
                       : field.cells();
    const bool poster = pixels > static_cast<std::size_t>(kPosterPixels);
    return field.bytes() + sizeof(float) * field.cells() + (poster ? 0 : 10 * pixels);
}

void remove_parts(const std::string& folder) {
    std::error_code ignored;
    std::vector<fs::path> left;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored))
        if (is_left_part(it->path().filename().string())) left.push_back(it->path());
    for (const fs::path& part : left) fs::remove(part, ignored);
}

void colour_frames(Document& present, const Document& next) {
    const auto ranges = present.ranges;
    const bool follows = present.auto_range && next.auto_range;
    present = next;
    if (follows) present.ranges = ranges;
}

std::string frame_count(std::int64_t frames) {
    return say(Text::FrameCount, frames, frames == 1 ? "" : "s");
}

Status check_recording(const RecordingOptions& options) {
    if (options.folder.empty()) return Status::failure(say(Text::NoOutFolder));
    if (Status good = check_frame_options(options); !good) return good;
    if (options.numbers == FrameNumbers::Steps && options.pace.distance() < 1)
        return Status::failure(
            say(Text::PaceRepeats, to_text(options.pace.speed), to_text(options.pace.fps)));
    std::error_code ignored;
    fs::path there = fs::absolute(options.folder, ignored);
    while (!there.empty() && !fs::exists(there, ignored)) there = there.parent_path();
    if (!fs::is_directory(there, ignored)) return cant_write(options.folder, text(Text::NoFolder));
    errno = 0;
    if (access(there.c_str(), W_OK | X_OK) != 0) return cant_write(options.folder, system_reason());
    const fs::path list = fs::path(options.folder) / kList;
    if (options.numbers == FrameNumbers::Frames && fs::exists(list, ignored) && !is_list(list))
        return cant_write(list.string(), text(Text::NoFrameList));
    const fs::path manifest = fs::path(options.folder) / kManifest;
    const bool listed = fs::exists(manifest, ignored);
    if (listed && !is_manifest(manifest.string()))
        return cant_write(manifest.string(), text(Text::ManifestForeign));
    const std::vector<fs::path> old = frames_in(options.folder);
    if (is_automatic(options.folder) || old.empty() || options.replace || (options.resume && listed))
        return {};
    const std::string count = frame_count(static_cast<std::int64_t>(old.size()));
    return Status::failure(options.resume ? say(Text::ResumeNoList, options.folder, count)
                                          : say(Text::FramesThere, options.folder, count));
}

Recording::Recording(RecordingOptions options, const Document& document)
    : options_(std::move(options)), document_(document), place_(options_.folder) {}

Recording::~Recording() {
    (void)Recording::end(false);
    if (lock_ >= 0) close(lock_);
}

Status Recording::begin() {
    if (is_automatic(options_.folder)) {
        const std::string why = make_named_folder(options_.folder);
        if (!why.empty()) return cant_write(options_.folder, why);
        place_ = options_.folder;
    }
    std::error_code error;
    fs::create_directories(options_.folder, error);
    if (error && !fs::is_directory(options_.folder)) return cant_write(options_.folder, error.message());
    // Without a lock, two recordings that begin at once would both find an empty folder. Some file
    // systems have no locks; the recording then goes without.
    lock_ = open(options_.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ >= 0 && flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return cant_write(options_.folder, text(Text::FramesBusy));
    if (Status allowed = check_recording(options_); !allowed) return allowed;
    run_ = run_facts(options_, document_, choose_kernel(document_).kernel->id);
    const std::string list = (fs::path(options_.folder) / kManifest).string();
    if (options_.resume && fs::exists(list)) {
        Manifest there;
        if (Status read = read_manifest(list, there); !read) return read;
        if (std::string differs = difference(options_.folder, there.run, run_); !differs.empty())
            return Status::failure(std::move(differs));
        for (const FrameRow& row : there.frames) there_.emplace(row.file, row);
        remove_parts(options_.folder);
    } else {
        old_ = static_cast<std::int64_t>(frames_in(options_.folder).size());
    }
    if (old_ > 0)
        if (Status made = make_within(options_.folder, "new", place_); !made) return made;
    writers_ = std::make_unique<Writers>(available_cores(), 4, bytes_for_frames());
    begun_ = true;
    return {};
}

void Recording::add(Exported present) {
    const bool steps = options_.numbers == FrameNumbers::Steps;
    const std::size_t digits = std::max(kDigits, std::to_string(options_.largest).size());
    const std::int64_t number = steps ? present.steps_done : frames();
    std::string file = fmt::format("{}{:0{}}{}", kBefore, number, digits, options_.kind->ending);
    const std::size_t row = rows_.size();
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = rows_.empty();
        rows_.push_back({{std::move(file), present.steps_done, present.time, {}}, false});
        runs_with_ = present.runs_with;
    }
    if (first)
        if (Status listed = write_manifest(); !listed) note(row, {}, listed, false);
    if (document_.auto_range) follow_range(document_, present.field);
    const std::size_t bytes = bytes_to_write(present.field, options_.look);
    auto kept = std::make_shared<const Exported>(std::move(present));
    writers_->post([this, row, kept, document = document_,
                    look = options_.look] { write_frame(row, *kept, document, look); },
                   bytes);
}

/// Writes a frame, or keeps the one that is there.
void Recording::write_frame(std::size_t at, const Exported& present, const Document& document,
                            const FrameLook& look) {
    std::string file;
    {
        const std::lock_guard lock(mutex_);
        file = rows_[at].file;
    }
    const std::string hash = hash_of(present.field), path = (fs::path(place_) / file).string();
    const auto there = there_.find(file);
    const bool listed = there != there_.end();
    if (listed && (there->second.hash != hash || there->second.step != present.steps_done))
        return note(at, hash, Status::failure(say(Text::ResumeField, path, present.steps_done)), false);
    // A file that is missing, or not as long as it was, is written again.
    if (listed && bytes_in(path) == there->second.bytes) return note(at, hash, {}, true);
    note(at, hash, options_.kind->write(path, present, document, look), false);
}

/// Notes what became of a frame; the manifest on disk follows once a second.
void Recording::note(std::size_t at, const std::string& hash, const Status& written, bool kept) {
    {
        const std::lock_guard lock(mutex_);
        rows_[at].hash = hash;
        rows_[at].bytes = bytes_in((fs::path(place_) / rows_[at].file).string());
        rows_[at].written = written.ok();
        kept_ += kept ? 1 : 0;
        if (failure_.ok() && !written) failure_ = written;
        const auto now = std::chrono::steady_clock::now();
        if (!written || now - listed_ < std::chrono::seconds(1)) return;
        listed_ = now;
    }
    if (Status listed = write_manifest(); !listed) {
        const std::lock_guard lock(mutex_);
        if (failure_.ok()) failure_ = listed;
    }
}

/// Of what this rendering has written, and of what is there and will be looked at.
Status Recording::write_manifest() {
    Manifest list{run_, options_.made_from};
    std::vector<FrameRow>& frames = list.frames;
    {
        const std::lock_guard lock(mutex_);
        std::set<std::string> seen;
        for (const Row& row : rows_)
            if (row.written && seen.insert(row.file).second) frames.push_back(row);
        for (const auto& [file, row] : there_)
            if (!seen.contains(file)) frames.push_back(row);
        list.runs_with = runs_with_;
    }
    std::sort(frames.begin(), frames.end(), [](const FrameRow& a, const FrameRow& b) {
        return std::tie(a.step, a.file) < std::tie(b.step, b.file);
    });
    return gs::write_manifest((fs::path(place_) / kManifest).string(), list);
}

std::int64_t Recording::kept_frames() {
    const std::lock_guard lock(mutex_);
    return kept_;
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
    if (is_manifest((folder / kManifest).string())) old.push_back(folder / kManifest);
    for (const char* list : {kList, kManifest})
        if (fs::exists(fs::path(place_) / list)) fresh.push_back(fs::path(place_) / list);
    if (Status moved = move_into(old, aside); !moved) {
        for (const fs::path& file : old) fs::rename(fs::path(aside) / file.filename(), file, error);
        fs::remove(aside, error);
        return moved;
    }
    if (Status moved = move_into(fresh, folder); !moved) {
        for (const fs::path& file : fresh) fs::rename(folder / file.filename(), file, error);
        for (const fs::path& file : old) fs::rename(fs::path(aside) / file.filename(), file, error);
        fs::remove(aside, error);
        return moved;
    }
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
    const fs::path manifest = fs::path(place_) / kManifest;
    if (any || !there_.empty()) {
        if (Status listed = write_manifest(); done && !listed) done = listed;
    } else if (is_manifest(manifest.string())) {
        fs::remove(manifest, ignored);  // of no frames
    }
    if (place_ != options_.folder && !any) fs::remove(place_, ignored);
    if (done && whole && place_ != options_.folder) done = change_places();
    if (failure_.ok()) failure_ = done;
    return done;
}

std::unique_ptr<FrameSink> folder_frames(RecordingOptions options, const Document& document) {
    return std::make_unique<Recording>(std::move(options), document);
}

}  // namespace gs
