// cuda-temporal: a warp owns a strip of 128 columns and streams it from top to bottom; each row that it loads
// passes through T time levels that live in registers before it is written. It is faster
// because the field crosses the memory's bus once in T steps, and because the levels need neither shared
// memory nor a barrier: neighbouring columns come by shuffle. What limits it now: arithmetic, the T columns
// and rows that a strip and a band compute again, and registers, which allow eight warps at a time.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <type_traits>

#include "kernels/cuda_coefficients.h"
#include "kernels/cuda_info.h"
#include "kernels/cuda_kernel.h"
#include "kernels/cuda_launch.h"
#include "kernels/cuda_range.h"
#include "kernels/cuda_strip_step.h"
#include "kernels/cuda_vector_step.h"

namespace {

using gs::Edge;
using gs::Form;
using gs::kLaneCells;
using gs::kWarpCells;
using gs::Quad;

enum Knob { kDepth, kBand, kWarps, kKnobs };

constexpr gs_knob kKnobTable[kKnobs] = {
    {"depth", "Depth",
     "Steps that a row passes through between reading and writing it: 4 or 8; 0: by the size.", 0, 8, 0, 1},
    {"band", "Rows a band",
     "Rows that a warp streams through, and then as many again for the depth; 0: by the size.", 0, 4096, 0,
     1},
    {"block", "Warps a block", "Warps of 32 threads in a block; they share nothing.", 1, 8, 4, 0}};

/// How the field is cut: strips of columns, bands of rows, one warp each.
struct Cut {
    int strips, bands, rows_a_band;
};

/// Three rows that a level holds: two, and the one that the level below has sent since. Which of them is the
/// northern one changes with each turn, and the loop below is unrolled by three, so that a row never moves
/// from register to register.
struct Level {
    Quad row[3];
};

/// One turn of level t and those below: its middle row, one step on, goes to the level above in place of the
/// northern row, which that level has just done with. Recursion on a constant: a branch or a loop around the
/// shuffles would send the levels to local memory. Returns what leaves the topmost level.
template <Form form, Edge edge, int depth, int phase, int t, class C>
__device__ __forceinline__ Quad turn_levels(const C& cell, const gs::Edges& edges, int y, int x,
                                            Level (&levels)[depth]) {
    constexpr int kNorth = phase, kCentre = (phase + 1) % 3, kSouth = (phase + 2) % 3;
    Level& level = levels[t];
    const Quad next = gs::step_quad<form, edge>(cell, edges, y, x, level.row[kNorth], level.row[kCentre],
                                                level.row[kSouth]);
    if constexpr (t + 1 < depth) levels[t + 1].row[kNorth] = next;
    if constexpr (t > 0) turn_levels<form, edge, depth, phase, t - 1>(cell, edges, y + 2, x, levels);
    return next;
}

/// What a warp loads and stores.
struct Strip {
    gs::QuadSource source;
    gs_field out;
    int x;           ///< the lane's first column
    int first, end;  ///< rows of the band
    bool owner;      ///< the lane's columns are the strip's own, and lie in the field

    __device__ void store(int y, const Quad& row) const {
        if (!owner || y < first || y >= end) return;
        const std::ptrdiff_t at = y * out.pitch + x;
        *reinterpret_cast<float4*>(static_cast<float*>(out.u) + at) = gs::pack(row.u);
        *reinterpret_cast<float4*>(static_cast<float*>(out.v) + at) = gs::pack(row.v);
    }
};

template <int depth>
__device__ Strip strip_of(const gs_field& in, const gs_field& out, const Cut& cut, bool periodic) {
    constexpr int kOwn = kWarpCells - 2 * depth;
    const int warp = static_cast<int>(blockIdx.x * blockDim.y + threadIdx.y);
    const int lane = static_cast<int>(threadIdx.x);
    Strip s{};
    s.out = out;
    s.x = warp % cut.strips * kOwn - depth + lane * kLaneCells;
    s.first = warp / cut.strips * cut.rows_a_band;
    s.end = s.first + cut.rows_a_band < in.rows ? s.first + cut.rows_a_band : in.rows;
    s.owner = lane >= depth / kLaneCells && lane < 32 - depth / kLaneCells && s.x < in.cols;
    s.source = gs::quad_source(in, s.x, periodic);
    return s;
}

/// All warps take as many turns, those beyond the field too: they shuffle like the others and store nothing.
/// In turn k the row `begin + k` is loaded, and the row `begin + k - 2 depth` leaves the last level.
template <Form form, bool unit_dt, Edge edge, int depth>
__global__ void __launch_bounds__(256)
    stream(gs::Minimal coefficients, gs::Edges edges, gs_field in, gs_field out, Cut cut, int turns) {
    static_assert(depth % kLaneCells == 0, "a strip begins with whole lanes");
    const auto cell = gs::uniform_cell<form, unit_dt>(coefficients);
    const bool periodic = edges.boundary == GS_PERIODIC;
    const Strip s = strip_of<depth>(in, out, cut, periodic);
    gs::RowWalk rows(s.first - depth, in.rows, periodic);
    Level levels[depth] = {};  // what comes of these zeros leaves before the band's first row
    int y = s.first - 3 * depth;
    const auto turn = [&](auto which) {
        constexpr int phase = decltype(which)::value;
        const Quad done = turn_levels<form, edge, depth, phase, depth - 1>(cell, edges, y, s.x, levels);
        s.store(y, done);
        levels[0].row[phase] = gs::load_quad(s.source, rows.here());
        rows.next();
        ++y;
    };
    GS_UNROLL(1)
    for (int k = 0; k < turns; k += 3) {
        turn(std::integral_constant<int, 0>());
        turn(std::integral_constant<int, 1>());
        turn(std::integral_constant<int, 2>());
    }
}

struct State {
    int depth = 8;
    Cut cut{};
    int warps_a_block = 4;
    gs::CudaCoefficients coefficients;
    char words[96] = "";
};

using Stream = void (*)(gs::Minimal, gs::Edges, gs_field, gs_field, Cut, int);

template <int depth>
Stream stream_for(const gs::Minimal& m, Edge edge) {
    if (edge == Edge::Image) {
        if (m.form == Form::Separable)
            return m.unit_dt ? stream<Form::Separable, true, Edge::Image, depth>
                             : stream<Form::Separable, false, Edge::Image, depth>;
        return stream<Form::FivePoint, false, Edge::Image, depth>;
    }
    return m.form == Form::Separable   ? stream<Form::Separable, false, Edge::Inside, depth>
           : m.form == Form::FivePoint ? stream<Form::FivePoint, false, Edge::Inside, depth>
                                       : stream<Form::General, false, Edge::Inside, depth>;
}

/// One pass over the field: `depth` steps.
const char* pass(const State& s, const gs_params& p, const gs_field& in, const gs_field& out,
                 void* cuda_stream) {
    const gs::Minimal& m = s.coefficients.on_host();
    const Edge edge = gs::edge_of(m.form, p.boundary);
    const Stream kernel = s.depth == 8 ? stream_for<8>(m, edge) : stream_for<4>(m, edge);
    const gs::Edges edges = gs::edges_of(in, p);
    const dim3 block(32, static_cast<unsigned>(s.warps_a_block));
    const dim3 grid(gs::blocks_for(s.cut.strips * s.cut.bands, s.warps_a_block));
    return gs::launch({grid, block, 0, static_cast<cudaStream_t>(cuda_stream)}, kernel, m, edges, in, out,
                      s.cut, (s.cut.rows_a_band + 3 * s.depth + 2) / 3 * 3);
}

const char* advance(void* self, const gs_params* p, const gs_field fields[2], int32_t* current, int64_t steps,
                    void* cuda_stream) {
    const gs::CudaRange range("cuda-temporal");
    State& s = *static_cast<State*>(self);
    const char* why = s.coefficients.update(*p, cuda_stream);
    int now = *current;
    for (; why == nullptr && steps >= s.depth; steps -= s.depth) {
        why = pass(s, *p, fields[now], fields[1 - now], cuda_stream);
        now = 1 - now;
    }
    if (why == nullptr && steps > 0) why = gs::prepare_ghosts(*p, fields, now, cuda_stream);
    for (; why == nullptr && steps > 0; --steps) {
        why = gs::vector_step(s.coefficients.on_host().form, s.coefficients.on_device(), p->boundary,
                              fields[now], fields[1 - now], {}, cuda_stream);
        now = 1 - now;
    }
    if (why == nullptr) *current = now;
    return why;
}

/// Bands as tall as still give every multiprocessor its eight warps, and no less tall than what they compute
/// again.
Cut cut_for(const gs_problem& problem, int depth, int rows_a_band, int warps_wanted) {
    Cut cut{};
    const int own = kWarpCells - 2 * depth;
    cut.strips = (problem.cols + own - 1) / own;
    if (rows_a_band == 0) {
        const int bands = (warps_wanted + cut.strips - 1) / cut.strips;
        rows_a_band = (problem.rows + bands - 1) / bands;
        if (rows_a_band < 4 * depth) rows_a_band = 4 * depth;
    }
    if (rows_a_band > problem.rows) rows_a_band = problem.rows;
    cut.rows_a_band = rows_a_band;
    cut.bands = (problem.rows + cut.rows_a_band - 1) / cut.rows_a_band;
    return cut;
}

/// Cells of a plane are counted with 32 bits; rows are padded to whole lines and one more.
const char* refuse(const gs_problem* problem) {
    return static_cast<long long>(problem->rows) * (problem->cols + 64) > UINT32_MAX
               ? "it takes at most 4294 million cells"
               : nullptr;
}

void* open(const gs_problem* problem, const int64_t* knobs, void*, char* why, size_t why_size) {
    auto s = std::make_unique<State>();
    const int warps = 8 * gs::cuda_info().sms, band = static_cast<int>(knobs[kBand]);
    s->depth = knobs[kDepth] == 0 ? 8 : knobs[kDepth] <= 4 ? 4 : 8;
    s->cut = cut_for(*problem, s->depth, band, warps);
    // Bands so short that half of their rows are computed twice: the shallower pass does less in vain.
    if (knobs[kDepth] == 0 && s->cut.rows_a_band < 32) {
        s->depth = 4;
        s->cut = cut_for(*problem, 4, band, warps);
    }
    s->warps_a_block = static_cast<int>(knobs[kWarps]);
    std::snprintf(s->words, sizeof s->words, "depth %d, %d strips, %d bands of %d rows", s->depth,
                  s->cut.strips, s->cut.bands, s->cut.rows_a_band);
    const char* failed = s->coefficients.open();
    return gs::opened(std::move(s), failed, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_temporal(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_kernel<State>(kKnobTable);
        k.id = "cuda-temporal";
        k.label = "CUDA, time levels in registers";
        k.summary =
            "Each warp streams a strip through 4 or 8 time levels in registers before it writes it back.";
        k.instead = "cuda-vector";
        k.limits = GS_NO_VARYING;
        k.refuse = refuse;
        k.open = open;
        k.advance = advance;
        k.knobs_in_use = [](void* self, int64_t* values) {
            const State& s = *static_cast<State*>(self);
            values[kDepth] = s.depth;
            values[kBand] = s.cut.rows_a_band;
        };
        k.portion = [](void* self) -> int32_t { return static_cast<State*>(self)->depth; };
        return k;
    }();
    return &kernel;
}
