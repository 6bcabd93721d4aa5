// What the application asks of the simulation. Requests are done in the order in which they are made.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "app/core/document.h"
#include "kernels/field.h"
#include "kernels/kernel_api.h"

namespace gs {

/// A field as it was at one moment, with the steps and the simulated time behind it.
struct Snapshot {
    Field field;
    std::int64_t steps_done = 0;
    double time = 0;
    /// A seed that nothing was computed from yet: it follows the rates that it is made of.
    bool untouched = false;
};

/// The present field for a file or a picture, in the kernel's scalar, and what it was computed with.
struct Exported : Snapshot {
    std::string kernel;     ///< id of the kernel that runs
    std::string runs_with;  ///< "AVX-512, 2 threads"; empty before the first step
};

namespace request {

/// Go on with these settings. All or nothing: a failure leaves everything as it was.
struct Adopt {
    enum class With { PresentField, NewStart, Remembered };
    Document document;
    const gs_kernel* kernel = nullptr;  ///< that runs: the document's, or the one instead
    std::string because;                ///< why another one than the document's, or empty
    With with = With::PresentField;
    std::shared_ptr<const Snapshot> remembered;
};

/// Keep the present field, to come back to it.
struct Remember {
    std::shared_ptr<Snapshot> into;
};

/// One touch of a soft round brush: cells move towards (u, v).
struct Dab {
    double row = 0, col = 0, radius = 1, strength = 1;
    double u = 0.5, v = 0.25;
};

/// Do n steps, then stop.
struct Step {
    std::int64_t n = 1;
};

/// Run, or stop; stopping ends a Step that is being done, too.
struct Play {
    bool on = true;
};

/// Hands out the present field; `to` is called on the simulation's thread and gives away what takes long.
struct Export {
    std::function<void(Exported)> to;
};

}  // namespace request

using Request = std::variant<request::Adopt, request::Remember, request::Dab, request::Step, request::Play,
                             request::Export>;

}  // namespace gs
