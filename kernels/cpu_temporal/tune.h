// The plan of cpu-temporal: measured, not guessed.
#pragma once

#include "kernels/cpu_temporal/stepper.h"

namespace gs {

/// Fills what is 0 in options.plan by the fastest plan that was measured for this size, number of
/// threads and instruction set: some tens of short runs on an empty field, less than a second; the
/// answer is remembered for the life of the program. A plan whose strips or depth are 0 afterwards:
/// no plan fits, the field is too small. Any thread.
TemporalPlan tuned_plan(const gs_problem& problem, const TemporalOptions& options);

}  // namespace gs
