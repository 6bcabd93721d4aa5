// The field at one moment.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/engine/field.h"

namespace gs {

/// A field as it was at one moment, with the steps and the simulated time behind it.
struct Snapshot {
    Field field;
    std::int64_t steps_done = 0;
    double time = 0;
    /// A seed that nothing was computed from yet: it follows the rates that it is made of.
    bool untouched = false;
};

/// The present field for a file or a picture, in the kernel's scalar,
/// and what it was computed with.
struct Exported : Snapshot {
    /// Id of the kernel that runs.
    std::string kernel;
    /// "AVX-512, 2 threads"; empty before the first step.
    std::string runs_with;
};

}  // namespace gs
