#include "app/core/files/run_journal.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <ctime>
#include <set>
#include <utility>

#include "app/core/files/files.h"
#include "app/core/files/folders.h"
#include "app/core/files/npy.h"
#include "app/core/files/run_lines.h"
#include "kernels/host/threads.h"

namespace gs {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto kPeriod = 1s;           // between two lines that say how far the run has come
constexpr auto kKeyframePeriod = 60s;  // between two fields
constexpr auto kRetry = 10s;           // after a failure
constexpr std::size_t kMostIdle = std::size_t{1}
                                  << 20;  // bytes of such lines, before the file is written again
constexpr std::size_t kMostKept = 5;      // lost runs
constexpr std::int64_t kLastTime = 1'000'000'000'000'000;  // ms: 30 000 years
constexpr std::string_view kBegin = "run-", kEnding = ".gsr", kAside = "aside-";

bool is_named(const fs::path& path, std::string_view begin) {
    const std::string name = path.filename().string();
    return name.starts_with(begin) && name.ends_with(kEnding);
}

/// The journal with the fields beside it, whose names stay if it is set aside.
std::vector<fs::path> files_of(const fs::path& journal) {
    std::vector<fs::path> files{journal};
    std::error_code ignored;
    std::string begin = journal.filename().string() + ".";
    if (begin.starts_with(kAside)) begin.erase(0, kAside.size());
    for (fs::directory_iterator it(journal.parent_path(), ignored), end; !ignored && it != end;
         it.increment(ignored))
        if (it->path().filename().string().starts_with(begin)) files.push_back(it->path());
    return files;
}

void remove_journal(const fs::path& journal) {
    std::error_code ignored;
    for (const fs::path& file : files_of(journal)) fs::remove(file, ignored);
}

/// ms: the time in a journal's name, also of one that was set aside; 0 if there is none.
std::int64_t time_in_name(const fs::path& journal) {
    std::string name = journal.filename().string();
    if (name.starts_with(kAside)) name.erase(0, kAside.size());
    if (!name.starts_with(kBegin)) return 0;
    std::int64_t ms = 0;
    const auto [at, error] = std::from_chars(name.data() + kBegin.size(), name.data() + name.size(), ms);
    return error == std::errc() && ms < kLastTime ? ms : 0;
}

/// For the name of a new journal: the time, or what comes after the newest journal that is there,
/// so that the newest one comes last even if the clock was set back.
std::int64_t time_of_new(const std::string& folder) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    std::int64_t ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored))
        ms = std::max(ms, time_in_name(it->path()) + 1);
    return ms;
}

}  // namespace

/// The file as it grows. Only the journal's thread uses it.
class RunJournal::File {
  public:
    explicit File(std::string folder) : folder_(std::move(folder)) {
        path_ = fs::path(folder_) / fmt::format("{}{}-{}{}", kBegin, time_of_new(folder_), getpid(), kEnding);
    }
    ~File() {
        if (fd_ >= 0) close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    std::string path() const { return path_.string(); }
    void remove() const { remove_journal(path_); }

    /// Brings the file up to date.
    Status write(const Wanted& wanted) {
        std::vector<const SightsPart*> new_views;
        for (const SightsPart& part : wanted.views)
            if (views_.replace(part)) new_views.push_back(&part);
        const bool goes_on = extends(wanted.line.last);
        Status done = goes_on ? append_events(wanted) : begin(wanted);
        for (std::size_t i = 0; done && goes_on && i < new_views.size(); ++i)
            done = append(RunLines::views(*new_views[i]), Lasts::UntilNext);
        if (done) done = append(lines_->end(wanted.line, wanted.now, {}), Lasts::UntilNext);
        if (done && fdatasync(fd_) != 0) done = cant_write(path(), system_reason());
        const bool due = Clock::now() - keyframe_at_ >= kKeyframePeriod;
        if (done && due && wanted.keyframe) done = write_keyframe(*wanted.keyframe, wanted.line);
        if (!done) last_ = nullptr;  // what half of a line may stand there is written again
        return done;
    }

  private:
    bool extends(const EventPtr& last) const {
        if (!last_ || idle_bytes_ > kMostIdle || !is_there()) return false;
        EventPtr event = last;
        while (event && event->number > last_->number) event = event->before;
        return event == last_;
    }

    /// False if the file was removed, or its folder: what is appended would go nowhere.
    bool is_there() const {
        struct stat ours {
        }, named{};
        return fstat(fd_, &ours) == 0 && stat(path_.c_str(), &named) == 0 && ours.st_ino == named.st_ino &&
               ours.st_dev == named.st_dev;
    }

    std::string keep(const std::shared_ptr<const Field>& field) {
        std::string name = fmt::format("{}.{}.npy", path_.filename().string(), ++fields_);
        const Status written = write_npy((path_.parent_path() / name).string(), *field);
        if (kept_ && !written) kept_ = written;
        used_.insert(name);
        return name;
    }

    /// Another run, or another branch of it: the whole file takes the place of the one before.
    Status begin(const Wanted& wanted) {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error) return cant_write(folder_, error.message());
        const std::string temporary = path_.string() + ".new";
        const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (fd < 0) return cant_write(temporary, system_reason());
        (void)flock(fd, LOCK_EX | LOCK_NB);
        const int old_fd = std::exchange(fd_, fd);
        const std::set<std::string> before = std::exchange(used_, {});
        idle_bytes_ = 0;
        lines_ = std::make_unique<RunLines>(
            [this](const std::shared_ptr<const Field>& field) { return keep(field); });
        kept_ = {};
        last_ = nullptr;
        Status done = append(lines_->head());
        if (done) done = append_events(wanted);
        if (done && !views_.empty()) done = append(RunLines::views({{}, views_}));
        if (done && fsync(fd_) != 0) done = cant_write(temporary, system_reason());
        if (done && rename(temporary.c_str(), path_.c_str()) != 0) done = cant_write(path(), system_reason());
        if (!done) {  // the one before stays, and locked, with the fields that it needs
            fs::remove(temporary, error);
            for (const std::string& name : used_) fs::remove(path_.parent_path() / name, error);
            close(std::exchange(fd_, old_fd));
            used_ = before;
            return done;
        }
        sync_folder_of(path());
        if (old_fd >= 0) close(old_fd);
        keyframe_at_ = {};
        for (const std::string& name : before)
            if (used_.count(name) == 0) fs::remove(path_.parent_path() / name, error);
        return {};
    }

    Status append_events(const Wanted& wanted) {
        for (const EventPtr& event : events_after(last_, wanted.line.last)) {
            const std::string line = lines_->next(*event);
            if (!kept_) return kept_;
            if (Status s = append(line); !s) return s;
        }
        last_ = wanted.line.last;
        return {};
    }

    /// Whether later lines make a line needless, so that the file may be written again without it.
    enum class Lasts { Forever, UntilNext };
    Status append(const std::string& line, Lasts lasts = Lasts::Forever) {
        const std::string text = line + '\n';
        std::size_t done = 0;
        while (done < text.size()) {
            const ssize_t n = ::write(fd_, text.data() + done, text.size() - done);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return cant_write(path(), system_reason());
            done += static_cast<std::size_t>(n);
        }
        if (lasts == Lasts::UntilNext) idle_bytes_ += text.size();
        return {};
    }

    /// The line is written when the field is on the disk; the one before goes only then.
    Status write_keyframe(const Snapshot& keyframe, const Line& line) {
        if (!lies_on({keyframe.after, keyframe.steps_done}, line)) return {};  // of another run
        const std::string name = fmt::format("{}.key{}.npy", path_.filename().string(), ++fields_);
        const std::string whole = (path_.parent_path() / name).string();
        if (Status s = write_npy(whole, keyframe.field); !s) return s;
        used_.insert(name);
        if (Status s = append(RunLines::keyframe(keyframe, name), Lasts::UntilNext); !s) return s;
        if (fdatasync(fd_) != 0) return cant_write(path(), system_reason());
        std::error_code ignored;
        if (!keyframe_.empty()) fs::remove(path_.parent_path() / keyframe_, ignored);
        used_.erase(keyframe_);
        keyframe_ = name;
        keyframe_at_ = Clock::now();
        return {};
    }

    const std::string folder_;
    fs::path path_;
    int fd_ = -1;
    std::unique_ptr<RunLines> lines_;
    EventPtr last_;
    /// All that was shown of the run that is followed.
    Sights views_;
    /// Of the fields that lines wanted to be kept.
    Status kept_;
    std::set<std::string> used_;
    std::int64_t fields_ = 0;
    std::string keyframe_;
    Clock::time_point keyframe_at_;
    std::size_t idle_bytes_ = 0;
};

RunJournal::RunJournal(std::string folder)
    : file_(std::make_unique<File>(std::move(folder))), thread_(start_thread([this] { work(); })) {}

RunJournal::~RunJournal() {
    stop();
}

void RunJournal::stop() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::string RunJournal::path() const {
    return file_->path();
}

void RunJournal::follow(const Line& line, const Moment& now, const std::shared_ptr<const Snapshot>& keyframe,
                        std::optional<SightsPart> views) {
    if (!line.last || (line == line_ && now == now_ && !views)) return;
    {
        const std::lock_guard lock(mutex_);
        urgent_ = urgent_ || line.last != line_.last;
        // Of what was not written yet, only the views count.
        wanted_ =
            Wanted{line, now, keyframe, wanted_ ? std::move(wanted_->views) : std::vector<SightsPart>()};
        if (views) wanted_->views.push_back(std::move(*views));
        ++followed_;
    }
    line_ = line;
    now_ = now;
    wake_.notify_all();
}

void RunJournal::settle() {
    std::unique_lock lock(mutex_);
    const auto is_done = [&, until = followed_] { return tried_ >= until; };
    if (is_done()) return;
    if (wanted_) urgent_ = true;
    wake_.notify_all();
    settled_.wait(lock, is_done);
}

void RunJournal::end() {
    stop();
    file_->remove();
}

std::optional<std::string> RunJournal::take_failure() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failure_, {});
}

/// Events are written at once; that only steps were done, once a second.
void RunJournal::work() {
    std::unique_lock lock(mutex_);
    Clock::time_point next = Clock::now();
    while (true) {
        const auto due = [&] { return quit_ || (wanted_ && (urgent_ || Clock::now() >= next)); };
        if (wanted_ && !due())
            wake_.wait_until(lock, next, due);
        else
            wake_.wait(lock, [&] { return quit_ || wanted_; });
        if (quit_) return;
        if (!due()) continue;
        const Wanted wanted = *std::exchange(wanted_, {});
        const std::int64_t until = followed_;
        urgent_ = false;
        lock.unlock();
        Status done;
        try {
            done = file_->write(wanted);
        } catch (const std::exception& error) {
            done = Status::failure(error.what());
        }
        lock.lock();
        tried_ = until;
        if (!done && !failing_) failure_ = done.why();
        failing_ = !done;
        if (!done && !wanted_) wanted_ = Wanted{wanted.line, wanted.now, wanted.keyframe, {}};
        next = Clock::now() + (done ? Clock::duration(kPeriod) : Clock::duration(kRetry));
        settled_.notify_all();
    }
}

// ---- what was left behind

namespace {

/// True if a running program has it.
bool is_locked(const fs::path& path) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return true;
    const bool locked = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(fd);
    return locked;
}

/// Those that no program writes, the newest first; more than a few are removed.
std::vector<fs::path> newest_of(const std::string& folder, std::string_view begin) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored))
        if (is_named(it->path(), begin) && !is_locked(it->path())) found.push_back(it->path());
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        return std::pair(time_in_name(a), a) > std::pair(time_in_name(b), b);
    });
    for (std::size_t i = kMostKept; i < found.size(); ++i) remove_journal(found[i]);
    if (found.size() > kMostKept) found.resize(kMostKept);
    return found;
}

std::string when_written(const fs::path& path) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return {};
    std::tm local{};
    localtime_r(&facts.st_mtime, &local);
    return fmt::format("{}-{:02}-{:02} {:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday,
                       local.tm_hour, local.tm_min);
}

}  // namespace

std::optional<LostRun> find_lost_run(const std::string& folder) {
    (void)newest_of(folder, kAside);
    for (const fs::path& path : newest_of(folder, kBegin)) {
        RunFile run;
        if (read_run(path.string(), run, true))
            return LostRun{path.string(), run.now.step, when_written(path)};
        set_lost_run_aside(path.string());
    }
    return {};
}

bool is_journal(const std::string& path) {
    return fs::path(path).parent_path() == journals_folder() && is_named(path, kBegin);
}

void set_lost_run_aside(const std::string& path) {
    const fs::path from = path;
    std::error_code ignored;
    fs::rename(from, from.parent_path() / (std::string(kAside) + from.filename().string()), ignored);
}

std::string journals_folder() {
    const fs::path folder = state_folder();
    return folder.empty() ? std::string() : (folder / "grayscope" / "runs").string();
}

}  // namespace gs
