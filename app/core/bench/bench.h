// The benchmark measures this machine's roofs, then the kernels in interleaved rounds (A B C A B C
// ...), so that a slow moment of a shared machine affects all of them and not one; the GPU's
// kernels follow the CPU's. It is used by `grayscope bench` and by the window's panel.
//
//     gs::BenchOptions options;                      // all available kernels at 1920 x 1080
//     if (gs::Status allowed = gs::check(options); !allowed) ...   // one sentence for the user
//     gs::Benchmark benchmark(options);              // runs on its own thread from now on
//     ... each frame: const gs::BenchReport now = benchmark.report();   // grows sample by sample
//     benchmark.cancel();                            // ends after the sample that is running
//
// Nothing else should compute meanwhile: the window pauses its simulation.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/bench/bench_field.h"
#include "app/core/bench/roofline.h"
#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

struct BenchSize {
    int cols = 1920, rows = 1080;
    bool operator==(const BenchSize&) const = default;
};

/// The value of a kernel's knob, as in cpu-temporal.depth=16.
struct KnobSetting {
    std::string kernel, knob;
    std::int64_t value = 0;
};

/// Values of a knob that are measured one after the other.
struct KnobSweep {
    /// A kernel's id; empty: all kernels that have the knob.
    std::string kernel;
    std::string knob;
    /// The values; empty: those of sweep_values().
    std::vector<std::int64_t> values;
};

/// What to measure, and how often.
struct BenchOptions {
    /// Ids of the kernels; empty: every available one. They are measured in the ladder's order.
    std::vector<std::string> kernels;
    std::vector<BenchSize> sizes{BenchSize{}};
    std::vector<KnobSetting> knobs;
    /// Several sweeps are measured in each combination.
    std::vector<KnobSweep> sweeps;
    /// The id of what is stepped (bench_field.h).
    std::string field = bench_fields().front().id;
    /// A gs_boundary.
    std::int32_t boundary = GS_PERIODIC;
    /// Samples per kernel; 0 measures the roofs alone.
    int rounds = 5;
    /// Seconds per sample; the number of steps is chosen accordingly.
    double seconds = 0.3;
    /// Seconds that measuring the roofs takes before the rounds.
    double roof_seconds = 1;
    /// The roofs of the CPU, if they need not be measured.
    std::optional<Roofs> known_roofs;
    /// Steps per sample, at least 1, in place of `seconds`.
    std::optional<std::int64_t> steps;
};

/// Fails with the first mistake in the options: one sentence with the option, its value and what is
/// allowed.
Status check(const BenchOptions& options);

/// One kernel with one setting of its knobs at one size.
struct BenchResult {
    /// The kernel, and the knobs that were set: "cpu-temporal depth=16".
    std::string name() const { return knobs.empty() ? kernel : kernel + " " + knobs; }

    std::string kernel, label;
    /// The knobs that were set by hand or swept: "depth=16".
    std::string knobs;
    /// What it ran with: "AVX-512, 2 threads, depth 32".
    std::string describe;
    /// The values with which it ran, of all its knobs, by name, in the kernel's order.
    std::vector<std::pair<std::string, std::int64_t>> knobs_in_use;
    /// The field's size, and the number of threads, which is 0 on a device.
    int rows = 0, cols = 0, threads = 0;
    bool float64 = false, on_device = false;
    /// Steps per sample.
    std::int64_t steps = 0;
    /// Gcell/s, in the order of the rounds.
    std::vector<double> samples;
    /// Failed if there are no (more) samples, with the reason.
    Status status;

    /// The part of the cell steps that was computed, 0 to 1; the kernel left the others out.
    double computed = 1;
    // Figures of the samples so far; 0 if there are none.
    /// Gcell/s.
    double median = 0, min = 0, max = 0;
    /// Compulsory traffic, GB/s.
    double gb_per_s = 0;
    /// Against the rung before (of the same scalar) and against reference_kernel(), at the same
    /// size.
    double times_before = 0, times_reference = 0;
    CellWork work;
    RoofShare share;
    /// Gcell/s of what is computed, by which a kernel is measured against the machine's roofs.
    double computed_rate() const { return median * computed; }
};

/// A kernel that can't run on this machine, with the reason.
struct BenchAbsent {
    std::string kernel, label, reason;
};

/// All that is known so far; a copy, which can be drawn while the measurement continues.
struct BenchReport {
    /// Empty until they are measured; the GPU's only if CUDA kernels run.
    Roofs cpu, gpu;
    /// By size, then in the ladder's order; all rows are there from the start.
    std::vector<BenchResult> results;
    std::vector<BenchAbsent> absent;
    /// The parameters of all steps.
    gs_params params{};
    /// Share of the work that is done, 0 to 1.
    double progress = 0;
    /// What is being measured now: "roofs", "cpu-simd 1920x1080".
    std::string phase;
    /// True once no more samples follow.
    bool finished = false;
    bool cancelled = false;
    /// Failed if it ended early, with the reason.
    Status status;

    const Roofs& roofs_of(const BenchResult& result) const { return result.on_device ? gpu : cpu; }
};

/// A running benchmark. All functions must be called on one thread, which may be any.
class Benchmark {
  public:
    /// Starts at once. The options must have passed check().
    explicit Benchmark(BenchOptions options);
    /// Cancels, and waits for the sample that is running.
    ~Benchmark();
    Benchmark(const Benchmark&) = delete;
    Benchmark& operator=(const Benchmark&) = delete;

    void cancel();
    bool finished() const;
    /// A copy of the report so far.
    BenchReport report() const;
    /// Waits at most this long; true if the benchmark has finished.
    bool wait_for(double seconds) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The values that a sweep takes by default: all of a short range; of a long one, its ends and the
/// powers of two between them. The number of threads does not exceed this machine's cores.
std::vector<std::int64_t> sweep_values(const gs_knob& knob);

}  // namespace gs
