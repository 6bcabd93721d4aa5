#include "kernels/cpu/simd_kernel.h"

#include <cstdio>
#include <exception>

namespace gs {

void* open_simd(const gs_problem& problem, const std::int64_t* knobs, Blocks blocks, char* why,
                std::size_t why_size) try {
    const TeamOptions team = team_options(knobs);
    return new SimdState{SimdStepper(problem.rows, problem.cols, team, blocks), team, describe(team)};
} catch (const std::exception& error) {
    std::snprintf(why, why_size, "it did not start: %s", error.what());
    return nullptr;
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
    k.threads = [](void* self) -> std::int32_t { return static_cast<SimdState*>(self)->team.threads; };
    k.knobs_in_use = [](void* self, std::int64_t* values) {
        team_knobs_in_use(static_cast<SimdState*>(self)->team, values);
    };
    return k;
}

}  // namespace gs
