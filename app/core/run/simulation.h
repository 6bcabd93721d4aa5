// The engine with what surrounds it: starts from seeds, takes new settings whole or not at all,
// paints, and notices when a field has blown up.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/core/document/event.h"
#include "app/core/run/condition.h"
#include "app/core/run/frame.h"
#include "app/core/run/requests.h"
#include "app/core/run/sim_state.h"
#include "kernels/engine/engine.h"

namespace gs {

/// Which kernel replays a run: its own, or the fastest that gives the same bits, with all threads
/// or with the calling one alone.
enum class Hurry { No, AllThreads, OneThread };

/// Belongs to one thread: the simulation's, or a script's. A new start, kernel or size is only
/// noted; the kernel opens it when there is something to compute, so that a script may say what
/// it wants in any order and in any number of lines. Until the first step or dab, a seed that is
/// made of the rates follows them.
class Simulation {
  public:
    Simulation();

    /// Goes on with these settings; a failure changes nothing.
    Status adopt(const request::Adopt& wanted);
    /// The kernel takes what was noted. A failure keeps it noted.
    Status open();
    /// The same, but if the kernel fails, those to take instead are tried; why is in the state.
    Status open_or_instead();
    /// The present field; if that has blown up, its last good moment.
    Status remember(Snapshot& into);
    /// Changes cells of the field.
    Status touch(const request::Touch& wanted);
    /// Copies cells of the field; if that has blown up, of its last good moment.
    Status copy(const request::Copy& wanted);
    /// Steps and waits for the device. Where that is lost (rescue) it has not failed: there are
    /// fewer steps than before, and another kernel is to be opened. In a run's past, the events
    /// that lie ahead happen again on the way, each before the step that follows it.
    Status step(std::int64_t n);

    // ---- the run (event.h): every change that matters becomes an event of it

    /// Goes to a moment of which the field is known. It must have its event.
    Status go_to(const Snapshot& keyframe);
    /// Begins the line's run again, at its first event; nothing is stepped.
    Status go_to_birth(const Line& line);
    /// The events that lie ahead at this step happen, up to this one.
    Status catch_up(const EventPtr& through);
    /// Which kernel does again what was done.
    Status hurry(Hurry how);
    Moment now() const { return {last_, steps_done()}; }
    /// The run that `now` lies on, with what lies ahead.
    Line line() const;
    /// What comes next of what lies ahead; nullptr: nothing happens any more.
    EventPtr next() const { return next_.empty() ? nullptr : next_.front(); }
    /// Counts the events that happened again.
    std::uint64_t repeated() const { return repeated_; }
    /// To be called when something has failed on a device. True if it is lost: its kernels can't
    /// run any more, and the newest copy on the host has become the field, which a kernel is to
    /// open. steps_seen: those that the user has seen, if not all that were done.
    bool rescue(std::optional<std::int64_t> steps_seen = {});
    /// To be called after each step(): brings that copy up to date if another step like the last
    /// would leave it behind by more than a quarter of a second of stepping.
    Status keep_while_stepping();
    /// For while nothing is stepped: brings that copy up to date if it is not, now and then.
    Status keep_at_rest();
    /// What the user is to be told, once: a device was lost.
    std::optional<std::string> take_news() { return std::exchange(news_, {}); }
    /// Hands out the present field in the kernel's scalar.
    Status export_to(const std::function<void(Exported)>& to);

    /// Fills these planes of a frame on the host. With extremes: of both
    /// planes, and then both are filled.
    Status copy_to(Frame& frame, bool with_extremes, PlaneSet planes = {true, true});
    /// Looks at all cells, or at the extremes of a frame that was made with them. Fails if the
    /// field has blown up, and says what limits dt.
    Status look(const Frame* frame = nullptr);
    /// What that look has looked at becomes the last good moment, if it is in order. It costs a
    /// copy of a frame, and nothing without one. True if it has.
    bool keep_good(const Frame* frame);
    /// The frame's extremes are those of the last look at all cells.
    void copy_extremes(Frame& frame) const;

    /// Kernel, size, steps and time; the rates are the thread's matter.
    void describe(SimState& state) const;

    bool opened() const { return !moment_; }
    bool blown_up() const { return blown_up_.has_value(); }
    /// As it is after open().
    Engine& engine() { return *engine_; }
    /// What the kernel leaves out, if it does; valid until the next call of another function.
    std::optional<gs_activity> activity() const { return moment_ ? std::nullopt : engine_->activity(); }
    /// Where the next steps compute, for a frame; nullptr: all over, or it is not wanted.
    std::shared_ptr<const AwakeBlocks> awake() const;
    const gs_kernel& kernel() const { return *kernel_; }
    const Document& document() const { return document_; }
    const std::string& because() const { return because_; }
    int rows() const { return moment_ ? moment_->field.rows() : engine_->rows(); }
    int cols() const { return moment_ ? moment_->field.cols() : engine_->cols(); }
    std::int64_t steps_done() const { return moment_ ? moment_->steps_done : engine_->steps_done(); }
    double time() const { return moment_ ? moment_->time : opened_time(); }

  private:
    struct BlownUp {
        std::int64_t step = 0;
        double dt = 0, limit = 0;
    };
    static Snapshot start_of(const Document& document);
    Status take(const request::Adopt& wanted, const std::shared_ptr<const Snapshot>& field);
    void note(Deed deed, const std::string& label);
    void note_rescued();
    void note_adopted(const request::Adopt& wanted, const std::shared_ptr<const Snapshot>& field,
                      Deed settings);
    bool lays_on_these(const request::Adopt& wanted, const std::shared_ptr<const Snapshot>& field) const;
    std::shared_ptr<const PaintedRates> painted_now(const LaidEdits& laid) const;
    std::shared_ptr<const PaintedRates> painted_as(const request::Adopt& wanted,
                                                   const std::shared_ptr<const Snapshot>& field) const;
    bool is_told_by(const Event& event) const;
    Document told() const;
    void follow(const Line& line);
    Status repeat(const EventPtr& event);
    Status use(const gs_kernel& kernel);
    const gs_kernel* kernel_for(const Event& event) const;
    Status step_on(std::int64_t n);
    Status read_now(Snapshot& into);
    Snapshot last_good() const;
    std::int64_t good_step() const;
    std::shared_ptr<const Snapshot> field_for(const request::Adopt& wanted) const;
    void begin(Snapshot moment, std::shared_ptr<const Snapshot> given);
    const Frame& newest() const { return newest_is_good_ ? good_ : looked_at_; }
    /// time() while a kernel has the field.
    double opened_time() const;
    Status open_with(const gs_kernel& kernel);
    Status try_open(const gs_kernel& kernel);
    Status try_touch(const Edit& edit);
    bool on_device() const { return !moment_ && engine_->kernel().memory == GS_CUDA; }
    /// Does what may need the device; once more if that is lost, with what is left on the host.
    template <class Work>
    Status rescued(Work work) {
        Status done = work();
        return done || !rescue() ? done : work();
    }
    Status keep(bool with_extremes);

    std::unique_ptr<Engine> engine_;
    /// That runs, or is to be opened.
    const gs_kernel* kernel_;
    Document document_;
    /// The document's rates if they were painted, or nullptr.
    std::shared_ptr<const PaintedRates> painted_;
    std::string because_;
    /// From there on each step adds the same dt.
    TimeBase since_;
    /// Of the engine's field; see Snapshot.
    bool untouched_ = false;
    /// What is to be opened.
    std::optional<Snapshot> moment_;
    /// The field in float64 if it came so and a float32 kernel holds it, until it is stepped or
    /// painted: a float64 kernel that is chosen next loses nothing.
    std::optional<Field> exact_;
    /// The newest whole copy on the host: what is looked at for a blown-up field, and what is left
    /// of a field when its device is lost.
    Frame looked_at_;
    /// The last moment that a look found in order, since the field began.
    Frame good_;
    bool good_known_ = false;
    /// The newest whole copy is that one, and not looked_at_.
    bool newest_is_good_ = false;
    /// With what the field began until then; nullptr: with its document's start.
    std::shared_ptr<const Snapshot> given_;
    std::optional<BlownUp> blown_up_;
    Rest rest_ = Rest::No;
    /// Of stepping since then, and by the last step().
    double unkept_s_ = 0, last_step_s_ = 0;
    /// The field has changed since then.
    bool stale_ = false;
    std::chrono::steady_clock::time_point kept_at_;
    std::optional<std::string> news_;

    /// The last event, the line that it lies on (without the steps since), and what lies ahead on
    /// it.
    EventPtr last_;
    Line line_;
    std::deque<EventPtr> next_;
    std::uint64_t repeated_ = 0;
    Hurry hurry_ = Hurry::No;
};

/// The knobs' values that the document asks of this kernel, in the kernel's order.
std::vector<std::int64_t> knobs_for(const Document& document, const gs_kernel& kernel);

/// The largest stable dt for the document's stencil and diffusion
/// (explicit Euler, without the reaction).
double dt_limit(const Document& document);

}  // namespace gs
