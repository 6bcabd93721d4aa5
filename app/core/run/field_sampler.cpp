#include "app/core/run/field_sampler.h"

#include <algorithm>
#include <utility>

#include "app/core/run/simulation.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::duration<double> kPeriod{0.1};
constexpr double kShare = 10;  // a sample takes at most one part of so many of the time

/// u and v of one row or of a part of it, as floats.
void append(const Field& cells, int stride, std::vector<float>* u, std::vector<float>& v) {
    for (int r = 0; r < cells.rows(); ++r)
        for (int c = 0; c < cells.cols(); c += stride) {
            if (u != nullptr) u->push_back(static_cast<float>(cells.u(r, c)));
            v.push_back(static_cast<float>(cells.v(r, c)));
        }
}

/// A field that is too large to be copied is read row by row.
Status read_some(Engine& engine, FieldSample& sample) {
    Field cells;
    for (int r = 0; r < sample.rows; r += sample.stride) {
        if (Status done = engine.read({r, 0, 1, sample.cols}, cells); !done) return done;
        append(cells, sample.stride, &sample.u, sample.v);
    }
    const int rows = std::min(sample.rows, kSampledPart), cols = std::min(sample.cols, kSampledPart);
    sample.part = {(sample.rows - rows) / 2, (sample.cols - cols) / 2, rows, cols};
    if (Status done = engine.read(sample.part, cells); !done) return done;
    append(cells, 1, nullptr, sample.part_v);
    return {};
}

}  // namespace

void FieldSampler::want(const SampleWish& wish) {
    const std::lock_guard lock(mutex_);
    if (wish == wish_) return;
    wish_ = wish;
    asked_ = true;
    on_ = wish_.on;
    if (!wish_.on) newest_ = nullptr;
}

std::shared_ptr<const FieldSample> FieldSampler::take() {
    if (!on_) return nullptr;
    const std::lock_guard lock(mutex_);
    return std::exchange(newest_, nullptr);
}

void FieldSampler::replaced(double time) {
    ++origin_;
    origin_time_ = time;
    changed_ = true;
}

Status FieldSampler::read(Simulation& simulation, FieldSample& sample) const {
    sample.rows = simulation.rows();
    sample.cols = simulation.cols();
    sample.stride = sample_stride(sample.rows, sample.cols);
    sample.sampled_rows = (sample.rows + sample.stride - 1) / sample.stride;
    sample.sampled_cols = (sample.cols + sample.stride - 1) / sample.stride;
    if (!simulation.opened()) {
        return simulation.export_to(
            [&](const Exported& e) { sample = sample_of(e.field, std::vector(sample.places)); });
    }
    Engine& engine = simulation.engine();
    if (sample.stride == 1) {
        const auto count = static_cast<std::size_t>(sample.rows) * static_cast<std::size_t>(sample.cols);
        sample.u.resize(count);
        sample.v.resize(count);
        if (Status done = engine.copy_to(sample.u.data(), sample.v.data()); !done) return done;
    } else if (Status done = read_some(engine, sample); !done) {
        return done;
    }
    std::erase_if(sample.places,
                  [&](const CellPlace& p) { return p.row >= sample.rows || p.col >= sample.cols; });
    for (const CellPlace& p : sample.places) {
        Field cell;
        if (Status done = engine.read({p.row, p.col, 1, 1}, cell); !done) return done;
        sample.cells.push_back({cell.u(0, 0), cell.v(0, 0)});
    }
    return {};
}

Status FieldSampler::publish(Simulation& simulation) {
    if (!on_) return {};
    const auto begun = Clock::now();
    if (begun < due_) return {};
    auto sample = std::make_shared<FieldSample>();
    {
        const std::lock_guard lock(mutex_);
        if (!changed_ && !asked_) return {};
        asked_ = false;
        sample->places = wish_.places;
    }
    changed_ = false;
    const Status done = read(simulation, *sample);
    const std::chrono::duration<double> cost = Clock::now() - begun;
    due_ = begun + std::chrono::duration_cast<Clock::duration>(std::max(kPeriod, kShare * cost));
    if (!done) return simulation.rescue() ? Status() : done;
    sample->steps_done = simulation.steps_done();
    sample->time = simulation.time();
    sample->origin = origin_;
    sample->origin_time = origin_time_;
    const std::lock_guard lock(mutex_);
    if (wish_.on) newest_ = std::move(sample);
    return {};
}

}  // namespace gs
