// cuda-temporal: a warp owns a strip of 128 columns and streams it from top to bottom; each row
// that it loads passes through T time levels that live in registers before it is written. It is
// faster because the field crosses the memory's bus once in T steps, and because the levels
// need neither shared memory nor a barrier: neighbouring columns come by shuffle. A warp whose
// part of the field is at rest returns at once (rest_map.h). What limits it now: arithmetic, the T
// columns and rows that a strip and a band compute again, and registers, which allow eight warps
// at a time.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>

#include "kernels/cuda/info.h"
#include "kernels/cuda/kernel_rows.h"
#include "kernels/cuda/range.h"
#include "kernels/cuda/strips_at_rest.h"
#include "kernels/cuda/temporal_strip.h"
#include "kernels/cuda/vector_step.h"

namespace {

using gs::Edge;
using gs::Form;

struct State {
    gs::StripPlan plan;
    bool varying = false;
    int warps_a_block = 4;
    gs::CudaCoefficients coefficients;
    gs::StripsAtRest rest;
    /// With which the last steps were made; no edges: none yet.
    gs::Edges last_edges{};
    std::int64_t last_coefficients = 0;
    char words[96] = "";
};

using Stream = void (*)(gs::Minimal, gs::Edges, gs_field, gs_field, gs::StripCut, int, gs::RestMap);

template <int depth, bool varying>
Stream stream_for(const gs::Minimal& m, Edge edge) {
    return gs::pick_variant(m, edge, [](auto variant) -> Stream {
        using V = decltype(variant);
        return gs::stream<V::form, V::unit_dt, V::edge, depth, varying>;
    });
}

/// If each cell has rates of its own, passes are four steps deep: a deeper one has no registers
/// left for the rates. Cells are then held if the boundary is fixed, and only then.
Stream kernel_for(int depth, bool varying, const gs::Minimal& m, int boundary) {
    const Edge edge = gs::edge_of(m.form, boundary);
    return varying      ? stream_for<4, true>(m, Edge::Held)
           : depth == 8 ? stream_for<8, false>(m, edge)
                        : stream_for<4, false>(m, edge);
}

/// One pass over the field: `depth` steps.
const char* pass(State& s, const gs_params& p, const gs_field& in, const gs_field& out, void* cuda_stream) {
    const gs::StripPlan& plan = s.plan;
    const gs::Minimal& m = s.coefficients.on_host();
    const dim3 block(32, static_cast<unsigned>(s.warps_a_block));
    const dim3 grid(gs::blocks_for(plan.strips * plan.bands, s.warps_a_block));
    const int turns = (plan.rows_a_band + 3 * plan.depth + 2) / 3 * 3;
    return gs::launch({grid, block, 0, static_cast<cudaStream_t>(cuda_stream)},
                      kernel_for(plan.depth, s.varying, m, p.boundary), m, gs::edges_of(in, p), in, out,
                      gs::StripCut{plan.strips, plan.rows_a_band}, turns,
                      s.rest.next_pass(p.boundary == GS_PERIODIC));
}

/// Wakes all that is at rest if these steps are not those of the last call.
const char* wake_if_other(State& s, const gs_params& p, const gs_field& field) {
    const gs::Edges edges = gs::edges_of(field, p);
    const std::int64_t coefficients = s.coefficients.changes();
    if (std::memcmp(&edges, &s.last_edges, sizeof edges) == 0 && coefficients == s.last_coefficients)
        return nullptr;
    s.last_edges = edges;
    s.last_coefficients = coefficients;
    return s.rest.wake();
}

const char* advance(void* self, const gs_params* p, const gs_field fields[2], int32_t* current, int64_t steps,
                    void* cuda_stream) {
    const gs::CudaRange range("cuda-temporal");
    State& s = *static_cast<State*>(self);
    const char* why = s.coefficients.update(*p, cuda_stream);
    if (why == nullptr) why = wake_if_other(s, *p, fields[0]);
    int now = *current;
    for (; why == nullptr && steps >= s.plan.depth; steps -= s.plan.depth) {
        why = pass(s, *p, fields[now], fields[1 - now], cuda_stream);
        now = 1 - now;
    }
    if (why == nullptr && steps > 0) why = gs::prepare_ghosts(*p, fields, now, cuda_stream);
    if (why == nullptr)
        why = gs::vector_steps(s.coefficients, p->boundary, fields, now, steps, {},
                               {static_cast<cudaStream_t>(cuda_stream)});
    if (why == nullptr && steps > 0) why = s.rest.stepped(steps, p->boundary == GS_PERIODIC);
    if (why == nullptr)
        *current = now;
    else
        s.last_edges = {};  // what was found on the way is of no use
    return why;
}

/// Cells of a plane are counted with 32 bits; rows are padded to whole lines and one more.
const char* refuse(const gs_problem* problem) {
    return static_cast<long long>(problem->rows) * (problem->cols + 64) > UINT32_MAX
               ? "it takes at most 4294 million cells"
               : nullptr;
}

/// Blocks that a multiprocessor holds at once; 0 if it can't be asked.
int blocks_a_multiprocessor(int depth, bool varying, const gs_params& p, int warps_a_block) {
    int blocks = 0;
    const cudaError_t error = cudaOccupancyMaxActiveBlocksPerMultiprocessor(
        &blocks, kernel_for(depth, varying, gs::minimal_of(p), p.boundary), 32 * warps_a_block, 0);
    if (error != cudaSuccess) cudaGetLastError();
    return error == cudaSuccess ? blocks : 0;
}

void* open(const gs_problem* problem, const int64_t* knobs, void* stream, char* why, size_t why_size) {
    auto s = std::make_unique<State>();
    s->varying = problem->varying != 0;
    s->warps_a_block = static_cast<int>(knobs[gs::kTemporalWarps]);
    gs::StripWishes wishes;
    wishes.depth = s->varying                       ? 4
                   : knobs[gs::kTemporalDepth] == 0 ? 0
                   : knobs[gs::kTemporalDepth] <= 4 ? 4
                                                    : 8;
    wishes.rows_a_band = static_cast<int>(knobs[gs::kTemporalBand]);
    wishes.warps_a_block = s->warps_a_block;
    const auto blocks = [&](int depth) {
        return blocks_a_multiprocessor(depth, s->varying, problem->params, s->warps_a_block);
    };
    s->plan = gs::plan_strips(gs::card_of(gs::cuda_info()), problem->rows, problem->cols, wishes, blocks);
    std::snprintf(s->words, sizeof s->words, "depth %d, %d strips, %d bands of %d rows", s->plan.depth,
                  s->plan.strips, s->plan.bands, s->plan.rows_a_band);
    const char* failed = s->coefficients.open();
    if (failed == nullptr)
        failed = s->rest.open(problem->rows, problem->cols, s->plan, knobs[gs::kTemporalRest] != 0,
                              static_cast<cudaStream_t>(stream));
    return gs::opened(std::move(s), failed, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_temporal(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_temporal_row();
        gs::keep_state<State>(k);
        k.refuse = refuse;
        k.open = open;
        k.advance = advance;
        k.knobs_in_use = [](void* self, int64_t* values) {
            const State& s = *static_cast<State*>(self);
            values[gs::kTemporalDepth] = s.plan.depth;
            values[gs::kTemporalBand] = s.plan.rows_a_band;
        };
        k.wrote = [](void* self, int32_t row, int32_t col, int32_t rows, int32_t cols) {
            return static_cast<State*>(self)->rest.wake(row, col, rows, cols);
        };
        k.activity = [](void* self, gs_activity* activity) {
            *activity = static_cast<State*>(self)->rest.activity();
        };
        k.steps_per_batch = [](void* self) -> int32_t { return static_cast<State*>(self)->plan.depth; };
        return k;
    }();
    return &kernel;
}
