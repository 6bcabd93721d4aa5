// How far from the limit: a kernel's rate as a share of the machine's compute roof and
// memory roof, and which of them binds. Pure functions of measured numbers, for the
// benchmark and for the live overlay.
#pragma once

#include <optional>
#include <string>

#include "kernels/kernel_api.h"
#include "kernels/roofs/roofs.h"

namespace gs {

/// What one cell costs in one step.
struct CellWork {
    /// Vector operations, a fused multiply-add being one.
    double operations = 0;
    /// Compulsory traffic of a single step: read u, v and write u, v.
    double bytes = 0;
    /// The minimal algebra, not the textbook's.
    bool minimal = false;
    /// Several steps for each pass through memory: the memory roof of one step is no limit.
    bool fused = false;
};

/// The work of this kernel with this stencil and dt.
CellWork work_of(const gs_kernel& kernel, const gs_params& params);

/// What a step's rate is bound by: the lower of the two roofs, or neither where
/// the rate stays under half of it.
enum class Bound { Neither, Compute, Memory };
const char* name_of(Bound bound);

/// A rate against the roofs; 1 is the roof. A share of memory above 1 is what blocking in time
/// brings: the traffic counted is that of single steps.
struct RoofShare {
    /// By the kernel's own operations.
    double compute = 0;
    /// By compulsory traffic, against the level that holds both states of the field.
    double memory = 0;
    /// Against the compute roof if a step took the fewest operations that are known
    /// (kFewestOperations): the distance from the best.
    double limit = 0;
    /// Which of the two roofs is lower and so holds the kernel back. Always
    /// compute for one that fuses steps.
    bool memory_is_lower = false;
    Bound bound = Bound::Neither;
    /// Of memory: "L3", "DRAM".
    std::string level;
    /// Rates that the two roofs allow this kernel, Gcell/s.
    double compute_gcells = 0, memory_gcells = 0;
};

/// The share of a rate, in Gcell/s, of the roofs; all zero where the roofs are empty.
RoofShare share_of(const Roofs& roofs, const gs_kernel& kernel, const gs_params& params, int rows, int cols,
                   double gcells_per_s);

/// The roofs that this machine had when they were last measured with this version of the
/// program: the best seen. Read from the user's cache folder once; cheap afterwards, any thread.
/// Empty where none were measured.
std::optional<Roofs> known_roofs(gs_memory memory);
/// Remembers roofs for known_roofs(), in the user's cache folder where
/// that can be written. Any thread.
void remember_roofs(gs_memory memory, const Roofs& roofs);
/// The higher of each of two measurements of one machine.
Roofs higher_of(const Roofs& a, const Roofs& b);

}  // namespace gs
