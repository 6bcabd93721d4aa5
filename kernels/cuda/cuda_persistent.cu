// cuda-persistent: the field stays on the chip. Each block holds a tile in the registers of its
// eight warps for hundreds of steps; warps hand each other their edge rows through shared memory
// each step, and tiles hand each other a border of four cells every four steps through L2, with a
// flag for each tile instead of a barrier for all. It is faster because a step touches no memory
// outside of the chip at all. What limits it now: arithmetic, the border that each tile computes as
// well, and the size: a field that the device's registers and shared memory can't hold is refused.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>

#include "kernels/cuda/info.h"
#include "kernels/cuda/kernel_rows.h"
#include "kernels/cuda/persistent_tile.h"
#include "kernels/cuda/range.h"
#include "kernels/cuda/vector_step.h"

#if !defined(GS_ABLATIONS)
#define GS_ABLATIONS 0
#endif

namespace {

using gs::Edge;
using gs::Exchange;
using gs::Form;
using gs::TileRows;

#if GS_ABLATIONS
constexpr int kAblation = 2;
constexpr gs_knob kKnobsWithAblation[] = {gs::kPersistentKnobs[gs::kPersistentRows],
                                          gs::kPersistentKnobs[gs::kPersistentSteps],
                                          {"ablation", "Left out",
                                           "For measuring, with wrong results: 1 waits for no tile, 2 trades "
                                           "no borders, 3 polls without acquiring.",
                                           0, 3, 0, 0, nullptr}};
#endif

using Persist = void (*)(gs::Minimal, gs::Edges, gs_field, gs_field, gs::Tiling, TileRows, int, unsigned*);

template <int rows, bool tall>
Persist persist_for(const gs::Minimal& m, Edge edge) {
    return gs::pick_variant(m, edge, [](auto variant) -> Persist {
        using V = decltype(variant);
        return gs::persist<V::form, V::unit_dt, V::edge, rows, tall, Exchange::Full>;
    });
}

#if GS_ABLATIONS

/// One height is enough to price the exchange.
gs::TilePlan plan_for(const gs_problem& problem, int) {
    return gs::plan_tiles(gs::card_of(gs::cuda_info()), problem.rows, problem.cols, TileRows{18, 0});
}

template <Exchange exchange>
constexpr Persist kAblated = gs::persist<Form::Separable, true, Edge::Image, 18, false, exchange>;

/// Parts are left out for the default stencil alone.
Persist kernel_for(const TileRows&, int ablation, const gs::Minimal& m, int boundary) {
    const Edge edge = gs::edge_of(m.form, boundary);
    if (ablation == 0 || m.form != Form::Separable || !m.unit_dt || edge != Edge::Image)
        return persist_for<18, false>(m, edge);
    return ablation == 1   ? kAblated<Exchange::NoWait>
           : ablation == 2 ? kAblated<Exchange::None>
                           : kAblated<Exchange::RelaxedPoll>;
}

#else

/// How this device takes the problem; rows_a_warp: 0, or the height that is wished for, at least.
/// Asks the device nothing: the window wants to know many times a second.
gs::TilePlan plan_for(const gs_problem& problem, int rows_a_warp) {
    const gs::CudaCard card = gs::card_of(gs::cuda_info());
    if (rows_a_warp > 0)
        for (const TileRows& height : gs::tile_heights()) {
            if (height.all() < gs::tile_rows(rows_a_warp).all()) continue;
            const gs::TilePlan plan = gs::plan_tiles(card, problem.rows, problem.cols, height);
            if (plan.rows.all() > 0) return plan;
        }
    return gs::plan_tiles(card, problem.rows, problem.cols);
}

Persist kernel_for(const TileRows& rows, int, const gs::Minimal& m, int boundary) {
    const Edge edge = gs::edge_of(m.form, boundary);
    if (rows.shared > 0) return persist_for<18, true>(m, edge);
    return rows.registers == 6    ? persist_for<6, false>(m, edge)
           : rows.registers == 10 ? persist_for<10, false>(m, edge)
           : rows.registers == 12 ? persist_for<12, false>(m, edge)
           : rows.registers == 15 ? persist_for<15, false>(m, edge)
                                  : persist_for<18, false>(m, edge);
}

#endif

struct State {
    gs::TilePlan plan;
    /// What is left out of the exchange; always 0 but with GS_ABLATIONS.
    int ablation = 0;
    std::int64_t steps_a_launch = 0;
    gs::CudaCoefficients coefficients;
    /// One for each tile: how many borders it has written in this launch.
    unsigned* flags = nullptr;
    char words[128] = "";

    ~State() { cudaFree(flags); }
};

/// NULL, or what failed. Shared memory beyond 48 KiB must be asked for, for each kernel.
const char* ask_for_shared_memory(Persist kernel, const TileRows& rows) {
    return gs::message_of(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                               static_cast<int>(gs::tile_shared_bytes(rows))));
}

/// `steps` (even) steps in one launch; *current becomes the field that holds the result.
const char* stay(const State& s, const gs_params& p, const gs_field fields[2], int& current, int steps,
                 cudaStream_t stream) {
    const gs::Minimal& m = s.coefficients.on_host();
    const gs_field &from = fields[current], &other = fields[1 - current];
    const auto tiles = static_cast<unsigned>(s.plan.tiling.tiles());
    if (const char* why = gs::message_of(cudaMemsetAsync(s.flags, 0, tiles * sizeof(unsigned), stream)))
        return why;
    const Persist kernel = kernel_for(s.plan.rows, s.ablation, m, p.boundary);
    if (const char* why = ask_for_shared_memory(kernel, s.plan.rows)) return why;
    const gs::Launch where{dim3(tiles), dim3(gs::kTileThreads), gs::tile_shared_bytes(s.plan.rows), stream};
    if (const char* why = gs::launch_cooperative(where, kernel, m, gs::edges_of(from, p), from, other,
                                                 s.plan.tiling, s.plan.rows, steps / 2, s.flags))
        return why;
    const int exchanges = (steps - 1) / gs::kTileBorder;  // each flips what is written next
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
    if (why == nullptr && steps > 0) why = gs::prepare_ghosts(*p, fields, now, stream);
    if (why == nullptr)
        why = gs::vector_steps(s.coefficients, p->boundary, fields, now, steps, {},
                               {static_cast<cudaStream_t>(stream)});
    if (why == nullptr) *current = now;
    return why;
}

/// NULL, or why the tiles do not fit this device after all, as under a server that shares it out.
const char* too_large(const State& s, const gs_params& p) {
    const Persist kernel = kernel_for(s.plan.rows, s.ablation, gs::minimal_of(p), p.boundary);
    if (const char* why = ask_for_shared_memory(kernel, s.plan.rows)) return why;
    int blocks = 0;
    if (const char* why = gs::message_of(cudaOccupancyMaxActiveBlocksPerMultiprocessor(
            &blocks, kernel, gs::kTileThreads, gs::tile_shared_bytes(s.plan.rows))))
        return why;
    return static_cast<long long>(blocks) * gs::cuda_info().sms >= s.plan.tiling.tiles()
               ? nullptr
               : "this GPU's multiprocessors have too few registers or too little shared memory";
}

const char* refuse(const gs_problem* problem) {
    static thread_local char why[224];
    if (!gs::cuda_info().cooperative) return "this GPU can't keep all blocks of a kernel running at once";
    if (plan_for(*problem, 0).rows.all() != 0) return nullptr;
    const gs::CudaCard card = gs::card_of(gs::cuda_info());
    TileRows tallest = gs::tile_heights().front();
    for (const TileRows& height : gs::tile_heights())
        if (gs::tile_blocks(card, height) > 0) tallest = height;
    const gs::Tiling tiling = gs::tiling_for(problem->rows, problem->cols, tallest.all());
    const int places = gs::tile_blocks(card, tallest) * card.sms;
    const double cells =
        places * (4.0 * gs::kTileGroups) * (gs::kTileWarps * tallest.all() - 2.0 * gs::kTileBorder);
    std::snprintf(why, sizeof why, "%d x %d cells are %lld tiles, and this GPU holds %d (%.1f million cells)",
                  problem->cols, problem->rows, tiling.tiles(), places, 1e-6 * cells);
    return why;
}

void* open(const gs_problem* problem, const int64_t* knobs, void*, char* why, size_t why_size) {
    auto s = std::make_unique<State>();
    s->plan = plan_for(*problem, static_cast<int>(knobs[gs::kPersistentRows]));
    s->steps_a_launch = knobs[gs::kPersistentSteps];
#if GS_ABLATIONS
    s->ablation = static_cast<int>(knobs[kAblation]);
#endif
    const gs::TilePlan& plan = s->plan;
    std::snprintf(s->words, sizeof s->words, "%d x %d tiles on %d places, %d rows per warp%s",
                  plan.tiling.across, plan.tiling.down, plan.places, plan.rows.all(),
                  plan.rows.shared > 0 ? ", some in shared memory" : "");
    const char* failed = s->coefficients.open();
    if (failed == nullptr)
        failed = gs::message_of(cudaMalloc(reinterpret_cast<void**>(&s->flags),
                                           static_cast<std::size_t>(plan.tiling.tiles()) * sizeof(unsigned)));
    if (failed == nullptr) failed = too_large(*s, problem->params);
    return gs::opened(std::move(s), failed, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_persistent(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_persistent_row();
        gs::keep_state<State>(k);
#if GS_ABLATIONS
        gs::give_knobs(k, kKnobsWithAblation);
#endif
        k.refuse = refuse;
        k.open = open;
        k.advance = advance;
        k.knobs_in_use = [](void* self, int64_t* values) {
            values[gs::kPersistentRows] = static_cast<State*>(self)->plan.rows.all();
        };
        k.steps_per_batch = [](void* self) -> int32_t {
            return static_cast<int32_t>(static_cast<State*>(self)->steps_a_launch);
        };
        return k;
    }();
    return &kernel;
}
