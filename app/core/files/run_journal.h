// The present run on disk, for the case that the program does not get to its end.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/core/document/event.h"
#include "app/core/files/run_file.h"
#include "kernels/engine/status.h"

namespace gs {

/// Writes a run while it goes on: each event as it happens, how far it has come once a second, with
/// what a window showed of it meanwhile, and at most once a minute a field from which a replay can
/// begin. What was written is on the disk
/// (synced) before the next line begins, and a line is whole or is left away by who reads it. One
/// thread calls it, and never waits for the disk.
class RunJournal {
  public:
    /// folder: for the journals of this user; it is made if it is missing.
    explicit RunJournal(std::string folder);
    /// Leaves what is written, as a crash would.
    ~RunJournal();
    RunJournal(const RunJournal&) = delete;
    RunJournal& operator=(const RunJournal&) = delete;

    /// The run as it is now. keyframe: the newest one of it, or nullptr. views: what was shown of
    /// it and was not said before (WatchedRuns::take_new). Cheap if nothing is new.
    void follow(const Line& line, const Moment& now, const std::shared_ptr<const Snapshot>& keyframe,
                std::optional<SightsPart> views = {});
    /// Waits until what was followed is on the disk, or the attempt has failed; for tests.
    void settle();
    /// The program ends as it should: the journal is removed.
    void end();
    /// Why the last attempt failed, once for each time that it begins to fail.
    std::optional<std::string> take_failure();
    std::string path() const;

  private:
    struct Wanted {
        Line line;
        Moment now;
        std::shared_ptr<const Snapshot> keyframe;
        /// In the order in which they were shown.
        std::vector<SightsPart> views;
    };
    class File;
    void work();
    void stop();

    mutable std::mutex mutex_;
    std::condition_variable wake_, settled_;
    std::optional<Wanted> wanted_;
    /// That was given last.
    Line line_;
    Moment now_;
    bool quit_ = false, urgent_ = false, failing_ = false;
    /// How often something new was followed, and up to which of these it was written or tried.
    std::int64_t followed_ = 0, tried_ = 0;
    std::optional<std::string> failure_;
    std::unique_ptr<File> file_;
    /// Last: starts when all else is there.
    std::thread thread_;
};

/// A run that a program left behind which did not get to its end.
struct LostRun {
    std::string path;
    /// How far it had come.
    std::int64_t step = 0;
    /// When that was written, as a person reads it.
    std::string when;
};

/// The newest journal in this folder that no running program writes, or nothing. Others that were
/// lost are kept too, the newest few of them.
std::optional<LostRun> find_lost_run(const std::string& folder);
/// True if this file is in the folder of journals, as one that may be found.
bool is_journal(const std::string& path);
/// It was taken up, or the user does not want it: it is kept under another name, and no longer
/// found.
void set_lost_run_aside(const std::string& path);
/// Where journals are kept: $XDG_STATE_HOME, else ~/.local/state; empty if there is none.
std::string journals_folder();

}  // namespace gs
