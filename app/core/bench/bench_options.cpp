// Checks of a benchmark's options.
#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "app/core/bench/bench_plan.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/memory.h"
#include "app/core/document/properties.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

constexpr int kMaxRounds = 1000;
constexpr double kMaxSeconds = 3600;
constexpr std::int64_t kMaxSteps = 1'000'000'000;

Status find(std::string_view id, const gs_kernel*& found) {
    found = find_kernel(id);
    if (found != nullptr) return {};
    return Status::failure(unknown_name("kernel", id, kernel_ids()));
}

Status out_of_range(std::string_view name, std::int64_t value, std::int64_t low, std::int64_t high) {
    return Status::failure(say(Text::NumberOutOfRange, name, value, low, high, ""));
}

/// The knob's row, or a sentence that says which knobs there are.
Status find(const std::string& kernel_id, const std::string& name, const gs_knob*& found) {
    const gs_kernel* kernel = nullptr;
    if (Status found_it = find(kernel_id, kernel); !found_it) return found_it;
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

Status check_value(const std::string& kernel_id, const std::string& name, std::int64_t value) {
    const gs_knob* knob = nullptr;
    if (Status found_it = find(kernel_id, name, knob); !found_it) return found_it;
    if (value >= knob->low && value <= knob->high) return {};
    return out_of_range(kernel_id + "." + name, value, knob->low, knob->high);
}

std::string name_of(const KnobSweep& sweep) {
    return sweep.kernel.empty() ? sweep.knob : sweep.kernel + "." + sweep.knob;
}

Status check_sweep(const BenchOptions& options, const KnobSweep& sweep) {
    const gs_knob* knob = nullptr;
    if (!sweep.kernel.empty())
        if (Status found_it = find(sweep.kernel, sweep.knob, knob); !found_it) return found_it;
    bool found = false;
    for (const gs_kernel* kernel : chosen(options)) {
        if (!sweep.kernel.empty() && sweep.kernel != kernel->id) continue;
        if (find_knob(*kernel, sweep.knob) < 0) continue;
        found = true;
        for (const std::int64_t value : sweep.values)
            if (Status allowed = check_value(kernel->id, sweep.knob, value); !allowed) return allowed;
    }
    if (found) return {};
    if (sweep.kernel.empty()) return Status::failure(say(Text::BenchSweepUnused, sweep.knob));
    return Status::failure(say(Text::BenchSweepKernel, name_of(sweep), sweep.kernel));
}

Status check_sweeps(const BenchOptions& options) {
    for (std::size_t i = 0; i < options.sweeps.size(); ++i) {
        const KnobSweep& sweep = options.sweeps[i];
        if (Status allowed = check_sweep(options, sweep); !allowed) return allowed;
        for (std::size_t j = 0; j < i; ++j) {
            const KnobSweep& other = options.sweeps[j];
            const bool same_kernel =
                sweep.kernel.empty() || other.kernel.empty() || sweep.kernel == other.kernel;
            if (same_kernel && sweep.knob == other.knob)
                return Status::failure(say(Text::BenchSweepTwice, name_of(sweep)));
        }
    }
    return {};
}

/// If only some kernels have room for a size, the benchmark reports it with each of the others; it
/// is refused only if there is nothing to measure.
Status check_memory(const BenchOptions& options) {
    Status last;
    for (const BenchSize& size : options.sizes)
        for (const gs_kernel* kernel : chosen(options)) {
            if (why_unavailable(*kernel) != nullptr) continue;
            last = fits_to_run(size.rows, size.cols, *kernel);
            if (last) return {};
        }
    return last;
}

Status check_sizes(const BenchOptions& options) {
    if (options.sizes.empty()) return Status::failure(say(Text::BenchNoSize));
    for (const BenchSize& size : options.sizes)
        if (size.cols < 1 || size.rows < 1 || size.cols > kLongestSide || size.rows > kLongestSide)
            return Status::failure(say(Text::BenchSizeRange, size.cols, size.rows, kLongestSide));
    return check_memory(options);
}

}  // namespace

Status check(const BenchOptions& options) {
    for (const std::string& id : options.kernels) {
        const gs_kernel* kernel = nullptr;
        if (Status found_it = find(id, kernel); !found_it) return found_it;
    }
    if (Status allowed = check_sizes(options); !allowed) return allowed;
    for (const KnobSetting& setting : options.knobs)
        if (Status allowed = check_value(setting.kernel, setting.knob, setting.value); !allowed)
            return allowed;
    if (Status allowed = check_sweeps(options); !allowed) return allowed;
    if (options.rounds < 0 || options.rounds > kMaxRounds)
        return out_of_range("rounds", options.rounds, 0, kMaxRounds);
    if (!(options.seconds > 0) || options.seconds > kMaxSeconds)
        return Status::failure(say(Text::BenchSeconds, options.seconds, kMaxSeconds));
    if (options.steps && (*options.steps < 1 || *options.steps > kMaxSteps))
        return out_of_range("steps", *options.steps, 1, kMaxSteps);
    return {};
}

std::vector<std::int64_t> sweep_values(const gs_knob& knob) {
    constexpr std::int64_t kAll = 12;
    const std::int64_t high = useful_high(knob);
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

}  // namespace gs
