#include "app/core/bench/roofline.h"

#include <algorithm>

#include "kernels/minimal.h"

namespace gs {

namespace {

constexpr double kBinds = 0.5;  // of a roof, from which it is the roof that holds a kernel back

}  // namespace

CellWork work_of(const gs_kernel& kernel, const gs_params& params) {
    CellWork work;
    work.minimal = kernel.algebra == GS_MINIMAL;
    work.operations = work.minimal ? minimal_operations(params) : kTextbookOperations;
    work.bytes = kernel.scalar == GS_F64 ? 32 : 16;
    work.fused = kernel.fused != 0;
    return work;
}

const char* name_of(Bound bound) {
    switch (bound) {
        case Bound::Compute:
            return "compute";
        case Bound::Memory:
            return "memory";
        case Bound::Neither:
            break;
    }
    return "neither";
}

RoofShare share_of(const Roofs& roofs, const gs_kernel& kernel, const gs_params& params, int rows, int cols,
                   double gcells_per_s) {
    RoofShare share;
    if (roofs.empty()) return share;
    const CellWork work = work_of(kernel, params);
    const ComputeRoof best = roofs.best();
    const double arithmetic = kernel.scalar == GS_F64 ? best.f64 : best.f32;
    const auto both_states = static_cast<std::size_t>(work.bytes) * static_cast<std::size_t>(rows) *
                             static_cast<std::size_t>(cols);
    const MemoryRoof& memory = roofs.memory_for(both_states);
    share.level = memory.level;
    share.compute_gcells = arithmetic / work.operations;
    share.memory_gcells = memory.gb_per_s / work.bytes;
    if (share.compute_gcells > 0) share.compute = gcells_per_s / share.compute_gcells;
    if (share.memory_gcells > 0) share.memory = gcells_per_s / share.memory_gcells;
    if (arithmetic > 0) share.limit = gcells_per_s * kFewestOperations / arithmetic;
    share.memory_is_lower = !work.fused && share.memory_gcells < share.compute_gcells;
    const double lower = share.memory_is_lower ? share.memory : share.compute;
    if (lower >= kBinds) share.bound = share.memory_is_lower ? Bound::Memory : Bound::Compute;
    return share;
}

Roofs higher_of(const Roofs& a, const Roofs& b) {
    if (a.empty()) return b;
    if (b.empty() || a.compute.size() != b.compute.size() || a.memory.size() != b.memory.size()) return a;
    Roofs higher = a;
    for (std::size_t i = 0; i < a.compute.size(); ++i) {
        higher.compute[i].f32 = std::max(a.compute[i].f32, b.compute[i].f32);
        higher.compute[i].f64 = std::max(a.compute[i].f64, b.compute[i].f64);
    }
    for (std::size_t i = 0; i < a.memory.size(); ++i)
        higher.memory[i].gb_per_s = std::max(a.memory[i].gb_per_s, b.memory[i].gb_per_s);
    return higher;
}

}  // namespace gs
