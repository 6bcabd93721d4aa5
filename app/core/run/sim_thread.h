// The simulation on a thread of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/core/run/field_sampler.h"
#include "app/core/run/frame_publisher.h"
#include "app/core/run/keyframes.h"
#include "app/core/run/meters.h"
#include "app/core/run/runner.h"
#include "app/core/run/seek.h"
#include "app/core/run/sim_state.h"
#include "app/core/run/simulation.h"
#include "app/core/run/stepping.h"

namespace gs {

/// Takes requests in order, steps in slices of a few milliseconds between them, and publishes a
/// frame whenever the last one has been taken. A Step that is being done lets settings, snapshots
/// and the brush through; what looks at its result (Export, another Step) waits for its end. What
/// comes after a GoTo waits for its end, too, except another one and Play.
class SimThread final : public Runner {
  public:
    /// Where the simulation comes from; called on the thread. What it throws is a failure, after
    /// which nothing is done any more.
    using Make = std::function<std::unique_ptr<Simulation>()>;
    explicit SimThread(const Make& make = [] { return std::make_unique<Simulation>(); });
    ~SimThread() override;

    Status submit(Request request) override;
    std::vector<std::string> take_failures() override;
    bool failed_while_running() const override { return failed_; }
    SimState state() const override;
    RunNow run_now() const override;
    bool busy() const override { return pending_.load(std::memory_order_acquire) != 0; }
    bool stepping() const override { return steps_pending_.load(std::memory_order_acquire) > 0; }
    void settle() override;
    const Frame* take_frame() override { return frames_.take(); }
    bool keeps_frames() const override { return true; }
    void ask_for_frame() override;
    void allow_device_frames(bool allowed) override;
    void want_planes(PlaneSet wanted) override;
    void probe(int row, int col) override { probe_ = Cell{row, col}; }
    void want_samples(const SampleWish& wish) override { samples_.want(wish); }
    std::shared_ptr<const FieldSample> take_sample() override { return samples_.take(); }
    std::shared_ptr<const Snapshot> keyframe_before(const Moment& moment) const override {
        return keyframes_.nearest(moment);
    }
    std::vector<std::int64_t> keyframes_on(const Line& line) const override {
        return keyframes_.steps_on(line);
    }
    std::uint64_t keyframe_changes() const override { return keyframes_.changes(); }

  private:
    void run(const Make& make);
    void end();
    bool take_request(Request& request);
    bool may_start(const Request& request) const;
    void handle(Request& request);
    void attempt(const std::function<void()>& work);
    void count_done(bool step);
    void open_noted();
    Status perform(const request::Adopt& wanted);
    Status perform(const request::Remember& wanted) { return simulation_->remember(*wanted.into); }
    Status perform(const request::Touch& wanted);
    Status perform(const request::Copy& wanted) { return simulation_->copy(wanted); }
    Status perform(const request::GoTo& wanted);
    Status perform(const request::Step& wanted);
    Status perform(const request::Play& wanted);
    Status perform(const request::Export& wanted) { return simulation_->export_to(wanted.to); }
    std::int64_t slice_steps(std::chrono::steady_clock::time_point now);
    void step_slice();
    void seek_slice();
    void keep_keyframe();
    void finish_step();
    void changed();
    void publish_frame();
    void publish_sample();
    void publish_state();
    void describe();
    void look_without_frames();
    void probe_cell();
    void fail(const std::string& why);
    void pause(const std::string& why);
    void idle();

    // Shared
    mutable std::mutex mutex_;
    std::condition_variable wake_, settled_;
    std::deque<Request> requests_;
    SimState state_;
    std::vector<std::string> failures_;
    struct Cell {
        int row = -1, col = -1;
    };
    std::atomic<Cell> probe_{Cell{}};
    std::atomic<int> pending_{0}, steps_pending_{0};
    /// There is no simulation: what is asked for is dropped.
    bool ended_ = false;
    std::atomic<bool> failed_{false};
    std::atomic<bool> quit_{false}, stop_steps_{false};
    FramePublisher frames_;
    FieldSampler samples_;
    Keyframes keyframes_;

    // The thread's own
    std::unique_ptr<Simulation> simulation_;
    bool playing_ = false;
    std::int64_t steps_left_ = 0;
    /// A Step or a GoTo is being done.
    bool step_pending_ = false;
    Seek seek_;
    bool end_seek_ = false;
    /// When the last keyframe was taken, and the time that it took, s.
    std::chrono::steady_clock::time_point keyframe_at_;
    double keyframe_took_ = 0;
    /// Steps owed at the wanted speed.
    double step_debt_ = 0;
    std::chrono::steady_clock::time_point debt_since_, probed_at_;
    Stepping stepping_;
    std::string paused_because_;
    /// It ran when it was paused by itself.
    bool was_playing_ = false;
    /// What the field has come to by the last look, and since when.
    Rest rest_ = Rest::No;
    std::chrono::steady_clock::time_point rest_since_;
    StepMeter meter_;
    /// Last: starts when all else is there.
    std::thread thread_;
};

}  // namespace gs
