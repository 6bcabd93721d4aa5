#include "app/core/run/simulation.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/rate_of_change.h"
#include "app/core/document/seeds.h"
#include "app/core/document/values.h"
#include "app/core/run/condition.h"
#include "app/core/text/strings.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"
#include "kernels/gray_scott.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;
/// s: the most stepping that a lost device may cost, and the least time between copies at rest.
constexpr double kKeepPeriod = 0.25;
constexpr double kKeepShare = 0.1;  // of the time at rest, at most

/// The seed is made of the rates, and they are others.
bool made_of_other_rates(const Document& a, const Document& b) {
    const Seed* seed = find_seed(a.seed);
    return seed != nullptr && seed->of_rates && (a.feed != b.feed || a.kill != b.kill);
}

/// The kernel's planes of rates are the same.
bool same_planes(const Document& a, const Document& b) {
    return (!varies(a) && !varies(b)) || same_rates(a, b);
}

/// A whole copy on the host, as a field.
Snapshot moment_of(const Frame& frame) {
    Field field(frame.rows, frame.cols, GS_F32);
    field.visit([&](auto u, auto v) {
        std::copy(frame.u.begin(), frame.u.end(), u.begin());
        std::copy(frame.v.begin(), frame.v.end(), v.begin());
    });
    Snapshot moment{std::move(field), frame.steps_done, frame.time, false};
    moment.after = frame.after;
    moment.since = frame.since;
    return moment;
}

void take_extremes(const Frame& from, Frame& to) {
    to.u_min = from.u_min;
    to.u_max = from.u_max;
    to.v_min = from.v_min;
    to.v_max = from.v_max;
    to.derived_min = from.derived_min;
    to.derived_max = from.derived_max;
    to.sample = from.sample;
}

}  // namespace

std::vector<std::int64_t> knobs_for(const Document& document, const gs_kernel& kernel) {
    std::vector<std::int64_t> values;
    for (int i = 0; i < kernel.knob_count; ++i) {
        const auto found = document.knobs.find(std::string(kernel.id) + "." + kernel.knobs[i].name);
        values.push_back(found != document.knobs.end() ? found->second : kernel.knobs[i].initial);
    }
    return values;
}

double dt_limit(const Document& d) {
    const double fastest = std::max(d.du, d.dv);
    const double limit = stability_limit(d.edge, d.corner);
    return fastest > 0 ? limit / fastest : INFINITY;
}

Simulation::Simulation() : engine_(std::make_unique<Engine>()), kernel_(&engine_->kernel()) {
    document_.cols = document_.rows = 1;
}

Snapshot Simulation::start_of(const Document& d) {
    const std::int64_t steps = d.start ? d.start_steps : 0;
    return {d.start ? *d.start : make_seed(static_cast<int>(d.rows), static_cast<int>(d.cols), seed_of(d)),
            steps, static_cast<double>(steps) * d.dt, true};
}

Snapshot Simulation::last_good() const {
    if (good_known_) return moment_of(good_);
    return given_ ? *given_ : start_of(document_);
}

std::int64_t Simulation::good_step() const {
    if (good_known_) return good_.steps_done;
    if (given_) return given_->steps_done;
    return document_.start ? document_.start_steps : 0;
}

std::shared_ptr<const Snapshot> Simulation::field_for(const request::Adopt& wanted) const {
    if (!wanted.revives) return wanted.field;
    if (blown_up_) return std::make_shared<Snapshot>(last_good());
    return rest_ != Rest::No ? wanted.field : nullptr;
}

/// Another field takes the place of what there is.
void Simulation::begin(Snapshot moment, std::shared_ptr<const Snapshot> given) {
    moment_ = std::move(moment);
    given_ = std::move(given);
    good_known_ = false;
    blown_up_.reset();
    rest_ = Rest::No;
}

double Simulation::opened_time() const {
    return since_.time + static_cast<double>(engine_->steps_done() - since_.step) * engine_->params().dt;
}

Status Simulation::adopt(const request::Adopt& wanted) {
    const std::shared_ptr<const Snapshot> field = field_for(wanted);
    if (wanted.reshape && !field && !blown_up()) (void)look(nullptr);  // it may be so since the last look
    const bool was_blown_up = blown_up();
    const bool paints = lays_on_these(wanted, field);
    std::shared_ptr<const PaintedRates> painted =
        paints ? painted_now(*wanted.laid) : painted_as(wanted, field);
    if (Status taken = take(wanted, field); !taken) return taken;
    painted_ = std::move(painted);
    if (paints) painted_->know(document_.rates);
    // The shape was given to its last good moment, and not to what the run tells.
    if (was_blown_up && wanted.reshape && !field)
        note(deed::Given{given_}, wanted.label);
    else
        note_adopted(wanted, field, paints ? Deed(deed::Paint{}) : deed::Settings{});
    return {};
}

Status Simulation::take(const request::Adopt& wanted, const std::shared_ptr<const Snapshot>& field) {
    const Document& d = wanted.document;
    const bool same_kernel =
        wanted.kernel == kernel_ && knobs_for(d, *kernel_) == knobs_for(document_, *kernel_);
    const bool untouched = moment_ ? moment_->untouched : untouched_;
    const bool follows = wanted.keeps_field() && untouched && made_of_other_rates(d, document_);
    if (field) {
        assert(!field->field.empty());
        begin(*field, field);
    } else if (wanted.reshape) {
        auto now = std::make_shared<Snapshot>();
        if (Status s = remember(*now); !s) return s;
        now->field = reshaped(now->field, *wanted.reshape);
        now->untouched = false;
        now->after = nullptr;
        begin(*now, now);
    } else if (wanted.effect == Effect::Restart || follows) {
        begin(start_of(d), nullptr);
    } else if (same_kernel && same_planes(d, document_)) {
        if (!moment_) {
            const TimeBase now{opened_time(), engine_->steps_done()};
            if (Status s = engine_->set_params(params_of(d)); !s) return s;
            if (d.dt != document_.dt) since_ = now;
        } else if (d.dt != document_.dt) {
            moment_->since = {moment_->time, moment_->steps_done};
        }
    } else {
        Snapshot now;
        if (Status s = read_now(now); !s) return s;
        if (d.dt != document_.dt) now.since = {now.time, now.steps_done};
        moment_ = std::move(now);
    }
    document_ = d;
    kernel_ = wanted.kernel;
    because_ = wanted.because;
    return {};
}

Status Simulation::open_with(const gs_kernel& kernel) {
    Status opened = try_open(kernel);
    if (opened || engine_->kernel().memory != GS_CUDA || kernel.memory != GS_CUDA ||
        !can_run(kernel, document_))
        return opened;
    // A small card has no room for two fields; the host has this one,
    // so the old engine may go first.
    engine_ = std::make_unique<Engine>();
    return try_open(kernel);
}

Status Simulation::try_open(const gs_kernel& kernel) {
    if (Status s = engine_->start(kernel, knobs_for(document_, kernel), params_of(document_), moment_->field,
                                  moment_->steps_done, rate_planes(document_));
        !s)
        return s;
    kernel_ = &kernel;
    since_ = moment_->since;
    untouched_ = moment_->untouched;
    exact_.reset();
    if (kernel.memory == GS_CUDA) (void)keep(false);  // what is to be opened, from the host
    if (moment_->field.scalar() == GS_F64 && kernel.scalar == GS_F32) exact_ = std::move(moment_->field);
    moment_.reset();
    return {};
}

Status Simulation::open() {
    return moment_ ? open_with(*kernel_) : Status();
}

Status Simulation::open_or_instead() {
    if (!moment_) return {};
    const auto opens = [this](const gs_kernel& kernel) {
        Status opened = open_with(kernel);
        if (!opened && kernel.memory == GS_CUDA && why_unavailable(kernel) == nullptr) (void)cuda_lost();
        return opened;
    };
    KernelChoice choice{kernel_, ""};
    Status opened = first_that_runs(*kernel_, document_, opens, choice);
    if (!opened || choice.because.empty()) return opened;
    because_ = choice.because;
    if (last_ && !gives_same_bits(*kernel_, *last_->kernel)) note(deed::Settings{}, "kernel");
    return opened;
}

Status Simulation::remember(Snapshot& into) {
    if (!blown_up_) {
        if (Status read = read_now(into); !read) return read;
        const bool sound = check_values(into.field, kFieldValues).ok();
        if (sound || look(nullptr)) return {};  // no look has come upon it yet
    }
    into = last_good();
    return {};
}

Status Simulation::read_now(Snapshot& into) {
    return rescued([&] {
        if (moment_)
            into = *moment_;
        else
            into = {
                exact_.value_or(Field()), engine_->steps_done(), opened_time(), untouched_, {}, {}, since_};
        into.after = last_;
        into.line = line();
        return into.field.empty() ? engine_->read(into.field) : Status();
    });
}

Status Simulation::touch(const request::Touch& wanted) {
    Status touched = rescued([&] { return try_touch(wanted.edit); });
    if (touched) note(wanted.edit, wanted.label);
    return touched;
}

Status Simulation::try_touch(const Edit& edit) {
    if (Status opened = open(); !opened) return opened;
    exact_.reset();
    untouched_ = false;
    rest_ = Rest::No;
    stale_ = true;
    const Extent field{engine_->rows(), engine_->cols()};
    for (const Rect& rect : reach(edit, field)) {
        Field cells;
        if (Status s = engine_->read(rect, cells); !s) return s;
        apply(edit, cells, rect, field);
        if (Status s = engine_->write(rect, cells); !s) return s;
    }
    return {};
}

Status Simulation::copy(const request::Copy& wanted) {
    const Rect area = within(wanted.area, {rows(), cols()});
    if (area.rows == 0 || area.cols == 0) return {};
    if (!moment_ && !blown_up_) {
        Status read = engine_->read(area, wanted.into->cells);
        if (read && check_values(wanted.into->cells, kFieldValues)) return {};
        if (!read && !rescue()) return read;
    }
    Snapshot now;
    if (Status s = remember(now); !s) return s;
    wanted.into->cells = part_of(now.field, area);
    return {};
}

Status Simulation::keep(bool with_extremes) {
    Status kept = copy_to(looked_at_, with_extremes);
    unkept_s_ = 0;
    newest_is_good_ = false;
    stale_ = false;
    kept_at_ = Clock::now();
    return kept;
}

Status Simulation::keep_while_stepping() {
    return on_device() && unkept_s_ + last_step_s_ > kKeepPeriod ? keep(false) : Status();
}

Status Simulation::keep_at_rest() {
    const double ago = std::chrono::duration<double>(Clock::now() - kept_at_).count();
    const bool due = ago >= std::max(kKeepPeriod, looked_at_.copy_ms * 1e-3 / kKeepShare);
    return on_device() && stale_ && due ? keep(false) : Status();
}

bool Simulation::rescue(std::optional<std::int64_t> steps_seen) {
    if (!on_device() || !cuda_lost()) return false;
    moment_ = moment_of(newest());
    note_rescued();
    news_ = say(Text::DeviceLost, cuda_info().why_not, moment_->steps_done,
                steps_seen.value_or(engine_->steps_done()) - moment_->steps_done);
    exact_.reset();
    return true;
}

Status Simulation::export_to(const std::function<void(Exported)>& to) {
    Exported now;
    Status read = rescued([&]() -> Status {
        const bool untouched = moment_ ? moment_->untouched : untouched_;
        now = {{{}, steps_done(), time(), untouched, last_, line(), moment_ ? moment_->since : since_},
               kernel_->id,
               moment_ ? "" : engine_->describe()};
        if (!moment_) return engine_->read(now.field);
        now.field = moment_->field.converted(static_cast<gs_scalar>(kernel_->scalar));
        return {};
    });
    if (read) to(std::move(now));
    return read;
}

Status Simulation::copy_to(Frame& frame, bool with_extremes, PlaneSet planes) {
    const auto begin = Clock::now();
    frame.device.reset();
    const auto cells = static_cast<std::size_t>(rows()) * static_cast<std::size_t>(cols());
    if (frame.u.size() != cells || frame.v.size() != cells) frame.mark = {};
    frame.u.resize(cells);
    frame.v.resize(cells);
    Status copied = rescued([&] {
        const bool both = with_extremes || moment_ || planes.derived;
        frame.planes = both ? PlaneSet{true, true} : planes;
        if (!moment_)
            return engine_->copy_to(frame.planes.u ? frame.u.data() : nullptr,
                                    frame.planes.v ? frame.v.data() : nullptr, frame.mark);
        frame.mark = {};
        moment_->field.visit([&](auto u, auto v) {
            const auto to_float = [](auto x) { return static_cast<float>(x); };
            std::transform(u.begin(), u.end(), frame.u.begin(), to_float);
            std::transform(v.begin(), v.end(), frame.v.begin(), to_float);
        });
        return Status();
    });
    if (!copied) return copied;
    // Only now: the newest copy must stay whole if the device is lost on the way.
    frame.rows = rows();
    frame.cols = cols();
    frame.steps_done = steps_done();
    frame.time = time();
    frame.awake = awake();
    const bool whole = moment_ ? moment_->field.scalar() == GS_F32 : kernel_->scalar == GS_F32 && !exact_;
    frame.after = whole ? last_ : nullptr;
    frame.since = moment_ ? moment_->since : since_;
    // Until the next look, those of the last one.
    if (!with_extremes) take_extremes(looked_at_, frame);
    frame.planes.derived = planes.derived && shows_derived(document_);
    if (frame.planes.derived) {
        frame.derived.resize(cells);
        derive(frame.u, frame.v, document_, frame.derived);
        extremes(frame.derived, frame.derived_min, frame.derived_max);
    }
    if (with_extremes) {
        extremes(frame.u, frame.u_min, frame.u_max);
        extremes(frame.v, frame.v_min, frame.v_max);
    }
    // What is made of both is another as soon as another way of colouring is chosen.
    if (with_extremes || frame.planes.derived)
        take_sample(frame.u, frame.v, frame.planes.derived ? frame.derived : std::vector<float>(),
                    frame.sample);
    if (with_extremes && &frame != &looked_at_) take_extremes(frame, looked_at_);
    frame.copy_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return {};
}

void Simulation::copy_extremes(Frame& frame) const {
    take_extremes(looked_at_, frame);
}

Status Simulation::look(const Frame* frame) {
    if (frame == nullptr)
        if (Status kept = keep(true); !kept) return kept;
    const Frame& f = frame != nullptr ? *frame : looked_at_;
    if (is_sound(f)) {
        const bool untouched = moment_ ? moment_->untouched : untouched_;
        rest_ = untouched ? Rest::No : rest_of(f);
        blown_up_.reset();
        return {};
    }
    const double limit = dt_limit(document_);
    if (!blown_up_) blown_up_ = BlownUp{f.steps_done, document_.dt, limit};
    const Text why = document_.dt > limit ? Text::BlownUpByDt : Text::BlownUp;
    return Status::failure(say(why, f.steps_done, first_out_of_bounds(f), fmt::format("{:g}", document_.dt),
                               fmt::format("{:g}", limit)));
}

bool Simulation::keep_good(const Frame* frame) {
    if (moment_ || untouched_) return false;  // with what it began is known
    if (!is_in_order(frame != nullptr ? *frame : looked_at_, document_)) return false;
    if (frame == nullptr) {
        std::swap(good_, looked_at_);
        newest_is_good_ = true;
        take_extremes(good_, looked_at_);
    } else {
        good_.rows = frame->rows;
        good_.cols = frame->cols;
        good_.steps_done = frame->steps_done;
        good_.time = frame->time;
        good_.after = frame->after;
        good_.since = frame->since;
        good_.u = frame->u;
        good_.v = frame->v;
        good_.mark = frame->mark;
    }
    good_known_ = true;
    given_.reset();
    return true;
}

std::shared_ptr<const AwakeBlocks> Simulation::awake() const {
    const std::optional<gs_activity> now = document_.awake ? activity() : std::nullopt;
    if (!now) return nullptr;
    const std::size_t blocks = static_cast<std::size_t>(now->rows) * static_cast<std::size_t>(now->cols);
    return std::make_shared<const AwakeBlocks>(
        AwakeBlocks{now->block, now->rows, now->cols, {now->awake, now->awake + blocks}});
}

void Simulation::describe(SimState& state) const {
    state.kernel = kernel_->id;
    state.label = kernel_->label;
    state.describe = moment_ ? "" : engine_->describe();
    state.on_device = kernel_->memory == GS_CUDA;
    state.float64 = kernel_->scalar == GS_F64;
    state.instead_because = because_;
    state.threads = moment_ ? 0 : engine_->threads();
    state.opened = !moment_;
    state.leaves_out = activity().has_value();
    state.knobs_asked = knobs_for(document_, *kernel_);
    state.knobs = moment_ ? state.knobs_asked : engine_->knobs_in_use();
    state.rows = rows();
    state.cols = cols();
    state.steps_done = steps_done();
    state.time = time();
    state.now = now();
    state.line = line();
    state.repeated = repeated_;
    const BlownUp none, &blown_up = blown_up_ ? *blown_up_ : none;
    state.blown_up = blown_up_.has_value();
    state.blown_up_step = blown_up.step;
    state.blown_up_dt = blown_up.dt;
    state.blown_up_limit = blown_up.limit;
    state.good_step = blown_up_ ? good_step() : -1;
    state.rest = rest_;
}

}  // namespace gs
