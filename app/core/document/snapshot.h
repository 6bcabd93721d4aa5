// The field at one moment.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/engine/field.h"

namespace gs {

/// A field as it was at one moment, with the number of steps and the simulated time.
struct Snapshot {
    Field field;
    std::int64_t steps_done = 0;
    double time = 0;
    /// The field is a seed that has not been stepped: it still follows the rates of which it is
    /// made.
    bool untouched = false;
};

/// The current field for a file or a picture, in the kernel's scalar, and what computed it.
struct Exported : Snapshot {
    /// Id of the kernel that runs.
    std::string kernel;
    /// What the kernel runs with ("AVX-512, 2 threads"); empty before the first step.
    std::string runs_with;
};

}  // namespace gs
