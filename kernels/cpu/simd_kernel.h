// What cpu-simd and cpu-blocked tell the contract: they differ in their knobs
// and in how they walk the field.
#pragma once

#include <memory>
#include <new>
#include <string>
#include <system_error>

#include "kernels/cpu/simd_step.h"
#include "kernels/kernel_row.h"

namespace gs {

inline constexpr gs_knob kThreadsKnob{
    "threads",
    "Threads",
    "Threads that share the field; 0 takes all cores, or as many as OMP_NUM_THREADS says.",
    0,
    1024,
    0,
    1};
inline constexpr gs_knob kIsaKnob{
    "isa",
    "Instruction set",
    "1 portable, 2 AVX2, 3 AVX-512; 0 takes the best of this CPU. The results are the same.",
    0,
    3,
    0,
    1};
inline constexpr gs_knob kPinKnob{
    "pin",
    "Pin threads",
    "1: each thread stays on one core; 2: the system moves them; 0: as 1 if every core has a thread.",
    0,
    2,
    0,
    1};

/// A kernel's state: the stepper and its description.
struct SimdState {
    SimdStepper stepper;
    std::string text;
    bool pinned = false;
};

/// The values of kThreadsKnob, kIsaKnob and kPinKnob that say what runs, in
/// this order, into values[0 .. 2].
void team_knobs_in_use(int threads, Isa isa, bool pinned, std::int64_t* values);
void team_knobs_in_use(SimdState& state, std::int64_t* values);

/// The contract's `open`: a SimdState, or nullptr and a message in `why`. threads, isa: 0 chooses.
void* open_simd(const gs_problem& problem, std::int64_t threads, std::int64_t isa, std::int64_t pin,
                Blocks blocks, char* why, std::size_t why_size);

/// A row with all but the knobs, rank and open.
gs_kernel simd_row(const char* id, const char* label, const char* summary);

}  // namespace gs
