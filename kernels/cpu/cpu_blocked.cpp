// cpu-blocked: cpu-simd, but each thread walks its share in blocks whose rows fit the nearest
// cache. Rows that are read three times (as northern, own and southern row) come from there the
// second and third time. It gains little: a row of a common field fits the second cache anyway,
// each cell must still come from memory once per step, and memory is what limits it now; only
// blocking in time (cpu-temporal) changes that.
#include "kernels/cpu/simd_kernel.h"

namespace {

enum Knob { kBlockCols = gs::kTeamKnobCount, kBlockRows, kKnobCount };

constexpr gs_knob kKnobs[kKnobCount] = {
    gs::kTeamKnobs[0],
    gs::kTeamKnobs[1],
    gs::kTeamKnobs[2],
    {"block_cols", "Block width", "Columns of a block, rounded up to 16.", 16, 65536, 512, 0, nullptr},
    {"block_rows", "Block height", "Rows of a block.", 1, 65536, 64, 0, nullptr}};

void* open(const gs_problem* problem, const std::int64_t* knobs, void*, char* why, std::size_t why_size) {
    const gs::Blocks blocks{static_cast<int>(knobs[kBlockRows]), static_cast<int>(knobs[kBlockCols])};
    return gs::open_simd(*problem, knobs, blocks, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_blocked(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::simd_row(
            "cpu-blocked", "Blocked in space",
            "cpu-simd in blocks that fit the nearest cache: what blocking in space alone brings.");
        k.rank = 50;
        k.fallback = "cpu-simd";
        gs::give_knobs(k, kKnobs);
        k.open = open;
        k.knobs_in_use = [](void* self, std::int64_t* values) {
            const gs::SimdState& s = *static_cast<gs::SimdState*>(self);
            gs::team_knobs_in_use(s.team, values);
            values[kBlockCols] = s.stepper.blocks().cols;
            values[kBlockRows] = s.stepper.blocks().rows;
        };
        return k;
    }();
    return &kernel;
}
