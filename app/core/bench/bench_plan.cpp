#include "app/core/bench/bench_plan.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/document/memory.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"
#include "kernels/gray_scott.h"

namespace gs {

namespace {

constexpr double kGpuWarmUpSeconds = 0.3;

void set(Contender& contender, const std::string& knob, std::int64_t value) {
    contender.knobs[static_cast<std::size_t>(find_knob(*contender.kernel, knob))] = value;
    contender.words += fmt::format("{}{}={}", contender.words.empty() ? "" : " ", knob, value);
}

}  // namespace

gs_params params_of(const BenchOptions& options) {
    gs_params params = params_of(document_of(*find_bench_field(options.field), 1, 1));
    params.boundary = options.boundary;
    return params;
}

std::vector<const gs_kernel*> chosen(const BenchOptions& options) {
    std::vector<const gs_kernel*> kernels_chosen;
    for (const gs_kernel* kernel : kernels())
        if (options.kernels.empty() ||
            std::count(options.kernels.begin(), options.kernels.end(), kernel->id) > 0)
            kernels_chosen.push_back(kernel);
    return kernels_chosen;
}

std::vector<Contender> contenders_of(const BenchOptions& options, const gs_kernel& kernel, int rows,
                                     int cols) {
    std::vector<Contender> all(1);
    Contender& base = all.front();
    base.kernel = &kernel;
    base.rows = rows;
    base.cols = cols;
    for (int i = 0; i < kernel.knob_count; ++i) base.knobs.push_back(kernel.knobs[i].initial);
    for (const KnobSetting& setting : options.knobs)
        if (setting.kernel == kernel.id) set(base, setting.knob, setting.value);
    for (const KnobSweep& sweep : options.sweeps) {
        const int index = find_knob(kernel, sweep.knob);
        if (index < 0 || (!sweep.kernel.empty() && sweep.kernel != kernel.id)) continue;
        const auto values = sweep.values.empty() ? sweep_values(kernel.knobs[index]) : sweep.values;
        std::vector<Contender> before = std::exchange(all, {});
        for (const Contender& contender : before)
            for (const std::int64_t value : values) {
                all.push_back(contender);
                set(all.back(), sweep.knob, value);
            }
    }
    return all;
}

std::vector<std::vector<Contender*>> blocks_of(std::vector<Contender>& contenders) {
    std::vector<std::vector<Contender*>> blocks;
    for (const gs_memory memory : {GS_HOST, GS_CUDA}) {
        std::vector<Contender*> block;
        for (Contender& contender : contenders)
            if (contender.kernel->memory == memory) block.push_back(&contender);
        if (!block.empty()) blocks.push_back(std::move(block));
    }
    return blocks;
}

bool fit_together(const std::vector<Contender*>& block) {
    double on_host = 0, on_device = 0;
    for (const Contender* contender : block) {
        on_host += bytes_to_run(contender->rows, contender->cols, *contender->kernel, false, false);
        on_device += device_bytes_to_run(contender->rows, contender->cols, *contender->kernel);
    }
    const auto device = on_device > 0 ? cuda_memory() : std::nullopt;
    return on_host < available_memory() / 2 && (!device || on_device < static_cast<double>(device->free) / 2);
}

std::int64_t warm_up_steps(const Contender& contender, bool cold) {
    const std::int64_t some = std::max<std::int64_t>(1, contender.steps / 8);
    if (!cold || contender.kernel->memory != GS_CUDA || contender.seconds_per_step <= 0) return some;
    return std::max(some,
                    static_cast<std::int64_t>(std::lround(kGpuWarmUpSeconds / contender.seconds_per_step)));
}

}  // namespace gs
