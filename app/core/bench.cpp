#include "app/core/bench.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "app/core/memory.h"
#include "app/core/names.h"
#include "app/core/seeds.h"
#include "app/core/strings.h"
#include "kernels/cores.h"
#include "kernels/registry.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMaxRounds = 1000;
constexpr double kMaxSeconds = 3600;
constexpr std::int64_t kMaxSteps = 1'000'000'000;

/// Karl Sims' parameters and nine-point stencil.
gs_params params_of(const BenchOptions& options) {
    return {0.0545, 0.062, 1.0, 0.5, 1.0, 0.2, 0.05, options.boundary, 1.0, 0.0};
}

/// A kernel with its knobs: what takes part in the rounds.
struct Contender {
    const gs_kernel* kernel;
    std::vector<std::int64_t> knobs;
    std::string words;  ///< the knobs that were set: "depth=16"
    std::size_t row;    ///< of the report
    int rows, cols;
    std::unique_ptr<Engine> engine;
    std::int64_t steps = 0;
};

std::pair<std::string, std::string> split_knob(const std::string& name) {
    const std::size_t dot = name.find('.');  // no kernel's id and no knob's name has one
    if (dot == std::string::npos) return {"", name};
    return {name.substr(0, dot), name.substr(dot + 1)};
}

std::vector<const gs_kernel*> chosen(const BenchOptions& options) {
    std::vector<const gs_kernel*> kernels_chosen;
    for (const gs_kernel* kernel : kernels())
        if (options.kernels.empty() ||
            std::count(options.kernels.begin(), options.kernels.end(), kernel->id) > 0)
            kernels_chosen.push_back(kernel);
    return kernels_chosen;
}

/// The kernel once, or once for each value of the knob that is swept.
std::vector<Contender> contenders_of(const BenchOptions& options, const gs_kernel& kernel) {
    Contender base{&kernel, {}, "", 0, 0, 0, nullptr, 0};
    for (int i = 0; i < kernel.knob_count; ++i) base.knobs.push_back(kernel.knobs[i].initial);
    const auto set = [&kernel](Contender& contender, const std::string& knob, std::int64_t value) {
        contender.knobs[static_cast<std::size_t>(find_knob(kernel, knob))] = value;
        contender.words += fmt::format("{}{}={}", contender.words.empty() ? "" : " ", knob, value);
    };
    for (const KnobSetting& setting : options.knobs)
        if (setting.kernel == kernel.id) set(base, setting.knob, setting.value);
    const auto copy = [&base] { return Contender{base.kernel, base.knobs, base.words, 0, 0, 0, nullptr, 0}; };
    std::vector<Contender> all;
    const auto [swept_kernel, swept_knob] = split_knob(options.sweep);
    const bool swept = !options.sweep.empty() && (swept_kernel.empty() || swept_kernel == kernel.id) &&
                       find_knob(kernel, swept_knob) >= 0;
    if (!swept) {
        all.push_back(copy());
        return all;
    }
    for (const std::int64_t value : sweep_values(kernel.knobs[find_knob(kernel, swept_knob)])) {
        all.push_back(copy());
        set(all.back(), swept_knob, value);
    }
    return all;
}

Status find(std::string_view id, const gs_kernel*& found) {
    found = find_kernel(id);
    if (found != nullptr) return {};
    std::vector<std::string> known;
    for (const gs_kernel* kernel : kernels()) known.emplace_back(kernel->id);
    return Status::failure(unknown_name("kernel", id, known));
}

/// The knob's row, or a sentence that says what there is.
Status find(const std::string& kernel_id, const std::string& name, const gs_knob*& found) {
    const gs_kernel* kernel = nullptr;
    if (Status bad = find(kernel_id, kernel); !bad) return bad;
    const int index = find_knob(*kernel, name);
    if (index >= 0) {
        found = &kernel->knobs[index];
        return {};
    }
    if (kernel->knob_count == 0) return Status::failure(say(Text::BenchNoKnobs, kernel_id, name));
    std::string names;
    for (int i = 0; i < kernel->knob_count; ++i)
        names += fmt::format("{}{}", i == 0 ? "" : ", ", kernel->knobs[i].name);
    return Status::failure(say(Text::BenchNoKnob, kernel_id, name, names));
}

/// Sorts a copy.
double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

void summarise(BenchResult& result) {
    result.median = median_of(result.samples);
    const auto [low, high] = std::minmax_element(result.samples.begin(), result.samples.end());
    result.min = *low;
    result.max = *high;
    result.gb_per_s = result.median * result.work.bytes;
}

/// Shares and ratios of all rows, from the medians so far. The rung before is the row above of the same size
/// and scalar.
void relate(BenchReport& report) {
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        BenchResult& row = report.results[i];
        if (row.samples.empty()) continue;
        row.share = share_of(report.roofs_of(row), *find_kernel(row.kernel), report.params, row.rows,
                             row.cols, row.median);
        row.times_before = row.times_reference = 0;
        for (std::size_t j = 0; j < report.results.size(); ++j) {
            const BenchResult& other = report.results[j];
            if (other.rows != row.rows || other.cols != row.cols || other.median <= 0) continue;
            if (j < i && other.float64 == row.float64) row.times_before = row.median / other.median;
            if (other.kernel == "cpu-reference" && row.times_reference == 0)
                row.times_reference = row.median / other.median;
        }
    }
}

Status check_sweep(const BenchOptions& options) {
    if (options.sweep.empty()) return {};
    const auto [kernel, name] = split_knob(options.sweep);
    const std::vector<const gs_kernel*> taking_part = chosen(options);
    if (kernel.empty()) {
        const auto has_it = [&name = name](const gs_kernel* k) { return find_knob(*k, name) >= 0; };
        if (std::any_of(taking_part.begin(), taking_part.end(), has_it)) return {};
        return Status::failure(say(Text::BenchSweepNobody, name));
    }
    const gs_knob* knob = nullptr;
    if (Status bad = find(kernel, name, knob); !bad) return bad;
    if (std::count(taking_part.begin(), taking_part.end(), find_kernel(kernel)) == 0)
        return Status::failure(say(Text::BenchSweepKernel, options.sweep, kernel));
    return {};
}

}  // namespace

Status check(const BenchOptions& options) {
    for (const std::string& id : options.kernels) {
        const gs_kernel* kernel = nullptr;
        if (Status bad = find(id, kernel); !bad) return bad;
    }
    if (options.sizes.empty()) return Status::failure(say(Text::BenchNoSize));
    for (const BenchSize& size : options.sizes) {
        if (size.cols < 1 || size.rows < 1 || size.cols > kLongestSide || size.rows > kLongestSide)
            return Status::failure(say(Text::BenchSizeRange, size.cols, size.rows, kLongestSide));
        for (const gs_kernel* kernel : chosen(options)) {
            if (why_unavailable(*kernel) != nullptr) continue;
            const double bytes = bytes_to_run(size.rows, size.cols, *kernel, false, false);
            if (Status bad = fits_memory(size.rows, size.cols, bytes); !bad) return bad;
        }
    }
    for (const KnobSetting& setting : options.knobs) {
        const gs_knob* knob = nullptr;
        if (Status bad = find(setting.kernel, setting.knob, knob); !bad) return bad;
        if (setting.value < knob->low || setting.value > knob->high)
            return Status::failure(say(Text::BenchRange, setting.kernel + "." + setting.knob, setting.value,
                                       knob->low, knob->high));
    }
    if (Status bad = check_sweep(options); !bad) return bad;
    if (options.rounds < 0 || options.rounds > kMaxRounds)
        return Status::failure(say(Text::BenchRange, "rounds", options.rounds, 0, kMaxRounds));
    if (!(options.seconds > 0) || options.seconds > kMaxSeconds)
        return Status::failure(say(Text::BenchSeconds, options.seconds, kMaxSeconds));
    if (options.steps && (*options.steps < 1 || *options.steps > kMaxSteps))
        return Status::failure(say(Text::BenchRange, "steps", *options.steps, 1, kMaxSteps));
    return {};
}

std::vector<std::int64_t> sweep_values(const gs_knob& knob) {
    constexpr std::int64_t kAll = 12;
    std::int64_t high = knob.high;
    if (std::string_view(knob.name) == "threads")
        high = std::clamp<std::int64_t>(available_cores(), knob.low, knob.high);
    std::vector<std::int64_t> values;
    if (high - knob.low < kAll) {
        for (std::int64_t value = knob.low; value <= high; ++value) values.push_back(value);
        return values;
    }
    values.push_back(knob.low);
    for (std::int64_t value = 1; value < high; value *= 2)
        if (value > knob.low) values.push_back(value);
    values.push_back(high);
    return values;
}

Field bench_field(int rows, int cols) {
    constexpr std::int64_t kCellsOfASpot = 600;
    SeedSpec spec;
    spec.spots = 1 + static_cast<std::int64_t>(rows) * cols / kCellsOfASpot;
    return make_seed(rows, cols, spec);
}

struct Benchmark::Impl {
    BenchOptions options;
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    BenchReport shared;                           // guarded by mutex
    std::vector<std::vector<Contender>> by_size;  // the worker's own
    std::size_t samples_done = 0, samples_wanted = 1;
    bool use_gpu = false, use_cpu = false;
    std::jthread worker;

    explicit Impl(BenchOptions wanted) : options(std::move(wanted)) {
        plan();
        worker = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    void plan();
    void run(const std::stop_token& stop);
    void measure_roofs(double seconds);
    void measure_size(std::vector<Contender>& contenders, const std::stop_token& stop);
    void round(Contender& contender, bool keep_open, const std::stop_token& stop);
    Status open(Contender& contender) const;
    Status calibrate(Contender& contender, const std::stop_token& stop) const;
    void record(Contender& contender, double gcells);
    void give_up(Contender& contender, const std::string& why);
    void progress(std::size_t samples, std::string phase);
};

/// The rows of the report, all of them from the start.
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
            for (Contender& contender : contenders_of(options, *kernel)) {
                contender.row = shared.results.size();
                contender.rows = size.rows;
                contender.cols = size.cols;
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
    std::string failure;
    try {
        progress(0, say(Text::BenchRoofsPhase));
        measure_roofs(options.roof_seconds);
        progress(1, "");
        for (auto& contenders : by_size)
            if (!stop.stop_requested()) measure_size(contenders, stop);
    } catch (const std::exception& error) {
        failure = error.what();
    }
    by_size.clear();
    {
        const std::scoped_lock lock(mutex);
        if (use_cpu && !options.known_roofs && !shared.cpu.empty()) remember_roofs(GS_HOST, shared.cpu);
        if (use_gpu && !shared.gpu.empty()) remember_roofs(GS_CUDA, shared.gpu);
        shared.cancelled = stop.stop_requested();
        shared.error = failure;
        shared.phase.clear();
        shared.finished = true;
        if (!shared.cancelled && failure.empty()) shared.progress = 1;
    }
    changed.notify_all();
}

/// Raises the roofs by a new measurement: a shared machine has slow moments, and a roof is the best that it
/// can do.
void Benchmark::Impl::measure_roofs(double seconds) {
    Roofs cpu;
    if (use_cpu || !use_gpu) cpu = options.known_roofs ? *options.known_roofs : measure_cpu_roofs(seconds);
    std::string why;
    const Roofs gpu = use_gpu ? measure_cuda_roofs(why).value_or(Roofs{}) : Roofs{};
    const std::scoped_lock lock(mutex);
    shared.cpu = higher_of(shared.cpu, cpu);
    shared.gpu = higher_of(shared.gpu, gpu);
    const std::string name = say(Text::BenchGpuRoofs);
    const bool said = std::any_of(shared.absent.begin(), shared.absent.end(),
                                  [&](const BenchAbsent& absent) { return absent.kernel == name; });
    if (!why.empty() && !said) shared.absent.push_back({name, name, why});
    relate(shared);
}

void Benchmark::Impl::measure_size(std::vector<Contender>& contenders, const std::stop_token& stop) {
    double bytes = 0;
    for (const Contender& contender : contenders)
        bytes += bytes_to_run(contender.rows, contender.cols, *contender.kernel, false, false);
    const bool keep_open = bytes < available_memory() / 2;  // else one at a time
    for (int round_number = 0; round_number < options.rounds; ++round_number) {
        if (round_number > 0) measure_roofs(0.3 * options.roof_seconds);
        for (Contender& contender : contenders) {
            if (stop.stop_requested()) return;
            round(contender, keep_open, stop);
        }
    }
    for (Contender& contender : contenders) contender.engine.reset();
}

/// One sample of one contender.
void Benchmark::Impl::round(Contender& contender, bool keep_open, const std::stop_token& stop) {
    progress(0, say(Text::BenchKernelPhase, contender.kernel->id, contender.cols, contender.rows));
    Status status;
    if (contender.engine == nullptr) status = open(contender);
    if (status.ok() && contender.steps == 0) status = calibrate(contender, stop);
    if (status.ok() && !stop.stop_requested()) {
        Engine& engine = *contender.engine;
        status =
            engine.step(std::max<std::int64_t>(1, contender.steps / 8));  // its own data back into the caches
        if (status.ok()) status = engine.finish();
        const auto start = Clock::now();
        if (status.ok()) status = engine.step(contender.steps);
        if (status.ok()) status = engine.finish();
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        const double cells = static_cast<double>(contender.rows) * contender.cols;
        if (status.ok()) record(contender, 1e-9 * cells * static_cast<double>(contender.steps) / seconds);
    }
    if (!status.ok()) give_up(contender, status.why());
    if (!keep_open || !status.ok()) contender.engine.reset();
    progress(1, "");
}

Status Benchmark::Impl::open(Contender& contender) const {
    contender.engine = std::make_unique<Engine>();
    Engine& engine = *contender.engine;
    if (Status set = engine.set_params(params_of(options)); !set) return set;
    if (Status set = engine.set_field(bench_field(contender.rows, contender.cols), 0); !set) return set;
    return engine.select(*contender.kernel, contender.knobs);
}

/// The number of steps that take about options.seconds; what a kernel tunes at its first steps is done by
/// then.
Status Benchmark::Impl::calibrate(Contender& contender, const std::stop_token& stop) const {
    Engine& engine = *contender.engine;
    if (Status first = engine.step(1); !first) return first;
    if (options.steps) {
        contender.steps = *options.steps;
        return engine.finish();
    }
    for (std::int64_t n = 1; !stop.stop_requested(); n *= 2) {
        if (Status before = engine.finish(); !before) return before;
        const auto start = Clock::now();
        if (Status stepped = engine.step(n); !stepped) return stepped;
        if (Status after = engine.finish(); !after) return after;
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (seconds < options.seconds / 3) continue;
        // Whole passes of a kernel that fuses steps, where there are many.
        const auto wanted =
            static_cast<std::int64_t>(std::lround(static_cast<double>(n) * options.seconds / seconds));
        const int pass = engine.portion();
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
    row.samples.push_back(gcells);
    summarise(row);
    relate(shared);
}

void Benchmark::Impl::give_up(Contender& contender, const std::string& why) {
    const std::scoped_lock lock(mutex);
    shared.results[contender.row].why_not = why;
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
