#include "app/core/run/frame_publisher.h"

#include <chrono>

#include "kernels/cuda/device_frame.h"

namespace gs {

namespace {

constexpr double kLookPeriod = 0.25;  // s between looks for a field that has blown up

}  // namespace

bool FramePublisher::capture(Simulation& simulation, Frame& frame, Status& refused) {
    using Clock = std::chrono::steady_clock;
    Engine& engine = simulation.engine();
    const bool wanted = simulation.opened() && allowed_ && !wanted_.load().planes.derived &&
                        simulation.document().interop && engine.kernel().memory == GS_CUDA &&
                        engine.kernel().scalar == GS_F32;
    const std::pair size(engine.rows(), engine.cols());
    if (!wanted) refused_size_ = {};
    if (!wanted || size == refused_size_) return false;
    const auto begin = Clock::now();
    if (!frame.device) frame.device = DeviceFrame::make();
    const PlaneSet planes = wanted_.load().planes;
    Status captured;
    if (frame.device) captured = frame.device->capture(engine, planes.u, planes.v);
    if (!frame.device || !captured) {
        if (simulation.rescue()) return false;
        // Said once, and not tried again for each frame: the frames go through the host, and the
        // overlay says that.
        refused = captured;
        refused_size_ = size;
        return false;
    }
    frame.rows = engine.rows();
    frame.cols = engine.cols();
    frame.steps_done = engine.steps_done();
    frame.time = simulation.time();
    frame.u.clear();
    frame.v.clear();
    frame.planes = planes;
    simulation.copy_extremes(frame);
    frame.awake = simulation.awake();
    frame.copy_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return true;
}

Status FramePublisher::publish(Simulation& simulation, Stepping& stepping, Status& refused) {
    if (asked_.exchange(false)) changed_ = true;
    if (!changed_ || !frames_.taken()) return {};
    changed_ = false;
    Frame& frame = frames_.back();
    const bool look = stepping.look_due(kLookPeriod);
    on_device_ = capture(simulation, frame, refused);
    if (!on_device_)
        if (Status copied = simulation.copy_to(frame, look, wanted_.load().planes); !copied) return copied;
    Status looked;
    if (look) looked = stepping.look(simulation, on_device_ ? nullptr : &frame);
    frame.number = ++number_;
    copy_ms_ = copy_ms_ == 0 ? frame.copy_ms : 0.8 * copy_ms_ + 0.2 * frame.copy_ms;
    frames_.publish();
    return looked;
}

}  // namespace gs
