#include "app/core/run/sim_thread.h"

#include <algorithm>
#include <cmath>
#include <exception>

#include "app/core/run/gpu_words.h"
#include "app/core/run/priority.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSlice = 0.008;     // s: requests and frames are looked after between two slices
constexpr double kUnseenPeriod = 1;  // s between looks for a field that has blown up, if no frame is taken

double seconds_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

}  // namespace

SimThread::SimThread(Make make) : stepping_(kSlice), thread_([this, make = std::move(make)] { run(make); }) {}

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
        if (std::holds_alternative<request::Step>(request))
            steps_pending_.fetch_add(1, std::memory_order_acq_rel);
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

void SimThread::probe(int row, int col) {
    const std::lock_guard lock(mutex_);
    probe_row_ = row;
    probe_col_ = col;
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
        try {
            while (!quit_ && take_request(request)) handle(request);
            open_noted();
            step_slice();
            publish_frame();
            look_without_frames();
            publish_state();
        } catch (const std::exception& error) {
            if (!simulation_->rescue()) pause(say(Text::SimulationFailed, error.what()));
        }
        if (const std::string news = simulation_->take_news(); !news.empty()) fail(news);
        idle();
    }
    simulation_.reset();  // devices are left on the thread that took them
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
    if (steps_left_ == 0) return true;
    return !std::holds_alternative<request::Export>(request) &&
           !std::holds_alternative<request::Step>(request);
}

bool SimThread::take_request(Request& request) {
    const std::lock_guard lock(mutex_);
    if (stop_steps_) {  // a stop overtakes the steps that it ends
        stop_steps_ = false;
        if (steps_left_ > 0) steps_left_ = 0;
    }
    if (requests_.empty() || !may_start(requests_.front())) return false;
    request = std::move(requests_.front());
    requests_.pop_front();
    return true;
}

void SimThread::handle(Request& request) {
    const bool is_step = std::holds_alternative<request::Step>(request);
    finish_step();
    try {
        std::visit([this](auto& r) { do_request(r); }, request);
    } catch (const std::exception& error) {
        if (!simulation_->rescue()) pause(say(Text::SimulationFailed, error.what()));
    }
    request = request::Play{};  // what it held is let go before it counts as done
    if (is_step) return;        // done when its last step is
    {
        const std::lock_guard lock(mutex_);
        simulation_->describe(state_);
        state_.playing = playing_;
        state_.paused_because = paused_because_;
        pending_.fetch_sub(1, std::memory_order_acq_rel);
    }
    settled_.notify_all();
}

void SimThread::do_request(request::Adopt& adopt) {
    const bool same_work = Stepping::same_work(*simulation_, adopt);
    const bool interop_set_on = adopt.document.interop && !simulation_->document().interop;
    if (Status adopted = simulation_->adopt(adopt); !adopted) return fail(adopted.why());
    paused_because_.clear();
    frames_.changed();
    if (interop_set_on) frames_.try_device_again();
    step_debt_ = 0;
    debt_since_ = Clock::now();
    if (same_work) return;
    stepping_.restart();
    meter_.restart(Clock::now());
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

void SimThread::do_request(request::Remember& remember) {
    simulation_->remember(*remember.into);
}

void SimThread::do_request(request::Dab& dab) {
    Status painted = simulation_->paint(dab);
    if (!painted && !simulation_->opened()) {  // its device was lost: painted with the kernel that goes on
        open_noted();
        painted = simulation_->paint(dab);
    }
    if (!painted) return fail(painted.why());
    paused_because_.clear();
    frames_.changed();
}

void SimThread::do_request(request::Step& step) {
    steps_left_ = step.n;
    step_pending_ = true;
    playing_ = false;
    finish_step();
}

void SimThread::do_request(request::Play& play) {
    if (play.on && !playing_) {
        paused_because_.clear();
        meter_.restart(Clock::now());
        step_debt_ = 0;
        debt_since_ = Clock::now();
    }
    playing_ = play.on;
    if (!play.on) steps_left_ = 0;
}

void SimThread::do_request(request::Export& to) {
    to.to(simulation_->exported());
}

std::int64_t SimThread::slice_steps(Clock::time_point now) {
    const std::int64_t most = stepping_.slice_steps(*simulation_);
    if (steps_left_ > 0) return std::min(most, steps_left_);
    if (!playing_) return 0;
    const double speed = simulation_->document().speed;
    if (speed <= 0) return most;
    step_debt_ += speed * seconds_between(debt_since_, now);
    debt_since_ = now;
    step_debt_ =
        std::min(step_debt_, std::max(1.0, static_cast<double>(most) * 4));  // too slow: never catch up
    return std::min(most, static_cast<std::int64_t>(step_debt_));
}

void SimThread::step_slice() {
    const std::int64_t n = slice_steps(Clock::now());
    if (n > 0) {
        const Stepping::Slice slice = stepping_.step(*simulation_, n);
        const double cells = static_cast<double>(simulation_->rows()) * simulation_->cols();
        meter_.stepped(n, slice.seconds, cells);
        if (steps_left_ > 0)
            steps_left_ -= slice.steps;  // if the device was lost, those that were lost are done again
        else
            step_debt_ = std::max(0.0, step_debt_ - static_cast<double>(n));
        frames_.changed();
        if (!slice.status) pause(slice.status.why());
    }
    finish_step();
}

void SimThread::finish_step() {
    if (!step_pending_ || steps_left_ > 0) return;
    step_pending_ = false;
    {
        const std::lock_guard lock(mutex_);
        simulation_->describe(state_);
        state_.steps_left = 0;
        steps_pending_.fetch_sub(1, std::memory_order_acq_rel);
        pending_.fetch_sub(1, std::memory_order_acq_rel);
    }
    settled_.notify_all();
}

void SimThread::publish_frame() {
    const FramePublisher::Outcome outcome = frames_.publish(*simulation_, stepping_);
    if (!outcome.refused.empty()) fail(outcome.refused);
    if (!outcome.blown_up.empty() && (playing_ || steps_left_ > 0)) pause(outcome.blown_up);
}

void SimThread::look_without_frames() {
    const bool runs = playing_ || steps_left_ > 0;
    if (!runs) simulation_->keep_at_rest();
    if (!runs || !stepping_.look_due(kUnseenPeriod)) return;
    if (const std::string why = stepping_.look(*simulation_); !why.empty()) pause(why);
}

void SimThread::publish_state() {
    const auto now = Clock::now();
    meter_.tick(now);
    probe_cell(now);
    const std::lock_guard lock(mutex_);
    simulation_->describe(state_);
    state_.device = state_.on_device ? gpu_words() : "CPU";
    const bool stepping = playing_ || steps_left_ > 0;
    state_.playing = playing_;
    state_.steps_left = steps_left_;
    state_.steps_per_s = stepping ? meter_.steps_per_s() : 0;
    state_.gcells_per_s = stepping ? meter_.cells_per_s() / 1e9 : 0;
    state_.gb_per_s = state_.gcells_per_s * (state_.float64 ? 32 : 16);
    state_.step_ms = meter_.step_s() * 1e3;
    state_.stepping_share = stepping ? meter_.share() : 0;
    state_.copy_ms = frames_.copy_ms();
    state_.paused_because = paused_because_;
    state_.device_frames = frames_.on_device();
    state_.probe_row = probed_.row, state_.probe_col = probed_.col;
    state_.probe_u = probed_.u, state_.probe_v = probed_.v;
}

void SimThread::probe_cell(Clock::time_point now) {
    int row = -1, col = -1;
    {
        const std::lock_guard lock(mutex_);
        row = probe_row_, col = probe_col_;
    }
    Engine& engine = simulation_->engine();
    if (!simulation_->opened() || row < 0 || col < 0 || row >= engine.rows() || col >= engine.cols()) {
        probed_ = {};
    } else if (row != probed_.row || col != probed_.col || seconds_between(probed_at_, now) > 0.05) {
        Field cell;
        if (Status looked = engine.read({row, col, 1, 1}, cell); !looked)
            throw std::runtime_error(looked.why());
        probed_ = {row, col, cell.u(0, 0), cell.v(0, 0)};
        probed_at_ = now;
    }
}

void SimThread::fail(const std::string& why) {
    failed_ = true;
    const std::lock_guard lock(mutex_);
    failures_.push_back(why);
}

void SimThread::pause(const std::string& why) {
    playing_ = false;
    steps_left_ = 0;
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
    if (steps_left_ > 0 || asked()) return;
    if (playing_ && simulation_->document().speed <= 0) return;
    // At a wanted speed the next step is due soon, and a frame that has not been
    // taken yet is asked about again.
    wake_.wait_for(lock,
                   playing_                               ? milliseconds(1)
                   : frames_.waiting() || probe_row_ >= 0 ? milliseconds(4)
                                                          : milliseconds(50),
                   asked);
}

}  // namespace gs
