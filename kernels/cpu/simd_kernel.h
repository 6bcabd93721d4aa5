// What cpu-simd and cpu-blocked tell the contract: they differ in their knobs
// and in how they walk the field.
#pragma once

#include <string>

#include "kernels/cpu/simd_step.h"
#include "kernels/kernel_row.h"

namespace gs {

/// A kernel's state: the stepper, what it runs with, and its description.
struct SimdState {
    SimdStepper stepper;
    TeamOptions team;
    std::string text;
};

/// The contract's `open`: a SimdState, or nullptr and a message in `why`. knobs: begin with
/// kTeamKnobs.
void* open_simd(const gs_problem& problem, const std::int64_t* knobs, Blocks blocks, char* why,
                std::size_t why_size);

/// A row with all but the knobs, rank and open.
gs_kernel simd_row(const char* id, const char* label, const char* summary);

}  // namespace gs
