#include "app/core/simulation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "app/core/kernel_choice.h"
#include "app/core/seeds.h"
#include "app/core/strings.h"
#include "app/core/values.h"
#include "kernels/gray_scott.h"
#include "kernels/registry.h"

namespace gs {

namespace {

/// Beyond it a field is on its way to infinity: as in a file, so in a run.
constexpr auto kLargest = static_cast<float>(kLargestValue);

SeedSpec seed_of(const Document& d) {
    return {d.seed, d.seed_spots, d.seed_number, d.feed, d.kill};
}

/// The seed is made of the rates, and they are others.
bool made_of_other_rates(const Document& a, const Document& b) {
    const Seed* seed = find_seed(a.seed);
    return seed != nullptr && seed->of_rates && (a.feed != b.feed || a.kill != b.kill);
}

bool same_rates(const Document& a, const Document& b) {
    if (!varies(a) && !varies(b)) return true;
    return a.rates == b.rates && a.vary_feed == b.vary_feed && a.vary_kill == b.vary_kill &&
           a.feed == b.feed && a.kill == b.kill;
}

/// "v is nan at row 3, column 12": the first value of a host frame that no Gray-Scott field has.
std::string first_out_of_bounds(const Frame& f) {
    for (const auto& [name, plane] : {std::pair{"u", &f.u}, std::pair{"v", &f.v}}) {
        const auto found = std::find_if(plane->begin(), plane->end(),
                                        [](float x) { return !(x >= -kLargest && x <= kLargest); });
        if (found == plane->end()) continue;
        const auto at = static_cast<std::int64_t>(found - plane->begin());
        const std::string value =
            std::isnan(*found) ? std::string(text(Text::NotANumber)) : fmt::format("{:g}", *found);
        return say(Text::ValueAt, name, value, at / f.cols, at % f.cols);
    }
    return {};
}

/// NaN or infinity anywhere gives NaN. In lanes, so that the compiler makes vectors of it.
void extremes(const std::vector<float>& values, float& low, float& high) {
    constexpr std::size_t kLanes = 16;
    std::array<float, kLanes> least, most, bad{};
    least.fill(std::numeric_limits<float>::infinity());
    most.fill(-std::numeric_limits<float>::infinity());
    const auto look = [&](std::size_t lane, float x) {
        least[lane] = x < least[lane] ? x : least[lane];
        most[lane] = x > most[lane] ? x : most[lane];
        bad[lane] += x * 0.0F;  // NaN from NaN and from infinity
    };
    const std::size_t whole = values.size() / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) look(lane, values[i + lane]);
    for (std::size_t i = whole; i < values.size(); ++i) look(i - whole, values[i]);
    const float any_bad = std::accumulate(bad.begin(), bad.end(), 0.0F);
    low = *std::min_element(least.begin(), least.end()) + any_bad;
    high = *std::max_element(most.begin(), most.end()) + any_bad;
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

Simulation::Moment Simulation::present() {
    if (moment_) return *moment_;
    return {exact_ ? *exact_ : engine_->read(), engine_->steps_done(), time_, untouched_};
}

Simulation::Moment Simulation::start_of(const Document& d) {
    const std::int64_t steps = d.start ? d.start_steps : 0;
    return {d.start ? *d.start : make_seed(static_cast<int>(d.rows), static_cast<int>(d.cols), seed_of(d)),
            steps, static_cast<double>(steps) * d.dt, true};
}

Status Simulation::adopt(const request::Adopt& wanted) {
    using With = request::Adopt::With;
    const Document& d = wanted.document;
    const bool same_kernel =
        wanted.kernel == kernel_ && knobs_for(d, *kernel_) == knobs_for(document_, *kernel_);
    const bool untouched = moment_ ? moment_->untouched : untouched_;
    const bool follows = wanted.with == With::PresentField && untouched && made_of_other_rates(d, document_);
    if (wanted.with == With::NewStart || follows) {
        moment_ = start_of(d);
    } else if (wanted.with == With::PresentField && same_kernel && same_rates(d, document_)) {
        if (!moment_)
            if (Status s = engine_->set_params(params_of(d)); !s) return s;
    } else if (wanted.with == With::Remembered) {
        assert(!wanted.remembered->field.empty());
        moment_ = *wanted.remembered;
    } else {
        moment_ = present();
    }
    document_ = d;
    kernel_ = wanted.kernel;
    because_ = wanted.because;
    return {};
}

Status Simulation::open_with(const gs_kernel& kernel) {
    // A new engine, so that whatever fails leaves the old one as it is. Its first field is one cell, on which
    // a kernel refuses only what it never takes.
    auto next = std::make_unique<Engine>();
    if (Status s = next->set_params(params_of(document_)); !s) return s;
    if (Status s = next->select(kernel, knobs_for(document_, kernel)); !s) return s;
    if (Status s = next->set_field(moment_->field, moment_->steps_done, rate_planes(document_)); !s) return s;
    engine_ = std::move(next);
    kernel_ = &kernel;
    time_ = moment_->time;
    untouched_ = moment_->untouched;
    exact_.reset();
    if (moment_->field.scalar() == GS_F64 && kernel.scalar == GS_F32) exact_ = std::move(moment_->field);
    moment_.reset();
    return {};
}

Status Simulation::open() {
    return moment_ ? open_with(*kernel_) : Status();
}

Status Simulation::open_or_instead() {
    if (!moment_) return {};
    Status first = open_with(*kernel_);
    if (first) return first;
    const gs_kernel* const wanted = kernel_;
    for (const gs_kernel* next : substitutes(*wanted, document_))
        if (open_with(*next)) {
            because_ = say(Text::RunsInstead, wanted->id, first.why(), next->id);
            return {};
        }
    return first;
}

void Simulation::remember(Snapshot& into) {
    into = present();
}

Status Simulation::paint(const request::Dab& dab) {
    if (Status opened = open(); !opened) return opened;
    exact_.reset();
    untouched_ = false;
    const double reach = dab.radius;
    const auto clip = [](double x, int n) {
        return static_cast<int>(std::clamp(x, 0.0, static_cast<double>(n)));
    };
    Rect rect;
    rect.row = clip(std::floor(dab.row - reach), engine_->rows());
    rect.col = clip(std::floor(dab.col - reach), engine_->cols());
    rect.rows = clip(std::ceil(dab.row + reach) + 1, engine_->rows()) - rect.row;
    rect.cols = clip(std::ceil(dab.col + reach) + 1, engine_->cols()) - rect.col;
    if (rect.rows <= 0 || rect.cols <= 0) return {};
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
    return {};
}

Status Simulation::step(std::int64_t n) {
    if (n == 0) return {};
    if (Status opened = open(); !opened) return opened;
    exact_.reset();
    untouched_ = false;
    const std::int64_t before = engine_->steps_done();
    Status stepped = engine_->step(n);
    if (stepped) stepped = engine_->finish();
    time_ += static_cast<double>(engine_->steps_done() - before) * engine_->params().dt;
    return stepped;
}

Exported Simulation::exported() {
    if (!moment_)
        return {
            {engine_->read(), engine_->steps_done(), time_, untouched_}, kernel_->id, engine_->describe()};
    return {{moment_->field.converted(static_cast<gs_scalar>(kernel_->scalar)), moment_->steps_done,
             moment_->time, moment_->untouched},
            kernel_->id,
            ""};
}

void Simulation::copy_to(Frame& frame, bool with_extremes, PlaneSet planes) {
    const auto begin = std::chrono::steady_clock::now();
    frame.rows = rows();
    frame.cols = cols();
    frame.steps_done = steps_done();
    frame.time = time();
    frame.device.reset();
    frame.planes = with_extremes || moment_ ? PlaneSet{true, true} : planes;
    const auto cells = static_cast<std::size_t>(frame.rows) * static_cast<std::size_t>(frame.cols);
    frame.u.resize(cells);
    frame.v.resize(cells);
    if (moment_)
        moment_->field.visit([&](auto u, auto v) {
            const auto to_float = [](auto x) { return static_cast<float>(x); };
            std::transform(u.begin(), u.end(), frame.u.begin(), to_float);
            std::transform(v.begin(), v.end(), frame.v.begin(), to_float);
        });
    else
        engine_->copy_to(frame.planes.u ? frame.u.data() : nullptr,
                         frame.planes.v ? frame.v.data() : nullptr);
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
    const auto within = [](float low, float high) { return low >= -kLargest && high <= kLargest; };
    if (within(f.u_min, f.u_max) && within(f.v_min, f.v_max)) return {};
    const double limit = dt_limit(document_);
    const Text why = document_.dt > limit ? Text::BlownUpByDt : Text::BlownUp;
    return say(why, f.steps_done, first_out_of_bounds(f), fmt::format("{:g}", document_.dt),
               fmt::format("{:g}", limit));
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
    state.knobs_asked = knobs_for(document_, *kernel_);
    state.knobs = moment_ ? state.knobs_asked : engine_->knobs_in_use();
    state.rows = rows();
    state.cols = cols();
    state.steps_done = steps_done();
    state.time = time();
}

}  // namespace gs
