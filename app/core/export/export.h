// Frames and films that are made beside everything else.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/core/export/run_frames.h"

namespace gs {

/// One rendering at a time, on a thread of low priority with a simulation of its own: the live run
/// goes on as it would, and what is made depends on the run alone. One thread calls it, and never
/// waits but for the end.
class RunExport {
  public:
    RunExport() = default;
    /// Cancels what is left.
    ~RunExport();
    RunExport(const RunExport&) = delete;
    RunExport& operator=(const RunExport&) = delete;

    /// Fails with a sentence if the plan can't be done, or another one is being done.
    Status begin(FramesPlan plan);
    void pause(bool on);
    /// What is written by then is removed or stays as FrameSink::end(false) says.
    void cancel();

    struct Now {
        bool active = false, paused = false;
        FramesProgress progress;
        /// Of the last seconds; 0 before the first frame.
        double frames_per_s = 0;
        std::string place;
    };
    Now now() const;

    struct Done {
        Status status;
        FramesMade made;
        std::string place;
        bool cancelled = false;
    };
    /// What has ended since the last call.
    std::optional<Done> take_done();

  private:
    void work(const FramesPlan& plan);
    bool told(const FramesProgress& progress);

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    Now now_;
    bool cancelled_ = false;
    std::optional<Done> done_;
    std::chrono::steady_clock::time_point first_frame_at_;
    std::thread thread_;
};

}  // namespace gs
