// A kernel's rate as a share of the machine's compute roof and memory roof, and which of the two
// limits it. Pure functions of measured numbers, for the benchmark and for the live overlay.
#pragma once

#include <optional>
#include <string>

#include "kernels/kernel_api.h"
#include "kernels/roofs/roofs.h"

namespace gs {

/// The cost of one cell in one step.
struct CellWork {
    /// Vector operations; a fused multiply-add counts as one.
    double operations = 0;
    /// Compulsory traffic of a single step: u and v are read and written once.
    double bytes = 0;
    /// The minimal algebra, not the textbook's.
    bool minimal = false;
    /// Several steps for each pass through memory: the memory roof of one step is no limit.
    bool fused = false;
};

/// The work of this kernel with this stencil and dt.
CellWork work_of(const gs_kernel& kernel, const gs_params& params);

/// What bounds a kernel's rate: the lower of the two roofs, or neither if the rate is below half of
/// it.
enum class Bound { Neither, Compute, Memory };
const char* name_of(Bound bound);

/// A rate against the roofs; 1 is the roof. Blocking in time brings a share of memory above 1,
/// since the traffic that counts is that of single steps.
struct RoofShare {
    /// Share of the compute roof, by the kernel's own operations.
    double compute = 0;
    /// Share of the memory roof of the level that holds both states of the field, by compulsory
    /// traffic.
    double memory = 0;
    /// Against the compute roof if a step took the fewest operations that are known
    /// (kFewestOperations): the distance from the best.
    double limit = 0;
    /// Which of the two roofs is lower and so holds the kernel back. Always
    /// compute for one that fuses steps.
    bool memory_is_lower = false;
    Bound bound = Bound::Neither;
    /// The level of memory that counts: "L3", "DRAM".
    std::string level;
    /// Rates that the two roofs allow this kernel, Gcell/s.
    double compute_gcells = 0, memory_gcells = 0;

    /// The roof to be told is memory's: it is the lower one, and not passed.
    bool told_by_memory() const { return memory_is_lower && memory <= 1; }
    /// The share to be told.
    double told() const { return told_by_memory() ? memory : compute; }
};

/// The share of a rate, in Gcell/s, of the roofs; all zero if the roofs are empty.
RoofShare share_of(const Roofs& roofs, const gs_kernel& kernel, const gs_params& params, int rows, int cols,
                   double gcells_per_s);

/// The roofs of this machine, as measured by this version of the program: the best so far. They are
/// read from the user's cache folder once; later calls are cheap. Empty if none were measured. Any
/// thread.
std::optional<Roofs> known_roofs(gs_memory memory);
/// Remembers roofs for known_roofs(), also in the user's cache folder if that can be written. Any
/// thread.
void remember_roofs(gs_memory memory, const Roofs& roofs);
/// The higher of each of two measurements of one machine.
Roofs higher_of(const Roofs& a, const Roofs& b);

}  // namespace gs
