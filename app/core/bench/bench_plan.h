// A benchmark's options taken apart: who takes part, with which knobs, and in what order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/core/bench/bench.h"
#include "kernels/engine/engine.h"

namespace gs {

/// A kernel with one setting of its knobs at one size: what takes part in the rounds.
struct Contender {
    const gs_kernel* kernel = nullptr;
    std::vector<std::int64_t> knobs;
    /// The knobs that were set or swept: "depth=16".
    std::string words;
    /// Of the report.
    std::size_t row = 0;
    int rows = 0, cols = 0;
    std::unique_ptr<Engine> engine;
    /// Of a sample; 0 before they are chosen.
    std::int64_t steps = 0;
    /// As it was when they were chosen; 0: not known.
    double seconds_per_step = 0;
    bool gave_up = false;
};

/// Parameters of all steps: Karl Sims', with the nine-point stencil.
gs_params params_of(const BenchOptions& options);

/// The kernels that the options name, in the ladder's order; those that
/// can't run here are among them.
std::vector<const gs_kernel*> chosen(const BenchOptions& options);

/// The kernel at this size: once, or once for each value of a knob that is swept, or each
/// combination of the values of several. The first sweep changes slowest.
std::vector<Contender> contenders_of(const BenchOptions& options, const gs_kernel& kernel, int rows,
                                     int cols);

/// Those that are measured in rounds with each other: all on the CPU, then all on the GPU, so that
/// the GPU does not go back to its idle clock while the CPU computes.
std::vector<std::vector<Contender*>> blocks_of(std::vector<Contender>& contenders);

/// True where the fields of all of them can be kept at once: in half of the memory that is free.
bool fit_together(const std::vector<Contender*>& block);

/// Steps before a sample. An eighth of it brings its own data back into the caches; a GPU that
/// stood still (`cold`) takes 0.3 s to reach the clock that it keeps.
std::int64_t warm_up_steps(const Contender& contender, bool cold);

}  // namespace gs
