// cuda-persistent: the field stays on the chip. Each block holds a tile in the registers of its eight warps
// for hundreds of steps; warps hand each other their edge rows through shared memory each step, and tiles
// hand each other a border of four cells every four steps through L2, with a flag for each tile instead of a
// barrier for all. It is faster because a step touches no memory outside of the chip at all. What limits it
// now: arithmetic, the border that each tile computes as well, and the size: a field that the device's
// registers can't hold is refused.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>

#include "kernels/cuda_coefficients.h"
#include "kernels/cuda_info.h"
#include "kernels/cuda_kernel.h"
#include "kernels/cuda_launch.h"
#include "kernels/cuda_persistent_tile.h"
#include "kernels/cuda_range.h"
#include "kernels/cuda_vector_step.h"

namespace {

using gs::Edge;
using gs::Form;

enum Knob { kTileRows, kSteps, kKnobs };

constexpr gs_knob kKnobTable[kKnobs] = {
    {"rows", "Rows a warp",
     "Rows that a warp holds in registers: 6 or 18; 0: the fewest that fit the device.", 0, 18, 0, 1},
    {"launch", "Steps a launch", "Steps that the field stays on the chip before it is written to memory.", 2,
     16384, 1024, 0}};

/// The field in the registers of the whole device, for 2 * pairs steps. Between two exchanges lie four steps,
/// the last stretch may be shorter. The sweeps' directions alternate, so that a row's new state lies where
/// the old one lay.
template <Form form, bool unit_dt, Edge edge, int rows>
__global__ void __launch_bounds__(gs::kTileThreads, 1)
    persist(gs::Minimal coefficients, gs::Edges edges, gs_field from, gs_field other, gs::Tiling tiling,
            int pairs, unsigned* flags) {
    const auto cell = gs::uniform_cell<form, unit_dt>(coefficients);
    const gs::Tile tile(edges, tiling, rows);
    gs::Quad state[rows];
    gs::load_tile<rows>(tile, from, state);
    for (unsigned exchange = 1;; ++exchange) {
        const int stretch = pairs < gs::kExchangeSteps / 2 ? pairs : gs::kExchangeSteps / 2;
        GS_UNROLL(1)
        for (int i = 0; i < stretch; ++i) {
            gs::sweep_down<form, edge, rows>(cell, edges, tile, state);
            // Never so. The compiler moves no row across a branch; without one it mixes both sweeps' rows and
            // runs out of registers.
            if (i > edges.rows) return;
            gs::sweep_up<form, edge, rows>(cell, edges, tile, state);
        }
        pairs -= stretch;
        const gs_field to = exchange % 2 != 0 ? other : from;
        if (pairs == 0) {
            gs::store_tile<rows>(tile, to, state);
            return;
        }
        gs::store_border<rows>(tile, to, state);
        gs::meet_neighbours(tile, tiling, flags, exchange);
        gs::load_halo<rows>(tile, to, state);
    }
}

using Persist = void (*)(gs::Minimal, gs::Edges, gs_field, gs_field, gs::Tiling, int, unsigned*);

template <int rows>
Persist persist_for(const gs::Minimal& m, Edge edge) {
    if (edge == Edge::Image) {
        if (m.form == Form::Separable)
            return m.unit_dt ? persist<Form::Separable, true, Edge::Image, rows>
                             : persist<Form::Separable, false, Edge::Image, rows>;
        return persist<Form::FivePoint, false, Edge::Image, rows>;
    }
    return m.form == Form::Separable   ? persist<Form::Separable, false, Edge::Inside, rows>
           : m.form == Form::FivePoint ? persist<Form::FivePoint, false, Edge::Inside, rows>
                                       : persist<Form::General, false, Edge::Inside, rows>;
}

Persist persist_for(int rows, const gs::Minimal& m, Edge edge) {
    return rows == 6 ? persist_for<6>(m, edge) : persist_for<18>(m, edge);
}

/// Blocks that the device runs at once: each multiprocessor holds the registers of one tile. 0 where it can't
/// launch cooperatively.
int blocks_at_once() {
    return gs::cuda_info().cooperative ? gs::cuda_info().sms : 0;
}

struct State {
    int rows = 18;
    gs::Tiling tiling{};
    std::int64_t steps_a_launch = 0;
    gs::CudaCoefficients coefficients;
    unsigned* flags = nullptr;  ///< one a tile: how many borders it has written in this launch
    char words[96] = "";

    ~State() { cudaFree(flags); }
};

/// `steps` (even) steps in one launch; *current becomes the field that holds the result.
const char* stay(const State& s, const gs_params& p, const gs_field fields[2], int& current, int steps,
                 cudaStream_t stream) {
    const gs::Minimal& m = s.coefficients.on_host();
    const gs_field &from = fields[current], &other = fields[1 - current];
    const gs::Edges edges = gs::edges_of(from, p);
    const auto tiles = static_cast<unsigned>(s.tiling.across * s.tiling.down);
    if (const char* why = gs::message_of(cudaMemsetAsync(s.flags, 0, tiles * sizeof(unsigned), stream)))
        return why;
    const gs::Launch where{dim3(tiles), dim3(gs::kTileThreads), gs::kTileSharedBytes, stream};
    if (const char* why =
            gs::launch_cooperative(where, persist_for(s.rows, m, gs::edge_of(m.form, p.boundary)), m, edges,
                                   from, other, s.tiling, steps / 2, s.flags))
        return why;
    const int exchanges = (steps - 1) / gs::kExchangeSteps;  // each flips what is written next
    current = exchanges % 2 == 0 ? 1 - current : current;
    return nullptr;
}

const char* advance(void* self, const gs_params* p, const gs_field fields[2], int32_t* current, int64_t steps,
                    void* stream) {
    const gs::CudaRange range("cuda-persistent");
    State& s = *static_cast<State*>(self);
    int now = *current;
    const char* why = s.coefficients.update(*p, stream);
    while (why == nullptr && steps >= 2) {
        const std::int64_t n = (steps < s.steps_a_launch ? steps : s.steps_a_launch) / 2 * 2;
        why = stay(s, *p, fields, now, static_cast<int>(n), static_cast<cudaStream_t>(stream));
        steps -= n;
    }
    if (why == nullptr && steps > 0) {
        why = gs::prepare_ghosts(*p, fields, now, stream);
        if (why == nullptr)
            why = gs::vector_step(s.coefficients.on_host().form, s.coefficients.on_device(), p->boundary,
                                  fields[now], fields[1 - now], {}, stream);
        now = 1 - now;
    }
    if (why == nullptr) *current = now;
    return why;
}

/// NULL, or why a tile does not fit a multiprocessor of this device after all.
const char* too_large(int rows, const gs_params& p) {
    const gs::Minimal m = gs::minimal_of(p);
    int blocks = 0;
    if (const char* why = gs::message_of(cudaOccupancyMaxActiveBlocksPerMultiprocessor(
            &blocks, persist_for(rows, m, gs::edge_of(m.form, p.boundary)), gs::kTileThreads,
            gs::kTileSharedBytes)))
        return why;
    return blocks > 0 ? nullptr
                      : "this GPU's multiprocessors have too few registers or too little shared memory";
}

/// The fewest rows a warp with which all tiles fit the device; 0: none.
int rows_that_fit(int rows, int cols, int blocks) {
    for (const int candidate : {6, 18}) {
        const gs::Tiling tiling = gs::tiling_for(rows, cols, candidate);
        if (tiling.across * tiling.down <= blocks) return candidate;
    }
    return 0;
}

const char* refuse(const gs_problem* problem) {
    static thread_local char why[192];
    const int blocks = blocks_at_once();
    if (blocks == 0) return "this GPU can't keep all blocks of a kernel running at once";
    if (rows_that_fit(problem->rows, problem->cols, blocks) != 0) return nullptr;
    const gs::Tiling tiling = gs::tiling_for(problem->rows, problem->cols, 18);
    std::snprintf(why, sizeof why,
                  "%d x %d cells are %d tiles, and this GPU's registers hold %d (about %.1f million cells)",
                  problem->cols, problem->rows, tiling.across * tiling.down, blocks, blocks * 120 * 136e-6);
    return why;
}

void* open(const gs_problem* problem, const int64_t* knobs, void*, char* why, size_t why_size) {
    auto s = std::make_unique<State>();
    const int blocks = blocks_at_once(), fit = rows_that_fit(problem->rows, problem->cols, blocks);
    const auto wanted = static_cast<int>(knobs[kTileRows]);
    const int asked = wanted == 0 ? fit : wanted <= 6 ? 6 : 18;
    s->rows = asked < fit ? fit : asked;
    s->tiling = gs::tiling_for(problem->rows, problem->cols, s->rows);
    s->steps_a_launch = knobs[kSteps];
    const int tiles = s->tiling.across * s->tiling.down;
    std::snprintf(s->words, sizeof s->words, "%d x %d tiles in registers, %d rows a warp, %d of %d blocks",
                  s->tiling.across, s->tiling.down, s->rows, tiles, blocks);
    const char* failed = s->coefficients.open();
    if (failed == nullptr)
        failed = gs::message_of(cudaMalloc(reinterpret_cast<void**>(&s->flags),
                                           static_cast<std::size_t>(tiles) * sizeof(unsigned)));
    if (failed == nullptr) failed = too_large(s->rows, problem->params);
    return gs::opened(std::move(s), failed, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_persistent(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_kernel<State>(kKnobTable);
        k.id = "cuda-persistent";
        k.label = "CUDA, the field stays on the chip";
        k.summary =
            "The field lives in registers for hundreds of steps; tiles trade borders through L2, with flags.";
        k.instead = "cuda-temporal";
        k.limits = GS_NO_VARYING;
        k.refuse = refuse;
        k.open = open;
        k.advance = advance;
        k.knobs_in_use = [](void* self, int64_t* values) {
            values[kTileRows] = static_cast<State*>(self)->rows;
        };
        k.portion = [](void* self) -> int32_t {
            return static_cast<int32_t>(static_cast<State*>(self)->steps_a_launch);
        };
        return k;
    }();
    return &kernel;
}
