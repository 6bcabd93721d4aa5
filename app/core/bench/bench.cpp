#include "app/core/bench/bench.h"

#include <fmt/core.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "app/core/bench/bench_figures.h"
#include "app/core/bench/bench_plan.h"
#include "app/core/document/memory.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

struct Benchmark::Impl {
    BenchOptions options;
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    BenchReport shared;                           // guarded by mutex
    std::vector<std::vector<Contender>> by_size;  // used by the worker alone
    Field first_field;  // used by the worker alone; kept, since making a large one takes seconds
    std::size_t samples_done = 0, samples_wanted = 1;
    bool use_gpu = false, use_cpu = false;
    std::jthread worker;

    explicit Impl(BenchOptions wanted) : options(std::move(wanted)) {
        plan();
        worker = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    void plan();
    void run(const std::stop_token& stop);
    void measure_roofs(double seconds, bool cpu_too, bool gpu_too);
    void measure_block(const std::vector<Contender*>& block, const std::stop_token& stop);
    void round(Contender& contender, bool keep_open, bool cold, const std::stop_token& stop);
    Status sample(Contender& contender, bool cold, const std::stop_token& stop);
    Status begin_again(Contender& contender) const;
    Status open(Contender& contender);
    Status calibrate(Contender& contender, const std::stop_token& stop) const;
    void record(Contender& contender, double gcells);
    void progress(std::size_t samples, std::string phase);
};

/// Fills in all rows of the report, which are there from the start.
void Benchmark::Impl::plan() {
    shared.params = params_of(options);
    for (const BenchSize& size : options.sizes) {
        auto& contenders = by_size.emplace_back();
        for (const gs_kernel* kernel : chosen(options)) {
            if (const char* why = why_unavailable(*kernel)) {
                if (by_size.size() == 1) shared.absent.push_back({kernel->id, kernel->label, why});
                continue;
            }
            (kernel->memory == GS_CUDA ? use_gpu : use_cpu) = true;
            for (Contender& contender : contenders_of(options, *kernel, size.rows, size.cols)) {
                contender.row = shared.results.size();
                BenchResult row;
                row.kernel = kernel->id;
                row.label = kernel->label;
                row.knobs = contender.words;
                row.rows = size.rows;
                row.cols = size.cols;
                row.float64 = kernel->scalar == GS_F64;
                row.on_device = kernel->memory == GS_CUDA;
                row.work = work_of(*kernel, shared.params);
                shared.results.push_back(std::move(row));
                contenders.push_back(std::move(contender));
            }
        }
    }
    samples_wanted = 1 + shared.results.size() * static_cast<std::size_t>(options.rounds);
}

void Benchmark::Impl::progress(std::size_t samples, std::string phase) {
    const std::scoped_lock lock(mutex);
    samples_done += samples;
    shared.progress = std::min(1.0, static_cast<double>(samples_done) / static_cast<double>(samples_wanted));
    if (!phase.empty()) shared.phase = std::move(phase);
}

void Benchmark::Impl::run(const std::stop_token& stop) {
    Status failure;
    try {
        progress(0, say(Text::BenchRoofsPhase));
        measure_roofs(options.roof_seconds, use_cpu || !use_gpu, use_gpu);
        progress(1, "");
        for (auto& contenders : by_size)
            for (const auto& block : blocks_of(contenders))
                if (!stop.stop_requested()) measure_block(block, stop);
    } catch (const std::exception& error) {
        failure = Status::failure(error.what());
    }
    by_size.clear();
    {
        const std::scoped_lock lock(mutex);
        if (use_cpu && !options.known_roofs && !shared.cpu.empty()) remember_roofs(GS_HOST, shared.cpu);
        if (use_gpu && !shared.gpu.empty()) remember_roofs(GS_CUDA, shared.gpu);
        shared.cancelled = stop.stop_requested();
        shared.status = failure;
        shared.phase.clear();
        shared.finished = true;
        if (!shared.cancelled && failure) shared.progress = 1;
    }
    changed.notify_all();
}

/// Raises the roofs by a new measurement: a shared machine has slow moments, and a roof is the best
/// rate that was reached.
void Benchmark::Impl::measure_roofs(double seconds, bool cpu_too, bool gpu_too) {
    Roofs cpu;
    if (cpu_too) cpu = options.known_roofs ? *options.known_roofs : measure_cpu_roofs(seconds);
    Roofs gpu;
    const Status gpu_measured = gpu_too ? measure_cuda_roofs(gpu) : Status();
    const std::scoped_lock lock(mutex);
    shared.cpu = higher_of(shared.cpu, cpu);
    shared.gpu = higher_of(shared.gpu, gpu);
    const std::string name = say(Text::BenchGpuRoofs);
    const bool said = std::any_of(shared.absent.begin(), shared.absent.end(),
                                  [&](const BenchAbsent& absent) { return absent.kernel == name; });
    if (!gpu_measured && !said) shared.absent.push_back({name, name, gpu_measured.why()});
    relate(shared);
}

void Benchmark::Impl::measure_block(const std::vector<Contender*>& block, const std::stop_token& stop) {
    const bool keep_open = fit_together(block);  // else the engines are open one at a time
    const bool on_gpu = block.front()->kernel->memory == GS_CUDA;
    for (int round_number = 0; round_number < options.rounds; ++round_number) {
        if (round_number > 0) measure_roofs(0.3 * options.roof_seconds, !on_gpu, on_gpu);
        for (Contender* contender : block) {
            if (stop.stop_requested()) return;
            round(*contender, keep_open, contender == block.front(), stop);
            if (!keep_open) first_field = {};
        }
        first_field = {};  // all engines are open and hold it
    }
    for (Contender* contender : block) contender->engine.reset();
}

/// Takes one sample of one contender. cold: its device has just been idle.
void Benchmark::Impl::round(Contender& contender, bool keep_open, bool cold, const std::stop_token& stop) {
    if (!contender.gave_up) {
        progress(0, say(Text::BenchKernelPhase, contender.kernel->id, contender.cols, contender.rows));
        const Status status = sample(contender, cold, stop);
        if (!status || !keep_open) contender.engine.reset();
        if (!status) {
            contender.gave_up = true;
            const std::scoped_lock lock(mutex);
            shared.results[contender.row].status = status;
        }
    }
    progress(1, "");
}

Status Benchmark::Impl::sample(Contender& contender, bool cold, const std::stop_token& stop) {
    if (contender.engine == nullptr) {
        if (Status opened = open(contender); !opened) return opened;
        cold = true;  // the device was idle while the host made the field
    }
    if (contender.steps == 0)
        if (Status chosen = calibrate(contender, stop); !chosen) return chosen;
    if (stop.stop_requested()) return {};
    Engine& engine = *contender.engine;
    if (Status warm = engine.step(warm_up_steps(contender, cold)); !warm) return warm;
    if (Status warm = begin_again(contender); !warm) return warm;
    if (Status warm = engine.finish(); !warm) return warm;
    const std::optional<gs_activity> before = engine.activity();
    const auto start = Clock::now();
    if (Status stepped = engine.step(contender.steps); !stepped) return stepped;
    if (Status done = engine.finish(); !done) return done;
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (const std::optional<gs_activity> after = engine.activity(); before && after) {
        contender.advanced += after->advanced - before->advanced;
        contender.computed += after->computed - before->computed;
    }
    const double cells = static_cast<double>(contender.rows) * contender.cols;
    record(contender, 1e-9 * cells * static_cast<double>(contender.steps) / seconds);
    return {};
}

/// Goes back to the seed, where samples begin with it. The first step takes the field over.
Status Benchmark::Impl::begin_again(Contender& contender) const {
    const BenchField& field = *find_bench_field(options.field);
    if (field.steps == 0) return {};
    Engine& engine = *contender.engine;
    if (Status set = engine.set_field(first_of(field, contender.rows, contender.cols), 0); !set) return set;
    return engine.step(1);
}

Status Benchmark::Impl::open(Contender& contender) {
    if (Status fits = fits_to_run(contender.rows, contender.cols, *contender.kernel); !fits) return fits;
    if (first_field.rows() != contender.rows || first_field.cols() != contender.cols)
        first_field = first_of(*find_bench_field(options.field), contender.rows, contender.cols);
    contender.engine = std::make_shared<Engine>();
    Engine& engine = *contender.engine;
    if (Status set = engine.set_params(params_of(options)); !set) return set;
    if (Status set = engine.set_field(first_field, 0); !set) return set;
    return engine.select(*contender.kernel, contender.knobs);
}

/// Chooses the number of steps that take about options.seconds, after the kernel has tuned itself
/// in its first steps.
Status Benchmark::Impl::calibrate(Contender& contender, const std::stop_token& stop) const {
    Engine& engine = *contender.engine;
    if (Status first = engine.step(1); !first) return first;
    const std::int64_t usual = find_bench_field(options.field)->steps;
    if (options.steps || usual > 0) {
        contender.steps = options.steps.value_or(usual);
        return engine.finish();
    }
    for (std::int64_t n = 1; !stop.stop_requested(); n *= 2) {
        if (Status before = engine.finish(); !before) return before;
        const auto start = Clock::now();
        if (Status stepped = engine.step(n); !stepped) return stepped;
        if (Status after = engine.finish(); !after) return after;
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (seconds < options.seconds / 3) continue;
        contender.seconds_per_step = seconds / static_cast<double>(n);
        // A kernel that fuses steps does whole passes, if there are many.
        const auto wanted =
            static_cast<std::int64_t>(std::lround(static_cast<double>(n) * options.seconds / seconds));
        const int pass = engine.steps_per_batch();
        contender.steps = wanted > pass ? wanted / pass * pass : std::max<std::int64_t>(wanted, 1);
        return {};
    }
    return {};
}

void Benchmark::Impl::record(Contender& contender, double gcells) {
    const std::scoped_lock lock(mutex);
    BenchResult& row = shared.results[contender.row];
    row.describe = contender.engine->describe();
    row.threads = contender.engine->threads();
    row.knobs_in_use.clear();
    const std::vector<std::int64_t> values = contender.engine->knobs_in_use();
    for (std::size_t i = 0; i < values.size(); ++i)
        row.knobs_in_use.emplace_back(contender.kernel->knobs[i].name, values[i]);
    row.steps = contender.steps;
    if (contender.advanced > 0) row.computed = contender.computed / contender.advanced;
    row.samples.push_back(gcells);
    summarise(row);
    relate(shared);
}

Benchmark::Benchmark(BenchOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Benchmark::~Benchmark() = default;

void Benchmark::cancel() {
    impl_->worker.request_stop();
}

bool Benchmark::finished() const {
    const std::scoped_lock lock(impl_->mutex);
    return impl_->shared.finished;
}

BenchReport Benchmark::report() const {
    const std::scoped_lock lock(impl_->mutex);
    return impl_->shared;
}

bool Benchmark::wait_for(double seconds) const {
    std::unique_lock lock(impl_->mutex);
    return impl_->changed.wait_for(lock, std::chrono::duration<double>(seconds),
                                   [&] { return impl_->shared.finished; });
}

}  // namespace gs
