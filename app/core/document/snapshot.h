// The field at one moment, and where in a run that is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "kernels/engine/field.h"

namespace gs {

struct Event;
/// An event of a run (event.h); nullptr: of none.
using EventPtr = std::shared_ptr<const Event>;

/// A state of the field: so many steps, and all events up to this one.
struct Moment {
    EventPtr after;
    std::int64_t step = 0;
    bool operator==(const Moment&) const = default;
};

/// A run with all that has been computed of it: its last event, and its last step.
struct Line {
    EventPtr last;
    std::int64_t end = 0;
    bool operator==(const Line&) const = default;
};

/// Simulated time is counted from a step on, in equal parts. Counted so, it depends neither on how
/// the steps were cut into slices nor on where a replay began.
struct TimeBase {
    double time = 0;
    std::int64_t step = 0;
};

/// A field as it was at one moment, with the number of steps and the simulated time.
struct Snapshot {
    Field field;
    std::int64_t steps_done = 0;
    double time = 0;
    /// The field is a seed that has not been stepped: it still follows the rates of which it is
    /// made.
    bool untouched = false;
    /// The last event that this field has behind it, if it is that moment of its run to the bit.
    EventPtr after = nullptr;
    /// The run as it was then: what lay ahead, if that moment was in its past.
    Line line = {};
    /// From which `time` was counted.
    TimeBase since{time, steps_done};
};

/// The current field for a file or a picture, in the kernel's scalar, and what computed it.
struct Exported : Snapshot {
    /// Id of the kernel that runs.
    std::string kernel;
    /// What the kernel runs with ("AVX-512, 2 threads"); empty before the first step.
    std::string runs_with;
};

}  // namespace gs
