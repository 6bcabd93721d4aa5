// Work that takes long, as reading and writing files does: beside the
// thread that wants it, or on it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/core/files/writers.h"
#include "kernels/engine/status.h"

namespace gs {

/// Does the work; what it throws is its failure.
Status guarded(const std::function<Status()>& work);

/// Belongs to one thread, the App's. What a job throws is its failure.
class Jobs {
  public:
    /// What goes on with a job's result, on the App's thread.
    using Then = std::function<Status()>;
    /// The job itself; if it succeeds, what it left in `then` is called.
    using Work = std::function<Status(Then& then)>;
    /// One job that is on its way; it ends with the last copy, at the latest.
    using Ticket = std::shared_ptr<const void>;

    /// threads: that do the work; 0: begin() does it.
    explicit Jobs(int threads);
    /// Finishes what was begun.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Announces a job that begin() will be called for, perhaps later and on another thread.
    Ticket expect();
    /// Any thread.
    void begin(Ticket ticket, Work work);
    /// To be called after a job was asked for: its outcome if it is done by then (no threads),
    /// otherwise success, and take_finished() brings the outcome.
    Status outcome();
    /// Goes on with the jobs that threads have done; `failed` is told why some failed. Never waits.
    void take_finished(const std::function<void(const std::string& why)>& failed);
    /// True while jobs are on their way.
    bool waiting() const { return expected_.load() > 0; }

  private:
    struct Finished {
        Ticket ticket;
        Then then;
    };
    void run(Ticket ticket, const Work& work);
    std::vector<Finished> finished();

    std::atomic<int> expected_{0};
    std::mutex mutex_;
    std::vector<Finished> finished_;
    /// Last: stops first. None: at once.
    std::unique_ptr<Writers> writers_;
};

}  // namespace gs
