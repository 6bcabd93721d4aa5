// The benchmark: this machine's roofs, then the kernels in interleaved rounds (A B C A B C ...), so
// that a slow moment of a shared machine falls on all of them and not on one; those of the GPU
// after those of the CPU. Used by `grayscope bench` and by the window's panel.
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

#include "app/core/bench/roofline.h"
#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

struct BenchSize {
    int cols = 1920, rows = 1080;
    bool operator==(const BenchSize&) const = default;
};

/// A knob's value for one kernel: cpu-temporal.depth=16.
struct KnobSetting {
    std::string kernel, knob;
    std::int64_t value = 0;
};

/// Values of a knob that are measured one after the other.
struct KnobSweep {
    /// An id; empty: all kernels that have the knob.
    std::string kernel;
    std::string knob;
    /// Empty: those of sweep_values().
    std::vector<std::int64_t> values;
};

/// What to measure, and how often.
struct BenchOptions {
    /// Ids; empty: every available one. The ladder's order is kept.
    std::vector<std::string> kernels;
    std::vector<BenchSize> sizes{BenchSize{}};
    std::vector<KnobSetting> knobs;
    /// Of several, each combination.
    std::vector<KnobSweep> sweeps;
    /// gs_boundary.
    std::int32_t boundary = GS_PERIODIC;
    /// Samples of each; 0: the roofs alone.
    int rounds = 5;
    /// Length of a sample; the number of steps is chosen for it.
    double seconds = 0.3;
    /// What measuring the roofs takes before the rounds.
    double roof_seconds = 1;
    /// The CPU's, where they need no measuring.
    std::optional<Roofs> known_roofs;
    /// Steps of a sample, instead of its length; from 1 on.
    std::optional<std::int64_t> steps;
};

/// Nothing, or the first thing wrong with the options, named with its value and what is allowed.
Status check(const BenchOptions& options);

/// One kernel with one setting of its knobs at one size.
struct BenchResult {
    std::string kernel, label;
    /// Those set by hand or swept: "depth=16".
    std::string knobs;
    /// What it ran with: "AVX-512, 2 threads, depth 32".
    std::string describe;
    /// The values of all its knobs that ran, by name, in the kernel's order.
    std::vector<std::pair<std::string, std::int64_t>> knobs_in_use;
    /// Threads: 0 on a device.
    int rows = 0, cols = 0, threads = 0;
    bool float64 = false, on_device = false;
    /// Of a sample.
    std::int64_t steps = 0;
    /// Gcell/s, in the order of the rounds.
    std::vector<double> samples;
    /// Why there are no (more) samples, or empty.
    std::string why_not;

    // Of the samples so far; 0 without any.
    /// Gcell/s.
    double median = 0, min = 0, max = 0;
    /// Compulsory traffic.
    double gb_per_s = 0;
    /// Against the rung before (of the same scalar) and against reference_kernel(), at the same
    /// size.
    double times_before = 0, times_reference = 0;
    CellWork work;
    RoofShare share;
};

/// A kernel that can't run on this machine, with its reason.
struct BenchAbsent {
    std::string kernel, label, reason;
};

/// All that is known so far; a copy, so that it can be drawn while the measuring goes on.
struct BenchReport {
    /// Empty until measured; gpu: only where CUDA kernels run.
    Roofs cpu, gpu;
    /// By size, then in the ladder's order; all rows from the start.
    std::vector<BenchResult> results;
    std::vector<BenchAbsent> absent;
    /// Of all steps.
    gs_params params{};
    /// 0 to 1.
    double progress = 0;
    /// What is being measured: "roofs", "cpu-simd 1920x1080".
    std::string phase;
    /// No more samples come.
    bool finished = false;
    bool cancelled = false;
    /// Why it ended early, or empty.
    std::string error;

    const Roofs& roofs_of(const BenchResult& result) const { return result.on_device ? gpu : cpu; }
};

/// A benchmark that runs. All functions from any one thread.
class Benchmark {
  public:
    /// Starts at once. options pass check().
    explicit Benchmark(BenchOptions options);
    /// Cancels and waits for the sample that is running.
    ~Benchmark();
    Benchmark(const Benchmark&) = delete;
    Benchmark& operator=(const Benchmark&) = delete;

    void cancel();
    bool finished() const;
    /// A copy of what is there so far.
    BenchReport report() const;
    /// Waits at most so long; true when it has finished.
    bool wait_for(double seconds) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The values that a sweep takes: all of a short range; of a long one its ends and the powers of
/// two between. Threads go no further than this machine's.
std::vector<std::int64_t> sweep_values(const gs_knob& knob);

/// The field that is stepped: the program's scattered spots, so many that patterns cover all of it.
Field bench_field(int rows, int cols);

}  // namespace gs
