#include "app/core/run/sim_thread.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <exception>

#include "app/core/run/describe_gpu.h"
#include "app/core/run/priority.h"
#include "app/core/text/strings.h"
#include "kernels/host/threads.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSlice = 0.008;       // s: requests and frames are looked after between two slices
constexpr double kUnseenPeriod = 1;    // s between looks for a field that has blown up, if no frame is taken
constexpr double kProbePeriod = 0.05;  // s between two looks at the same cell
constexpr double kKeyframePeriod = 1;  // s between two keyframes
constexpr double kKeyframeShare = 0.02;    // of the time, at most, that they take
constexpr double kPacePeriod = 1.0 / 120;  // s
constexpr double kRestPeriod = 0.5;        // s until an empty or a uniform field is spoken of

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double wall_seconds() {
    return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

double seconds_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

/// It is done when its last step is.
bool takes_steps(const Request& request) {
    return std::holds_alternative<request::Step>(request) || std::holds_alternative<request::GoTo>(request);
}

}  // namespace

SimThread::SimThread(const Make& make)
    : stepping_(kSlice), thread_(start_thread([this, make] { run(make); })) {}

SimThread::~SimThread() {
    (void)submit(request::Play{false});
    settle();
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

Status SimThread::submit(Request request) {
    if (const auto* play = std::get_if<request::Play>(&request); play != nullptr && !play->on)
        stop_steps_ = true;
    {
        const std::lock_guard lock(mutex_);
        if (ended_) return {};
        if (takes_steps(request)) steps_pending_.fetch_add(1, std::memory_order_acq_rel);
        requests_.push_back(std::move(request));
        pending_.fetch_add(1, std::memory_order_acq_rel);
    }
    wake_.notify_one();
    return {};
}

SimState SimThread::state() const {
    const std::lock_guard lock(mutex_);
    SimState copy = state_;
    copy.busy = busy();
    return copy;
}

RunNow SimThread::run_now() const {
    const std::lock_guard lock(mutex_);
    RunNow copy = state_;
    copy.busy = busy();
    return copy;
}

std::vector<std::string> SimThread::take_failures() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failures_, {});
}

void SimThread::settle() {
    std::unique_lock lock(mutex_);
    settled_.wait(lock, [&] { return !busy(); });
}

void SimThread::ask_for_frame() {
    {
        const std::lock_guard lock(mutex_);
        frames_.ask();
    }
    wake_.notify_one();
}

void SimThread::allow_device_frames(bool allowed) {
    if (frames_.allow_device(allowed)) ask_for_frame();
}

void SimThread::want_planes(PlaneSet wanted) {
    if (frames_.want_planes(wanted)) ask_for_frame();
}

// ---- the thread

void SimThread::run(const Make& make) {
    lower_priority();  // the kernels' threads inherit it
    try {
        simulation_ = make();
    } catch (const std::exception& error) {
        fail(say(Text::SimulationFailed, error.what()));
        return end();
    }
    while (!quit_) {
        Request request;
        while (!quit_ && take_request(request)) handle(request);
        attempt([this] {
            open_noted();
            step_slice();
            publish_frame();
            publish_sample();
            look_without_frames();
            probe_cell();
            publish_state();
        });
        if (const auto news = simulation_->take_news()) fail(*news);
        idle();
    }
    simulation_.reset();  // devices are left on the thread that took them
}

/// Memory may be short for all that is done.
void SimThread::attempt(const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& error) {
        pause(say(Text::SimulationFailed, error.what()));
    }
}

/// What waits is dropped, so that no one waits for it.
void SimThread::end() {
    std::deque<Request> dropped;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        dropped.swap(requests_);
    }
    dropped.clear();  // what it held is let go before it counts as done
    {
        const std::lock_guard lock(mutex_);
        pending_ = 0;
        steps_pending_ = 0;
    }
    settled_.notify_all();
}

bool SimThread::may_start(const Request& request) const {
    if (seek_.active())
        return std::holds_alternative<request::GoTo>(request) ||
               std::holds_alternative<request::Play>(request);
    if (steps_left_ == 0) return true;
    return !std::holds_alternative<request::Export>(request) &&
           !std::holds_alternative<request::Step>(request);
}

bool SimThread::take_request(Request& request) {
    const std::lock_guard lock(mutex_);
    if (stop_steps_) {  // a stop overtakes the steps that it ends
        stop_steps_ = false;
        steps_left_ = 0;
        end_seek_ = seek_.active();
    }
    if (requests_.empty() || !may_start(requests_.front())) return false;
    request = std::move(requests_.front());
    requests_.pop_front();
    return true;
}

void SimThread::handle(Request& request) {
    const bool is_step = takes_steps(request);
    finish_step();
    attempt([&] {
        const Status done = std::visit([this](const auto& wanted) { return perform(wanted); }, request);
        if (!done) fail(done.why());
    });
    request = request::Play{};        // what it held is let go before it counts as done
    if (!is_step) count_done(false);  // that is done when its last step is
}

/// One request is done; the state is brought up to date before anyone is told.
void SimThread::count_done(bool step) {
    {
        const std::lock_guard lock(mutex_);
        describe();
        state_.playing = playing_;
        state_.steps_left = steps_left_;
        state_.paused_because = paused_because_;
        if (step) state_.seeking = false;
        if (step) steps_pending_.fetch_sub(1, std::memory_order_acq_rel);
        pending_.fetch_sub(1, std::memory_order_acq_rel);
    }
    settled_.notify_all();
}

/// What was noted is opened; a kernel that fails is replaced by the one to take instead.
void SimThread::open_noted() {
    const gs_kernel* const wanted = &simulation_->kernel();
    if (const Status opened = simulation_->open_or_instead(); !opened) {
        if (playing_ || steps_left_ > 0 || paused_because_.empty()) pause(opened.why());
        return;
    }
    if (wanted != &simulation_->kernel()) fail(simulation_->because());
}

std::int64_t SimThread::slice_steps(Clock::time_point now) {
    const std::int64_t most = stepping_.slice_steps(*simulation_);
    if (steps_left_ > 0) return std::min(most, steps_left_);
    if (!playing_) return 0;
    const double speed = simulation_->document().speed;
    if (speed <= 0) return most;
    step_debt_ += speed * seconds_between(debt_since_, now);
    debt_since_ = now;
    step_debt_ = std::min(step_debt_, 4.0 * static_cast<double>(most));  // too slow: never catch up
    // Half a frame's together: a kernel that fuses steps takes as long for one as for many.
    const double together = std::min(static_cast<double>(most), speed * kPacePeriod);
    return step_debt_ < together ? 0 : std::min(most, static_cast<std::int64_t>(step_debt_));
}

void SimThread::step_slice() {
    if (seek_.active()) return seek_slice();
    const std::int64_t n = slice_steps(Clock::now());
    if (n > 0) {
        const Stepping::Slice slice = stepping_.step(*simulation_, n);
        const double cells = static_cast<double>(simulation_->rows()) * simulation_->cols();
        meter_.stepped(slice.begun, slice.seconds, cells, slice.computed);
        if (steps_left_ > 0)
            steps_left_ -= slice.steps;  // if the device was lost, those that were lost are done again
        else
            step_debt_ = std::max(0.0, step_debt_ - static_cast<double>(slice.begun));
        changed();
        if (!slice.status) pause(slice.status.why());
        keep_keyframe();
    }
    finish_step();
}

/// At full speed, whatever the wanted one is.
void SimThread::seek_slice() {
    Status done;
    if (std::exchange(end_seek_, false)) {
        done = seek_.stop(*simulation_);
    } else {
        const std::int64_t n = std::min(stepping_.slice_steps(*simulation_), seek_.steps_left(*simulation_));
        if (n > 0) done = stepping_.step(*simulation_, n).status;
        if (n > 0 && done) keep_keyframe();
        if (done) done = seek_.advance(*simulation_);
    }
    changed();
    if (!done) pause(done.why());
    if (!seek_.active()) {
        meter_.resume(Clock::now());
        step_debt_ = 0;
        debt_since_ = Clock::now();
    }
    finish_step();
}

void SimThread::keep_keyframe() {
    const double since = seconds_between(keyframe_at_, Clock::now());
    if (since < std::max(kKeyframePeriod, keyframe_took_ / kKeyframeShare)) return;
    if (simulation_->blown_up()) return;
    // On a busy machine the clock tells of others, too; a device works while this thread waits.
    const bool waits = simulation_->kernel().memory == GS_CUDA;
    const double begin = waits ? wall_seconds() : thread_seconds();
    auto keyframe = std::make_shared<Snapshot>();
    if (simulation_->remember(*keyframe) && keyframe->after) keyframes_.add(std::move(keyframe));
    keyframe_at_ = Clock::now();
    keyframe_took_ = (waits ? wall_seconds() : thread_seconds()) - begin;
}

void SimThread::finish_step() {
    if (!step_pending_ || steps_left_ > 0 || seek_.active()) return;
    step_pending_ = false;
    count_done(true);
}

/// The field is no longer that of the last frame and of the last sample.
void SimThread::changed() {
    frames_.changed();
    samples_.changed();
}

void SimThread::publish_sample() {
    if (const Status read = samples_.publish(*simulation_); !read) pause(read.why());
}

void SimThread::publish_frame() {
    Status refused;
    const Status published = frames_.publish(*simulation_, stepping_, refused);
    if (!refused) fail(refused.why());
    if (!published && !seek_.active() && (playing_ || steps_left_ > 0)) pause(published.why());
}

void SimThread::look_without_frames() {
    Status looked;
    if (!playing_ && steps_left_ == 0 && !seek_.active())
        looked = simulation_->keep_at_rest();
    else if (stepping_.look_due(kUnseenPeriod) || (simulation_->blown_up() && !seek_.active()))
        looked = stepping_.look(*simulation_);  // or remember() has come upon it: the run ends at once
    // The way to a moment may lead through a field that has blown up, as the run did.
    if (!looked && !seek_.active()) pause(looked.why());
}

/// Under the mutex.
void SimThread::describe() {
    simulation_->describe(state_);
    const Rest seen = std::exchange(state_.rest, Rest::No);
    const auto now = Clock::now();
    if (seen != rest_) {
        rest_ = seen;
        rest_since_ = now;
    }
    if (seconds_between(rest_since_, now) >= kRestPeriod) state_.rest = seen;
}

void SimThread::publish_state() {
    const bool stepping = playing_ || steps_left_ > 0;
    meter_.look(Clock::now(), stepping);
    const std::lock_guard lock(mutex_);
    describe();
    state_.device = state_.on_device ? describe_gpu() : "CPU";
    state_.playing = playing_;
    state_.steps_left = steps_left_;
    state_.stepping = stepping;
    state_.steady = stepping && meter_.steady();
    state_.steps_per_s = meter_.steps_per_s();
    state_.gcells_per_s = meter_.cells_per_s() / 1e9;
    state_.computed = meter_.computed();
    state_.gb_per_s = state_.gcells_per_s * (state_.float64 ? 32 : 16);
    state_.step_ms = meter_.step_s() * 1e3;
    state_.stepping_share = meter_.share();
    state_.copy_ms = frames_.copy_ms();
    state_.paused_because = paused_because_;
    state_.device_frames = frames_.on_device();
    state_.seeking = seek_.active();
    state_.seek_from = seek_.active() ? seek_.from() : 0;
    state_.seek_to = seek_.active() ? seek_.to() : 0;
}

void SimThread::probe_cell() {
    const auto [row, col] = probe_.load();
    const auto now = Clock::now();
    Field cell;
    if (simulation_->opened() && row >= 0 && col >= 0 && row < simulation_->rows() &&
        col < simulation_->cols()) {
        const bool known = row == state_.probe_row && col == state_.probe_col;
        if (known && seconds_between(probed_at_, now) <= kProbePeriod) return;
        const Status looked = simulation_->engine().read({row, col, 1, 1}, cell);
        if (!looked && !simulation_->rescue()) pause(looked.why());
        probed_at_ = now;
    }
    const std::lock_guard lock(mutex_);
    state_.probe_row = cell.empty() ? -1 : row;
    state_.probe_col = cell.empty() ? -1 : col;
    if (cell.empty()) return;
    state_.probe_u = cell.u(0, 0);
    state_.probe_v = cell.v(0, 0);
}

void SimThread::fail(const std::string& why) {
    failed_ = true;
    const std::lock_guard lock(mutex_);
    failures_.push_back(why);
}

void SimThread::pause(const std::string& why) {
    was_playing_ = playing_;
    playing_ = false;
    steps_left_ = 0;
    if (seek_.active()) (void)seek_.stop(*simulation_);
    paused_because_ = why;
    fail(why);
    finish_step();
}

void SimThread::idle() {
    using std::chrono::milliseconds;
    std::unique_lock lock(mutex_);
    const auto asked = [&] {
        return quit_ || stop_steps_ || frames_.asked() ||
               (!requests_.empty() && may_start(requests_.front()));
    };
    if (steps_left_ > 0 || seek_.active() || asked()) return;
    if (playing_ && simulation_->document().speed <= 0) return;
    // At a wanted speed the next step is due soon, and a frame that has not been
    // taken yet is asked about again.
    wake_.wait_for(lock,
                   playing_                                      ? milliseconds(1)
                   : frames_.waiting() || probe_.load().row >= 0 ? milliseconds(4)
                                                                 : milliseconds(50),
                   asked);
}

}  // namespace gs
