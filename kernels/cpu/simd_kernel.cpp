#include "kernels/cpu/simd_kernel.h"

#include <cstdio>
#include <exception>

#include "kernels/host/cores.h"

namespace gs {

void* open_simd(const gs_problem& problem, std::int64_t threads, std::int64_t isa, std::int64_t pin,
                Blocks blocks, char* why, std::size_t why_size) try {
    const int wanted = threads != 0 ? static_cast<int>(threads) : thread_default().threads;
    const Isa picked = pick_isa(isa);
    const bool pinned = pins(pin, wanted);
    auto state = std::unique_ptr<SimdState>(
        new SimdState{SimdStepper(problem.rows, problem.cols, wanted, pinned, picked, blocks),
                      describe_team(name_of(picked), wanted, pinned), pinned});
    return state.release();
} catch (const std::exception& error) {
    std::snprintf(why, why_size, "it did not start: %s", error.what());
    return nullptr;
}

void team_knobs_in_use(int threads, Isa isa, bool pinned, std::int64_t* values) {
    values[0] = threads;
    values[1] = static_cast<std::int64_t>(isa);
    values[2] = pinned ? 1 : 2;
}

void team_knobs_in_use(SimdState& state, std::int64_t* values) {
    team_knobs_in_use(state.stepper.team().size(), state.stepper.isa(), state.pinned, values);
}

gs_kernel simd_row(const char* id, const char* label, const char* summary) {
    gs_kernel k = kernel_row(id, label, summary);
    k.algebra = GS_MINIMAL;
    k.close = [](void* self) { delete static_cast<SimdState*>(self); };
    k.advance = [](void* self, const gs_params* p, const gs_field fields[2], std::int32_t* current,
                   std::int64_t steps, void*) -> const char* {
        static_cast<SimdState*>(self)->stepper.advance(*p, fields, *current, steps);
        return nullptr;
    };
    k.describe = [](void* self) { return static_cast<SimdState*>(self)->text.c_str(); };
    k.threads = [](void* self) -> std::int32_t {
        return static_cast<SimdState*>(self)->stepper.team().size();
    };
    k.knobs_in_use = [](void* self, std::int64_t* values) {
        team_knobs_in_use(*static_cast<SimdState*>(self), values);
    };
    return k;
}

}  // namespace gs
