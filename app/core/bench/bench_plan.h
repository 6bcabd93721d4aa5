// The plan of a benchmark, made from its options: which kernels take part, with which knobs, and in
// what order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/core/bench/bench.h"
#include "kernels/engine/engine.h"

namespace gs {

/// A kernel with one setting of its knobs at one size, which takes part in the rounds.
struct Contender {
    const gs_kernel* kernel = nullptr;
    std::vector<std::int64_t> knobs;
    /// The knobs that were set or swept: "depth=16".
    std::string words;
    /// Index of its row in the report.
    std::size_t row = 0;
    int rows = 0, cols = 0;
    /// Shared only so that a contender may be copied, which is done before it has one.
    std::shared_ptr<Engine> engine;
    /// Steps per sample; 0 before the number is chosen.
    std::int64_t steps = 0;
    /// The rate by which the steps were chosen; 0: not known.
    double seconds_per_step = 0;
    /// Cell steps of the samples, and those of them that were computed, of a kernel that tells it.
    double advanced = 0, computed = 0;
    bool gave_up = false;
};

/// The parameters of all steps: those of the field, with the boundary of the options.
gs_params params_of(const BenchOptions& options);

/// The kernels that the options name, in the ladder's order, including those that can't run here.
std::vector<const gs_kernel*> chosen(const BenchOptions& options);

/// The contenders of a kernel at this size: one, or one for each combination of the values of the
/// knobs that are swept. The first sweep varies slowest.
std::vector<Contender> contenders_of(const BenchOptions& options, const gs_kernel& kernel, int rows,
                                     int cols);

/// The contenders that share rounds: all on the CPU, then all on the GPU, so that the GPU does not
/// drop to its idle clock while the CPU computes.
std::vector<std::vector<Contender*>> blocks_of(std::vector<Contender>& contenders);

/// True if the fields of all contenders fit into half of the free memory at once.
bool fit_together(const std::vector<Contender*>& block);

/// Steps before a sample. An eighth of a sample brings the contender's data back into the caches; a
/// GPU that was idle (`cold`) takes 0.3 s to reach its steady clock.
std::int64_t warm_up_steps(const Contender& contender, bool cold);

}  // namespace gs
