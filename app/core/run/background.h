// Fields that are computed beside everything else: small pictures, maps, comparisons.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "kernels/engine/status.h"

namespace gs {

class Simulation;
class Stepping;

/// Runs, each in a simulation of its own with the fastest kernel that takes one thread, on a few
/// threads of low priority. They begin in the order in which they were added, and end in any. One
/// thread makes all calls, and none of them waits.
class BackgroundRuns {
  public:
    using Id = std::uint64_t;
    /// What a run has come to.
    struct Done {
        Id id = 0;
        Status status;
        /// The field after the steps that were asked for; empty after a failure.
        Exported result;
        /// There is more to come of this run.
        bool goes_on = false;
    };

    /// threads: runs at the same time, at least 1.
    explicit BackgroundRuns(int threads = share_of_cores());
    /// Cancels what is left, and waits for the slices that are being done: some milliseconds.
    ~BackgroundRuns();
    BackgroundRuns(const BackgroundRuns&) = delete;
    BackgroundRuns& operator=(const BackgroundRuns&) = delete;

    /// A quarter of the cores that this process may use, and at least one.
    static int share_of_cores();

    /// Starts the document's run of so many steps (>= 0) from its start. The document's kernel and
    /// knobs are of no matter. The threads start at the first call.
    Id add(Document document, std::int64_t steps) { return add(std::move(document), std::vector{steps}); }
    /// The same with the field after each of these numbers of steps, the smallest first; not empty.
    Id add(Document document, std::vector<std::int64_t> reports);
    /// A run that take_done() has not told yet is never told.
    void cancel(Id id);
    /// The share that is done, 0 to 1; 1 for a run that is over, cancelled or unknown.
    double progress(Id id) const;
    /// What runs have come to since the last call, in this order.
    std::vector<Done> take_done();
    /// True if no run is waiting or being done.
    bool idle() const;

  private:
    struct Run;
    void work();
    Status compute(Run& run, Exported& result);
    static Status step_to(Run& run, std::int64_t steps, Simulation& simulation, Stepping& stepping);

    const int wanted_threads_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    Id last_id_ = 0;
    /// Waiting or being done, by id.
    std::map<Id, std::shared_ptr<Run>> runs_;
    std::deque<std::shared_ptr<Run>> waiting_;
    std::vector<Done> done_;
    bool quit_ = false;
    /// Last: they use the others.
    std::vector<std::thread> threads_;
};

}  // namespace gs
