#include "app/core/bench/roofline.h"

#include <algorithm>
#include <array>

#include "kernels/minimal.h"

namespace gs {

namespace {

enum class Algebra { Textbook, Minimal };

/// A kernel's row: its algebra, and whether it fuses steps in time.
struct Row {
    std::string_view kernel;
    Algebra algebra;
    bool fused;
};

constexpr std::array kRows{
    Row{"cpu-reference", Algebra::Textbook, false}, Row{"cpu-reference-f64", Algebra::Textbook, false},
    Row{"cpu-autovec", Algebra::Textbook, false},   Row{"cpu-aos", Algebra::Textbook, false},
    Row{"cpu-openmp", Algebra::Textbook, false},    Row{"cpu-stdpar", Algebra::Textbook, false},
    Row{"cpu-simd", Algebra::Minimal, false},       Row{"cpu-blocked", Algebra::Minimal, false},
    Row{"cpu-temporal", Algebra::Minimal, true},    Row{"cuda-naive", Algebra::Textbook, false},
    Row{"cuda-shared", Algebra::Textbook, false},   Row{"cuda-thrust", Algebra::Textbook, false},
    Row{"cuda-vector", Algebra::Minimal, false},    Row{"cuda-temporal", Algebra::Minimal, true},
    Row{"cuda-persistent", Algebra::Minimal, true},
};

const Row* row_of(std::string_view kernel) {
    const auto* found =
        std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.kernel == kernel; });
    return found == kRows.end() ? nullptr : found;
}

/// The operations of gray_scott.h, counted: 17 for each of two Laplacians, 2 for u v v, 7 for u', 6
/// for v'; nothing is fused there.
constexpr double kTextbookOperations = 49;

/// The operations of minimal.h, counted; one multiplication by dt is added if dt is not 1.
double minimal_operations(const gs_params& params) {
    const double scaled = params.dt == 1.0 ? 0 : 1;
    switch (form_of(params.edge, params.corner)) {
        case Form::Separable:
            return kFewestOperations + scaled;
        case Form::FivePoint:
            return 12 + scaled;
        case Form::General:
            break;
    }
    return 20 + scaled;
}

constexpr double kBinds = 0.5;  // share of a roof from which on that roof counts as what limits a kernel

}  // namespace

bool work_is_known(std::string_view kernel_id) {
    return row_of(kernel_id) != nullptr;
}

CellWork work_of(const gs_kernel& kernel, const gs_params& params) {
    const Row* row = row_of(kernel.id);
    const bool minimal = row != nullptr && row->algebra == Algebra::Minimal;
    return {minimal ? minimal_operations(params) : kTextbookOperations, kernel.scalar == GS_F64 ? 32.0 : 16.0,
            row != nullptr && row->fused};
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
