#include "app/core/simulation.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <limits>

#include "app/core/seeds.h"
#include "app/core/strings.h"
#include "kernels/gray_scott.h"

namespace gs {

namespace {

/// Values that no Gray-Scott field comes near; what is beyond is on its way to infinity.
constexpr float kBound = 1e4F;

SeedSpec seed_of(const Document& d) {
    return {d.seed, d.seed_spots, d.seed_number, d.feed, d.kill};
}

bool same_rates(const Document& a, const Document& b) {
    if (!varies(a) && !varies(b)) return true;
    return a.rates == b.rates && a.vary_feed == b.vary_feed && a.vary_kill == b.vary_kill &&
           a.feed == b.feed && a.kill == b.kill;
}

/// NaN anywhere gives NaN: comparisons that NaN fails keep it.
void extremes(const std::vector<float>& values, float& low, float& high) {
    float least = std::numeric_limits<float>::infinity(), most = -least, sum = 0;
    for (const float x : values) {
        least = x < least ? x : least;
        most = x > most ? x : most;
        sum += x * 0.0F;  // NaN from NaN and from infinity
    }
    low = least + sum;
    high = most + sum;
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

Simulation::Simulation() : engine_(std::make_unique<Engine>()) {
    document_.cols = document_.rows = 1;
}

Field Simulation::whole_field() {
    return exact_ ? *exact_ : engine_->read();
}

Status Simulation::reopen(const request::Adopt& wanted, const Field& field, std::int64_t steps, double time) {
    // A new engine, so that whatever fails leaves the old one as it is. Its first field is one cell, on which
    // a kernel refuses only what it never takes.
    auto next = std::make_unique<Engine>();
    if (Status s = next->set_params(params_of(wanted.document)); !s) return s;
    if (Status s = next->select(*wanted.kernel, knobs_for(wanted.document, *wanted.kernel)); !s) return s;
    if (Status s = next->set_field(field, steps, rate_planes(wanted.document)); !s) return s;
    engine_ = std::move(next);
    time_ = time;
    return {};
}

Status Simulation::adopt(const request::Adopt& wanted) {
    using With = request::Adopt::With;
    const Document& d = wanted.document;
    const bool other_kernel =
        wanted.kernel != &engine_->kernel() || knobs_for(d, *wanted.kernel) != engine_->knobs();
    Field kept;  // in float64 where it is wider than the kernel's scalar
    if (wanted.with == With::PresentField && !other_kernel && same_rates(d, document_)) {
        if (Status s = engine_->set_params(params_of(d)); !s) return s;
    } else {
        Field field;
        std::int64_t steps = engine_->steps_done();
        double time = time_;
        if (wanted.with == With::NewStart) {
            field = d.start ? *d.start
                            : make_seed(static_cast<int>(d.rows), static_cast<int>(d.cols), seed_of(d));
            steps = d.start ? d.start_steps : 0;
            time = static_cast<double>(steps) * d.dt;
        } else if (wanted.with == With::Remembered) {
            assert(!wanted.remembered->field.empty());
            field = wanted.remembered->field;
            steps = wanted.remembered->steps_done, time = wanted.remembered->time;
        } else {
            field = whole_field();
        }
        if (Status s = reopen(wanted, field, steps, time); !s) return s;
        exact_.reset();
        if (field.scalar() == GS_F64 && wanted.kernel->scalar == GS_F32) exact_ = std::move(field);
    }
    document_ = d;
    because_ = wanted.because;
    return {};
}

void Simulation::remember(Snapshot& into) {
    into.field = whole_field();
    into.steps_done = engine_->steps_done();
    into.time = time_;
}

void Simulation::paint(const request::Dab& dab) {
    exact_.reset();
    const double reach = dab.radius;
    const auto clip = [](double x, int n) {
        return static_cast<int>(std::clamp(x, 0.0, static_cast<double>(n)));
    };
    Rect rect;
    rect.row = clip(std::floor(dab.row - reach), engine_->rows());
    rect.col = clip(std::floor(dab.col - reach), engine_->cols());
    rect.rows = clip(std::ceil(dab.row + reach) + 1, engine_->rows()) - rect.row;
    rect.cols = clip(std::ceil(dab.col + reach) + 1, engine_->cols()) - rect.col;
    if (rect.rows <= 0 || rect.cols <= 0) return;
    Field cells = engine_->read(rect);
    for (int y = 0; y < rect.rows; ++y)
        for (int x = 0; x < rect.cols; ++x) {
            const double dy = rect.row + y - dab.row, dx = rect.col + x - dab.col;
            const double t = std::sqrt(dy * dy + dx * dx) / reach;
            if (t > 1) continue;
            const double soft = dab.strength * std::min(1.0, 2 * (1 - t));  // full up to half the radius
            const double u = cells.u(y, x), v = cells.v(y, x);
            cells.set(y, x, u + soft * (dab.u - u), v + soft * (dab.v - v));
        }
    engine_->write(rect, cells);
}

Status Simulation::step(std::int64_t n) {
    if (n > 0) exact_.reset();
    const std::int64_t before = engine_->steps_done();
    Status stepped = engine_->step(n);
    if (stepped) stepped = engine_->finish();
    time_ += static_cast<double>(engine_->steps_done() - before) * engine_->params().dt;
    return stepped;
}

Exported Simulation::exported() {
    return {engine_->read(), engine_->steps_done(), time_};
}

void Simulation::copy_to(Frame& frame, bool with_extremes) {
    const auto begin = std::chrono::steady_clock::now();
    frame.rows = engine_->rows();
    frame.cols = engine_->cols();
    frame.steps_done = engine_->steps_done();
    frame.time = time_;
    frame.device.reset();
    const auto cells = static_cast<std::size_t>(frame.rows) * static_cast<std::size_t>(frame.cols);
    frame.u.resize(cells);
    frame.v.resize(cells);
    engine_->copy_to(frame.u.data(), frame.v.data());
    if (with_extremes) {
        extremes(frame.u, frame.u_min, frame.u_max);
        extremes(frame.v, frame.v_min, frame.v_max);
    }
    frame.copy_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

std::string Simulation::blown_up() {
    copy_to(looked_at_, true);
    return blown_up(looked_at_);
}

std::string Simulation::blown_up(const Frame& f) const {
    const auto within = [](float low, float high) { return low >= -kBound && high <= kBound; };
    if (within(f.u_min, f.u_max) && within(f.v_min, f.v_max)) return {};
    const double limit = dt_limit(document_);
    const Text why = document_.dt > limit ? Text::BlownUpByDt : Text::BlownUp;
    return say(why, f.steps_done, fmt::format("{:g}", document_.dt), fmt::format("{:g}", limit));
}

void Simulation::describe(SimState& state) const {
    const gs_kernel& kernel = engine_->kernel();
    state.kernel = kernel.id;
    state.label = kernel.label;
    state.describe = engine_->describe();
    state.on_device = kernel.memory == GS_CUDA;
    state.float64 = kernel.scalar == GS_F64;
    state.instead_because = because_;
    state.threads = engine_->threads();
    state.rows = engine_->rows();
    state.cols = engine_->cols();
    state.steps_done = engine_->steps_done();
    state.time = time_;
}

}  // namespace gs
