// cuda-vector: a lane loads four columns with one 16-byte load, gets the column beside them from
// its neighbour by a shuffle, keeps three rows in registers while it walks down, and uses the
// minimal algebra; many steps are one CUDA graph. It is faster because a cell costs a third of the
// loads and instructions, because the ghost cells are written by the step itself, and because a
// graph starts a step without the host. What limits it now: each step reads and writes the whole
// field, 16 bytes per cell, through L2 or device memory.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>

#include "kernels/cuda/kernel_rows.h"
#include "kernels/cuda/range.h"
#include "kernels/cuda/vector_step.h"

namespace {

/// A graph of steps, and what it was built for.
struct StepGraph {
    cudaGraphExec_t exec = nullptr;
    gs::Form form{};
    int boundary = -1;

    void reset() {
        if (exec != nullptr) cudaGraphExecDestroy(exec);
        exec = nullptr;
    }
};

struct State {
    gs::VectorTile tile;
    std::int64_t graph_steps = 0;
    gs::CudaCoefficients coefficients;
    /// Which begin with field 0 and with field 1.
    StepGraph graphs[2];
    char words[96] = "";

    ~State() {
        for (StepGraph& graph : graphs) graph.reset();
    }
};

/// Builds the graph that begins with field `current`, unless it is there. Other parameters of the
/// same form and boundary need no other graph: the steps read them from device memory.
const char* ensure_graph(State& s, int boundary, const gs_field fields[2], int current) {
    StepGraph& graph = s.graphs[current];
    const gs::Form form = s.coefficients.on_host().form;
    if (graph.exec != nullptr && graph.form == form && graph.boundary == boundary) return nullptr;
    const gs::CudaRange range("building a graph");
    graph.reset();
    gs::Chain chain;
    const char* failed = gs::message_of(cudaGraphCreate(&chain.graph, 0));
    if (failed == nullptr)
        failed = gs::vector_steps(s.coefficients, boundary, fields, current, s.graph_steps, s.tile,
                                  {nullptr, &chain});
    if (failed == nullptr)
        failed = gs::message_of(cudaGraphInstantiateWithFlags(&graph.exec, chain.graph, 0));
    if (chain.graph != nullptr) cudaGraphDestroy(chain.graph);
    graph.form = form;
    graph.boundary = boundary;
    return failed;
}

const char* advance(void* self, const gs_params* p, const gs_field fields[2], int32_t* current, int64_t steps,
                    void* stream) {
    const gs::CudaRange range("cuda-vector");
    State& s = *static_cast<State*>(self);
    const auto cuda_stream = static_cast<cudaStream_t>(stream);
    const char* why = s.coefficients.update(*p, stream);
    if (why == nullptr) why = gs::prepare_ghosts(*p, fields, *current, stream);
    int now = *current;
    while (why == nullptr && s.graph_steps > 0 && steps >= s.graph_steps) {
        why = ensure_graph(s, p->boundary, fields, now);
        if (why == nullptr) why = gs::message_of(cudaGraphLaunch(s.graphs[now].exec, cuda_stream));
        now = static_cast<int>((now + s.graph_steps) & 1);
        steps -= s.graph_steps;
    }
    if (why == nullptr)
        why = gs::vector_steps(s.coefficients, p->boundary, fields, now, steps, s.tile, {cuda_stream});
    if (why == nullptr) *current = now;
    return why;
}

void* open(const gs_problem*, const int64_t* knobs, void*, char* why, size_t why_size) {
    auto s = std::make_unique<State>();
    s->tile = {static_cast<int>(knobs[gs::kVectorRows]), static_cast<int>(knobs[gs::kVectorWarps])};
    s->graph_steps = knobs[gs::kVectorGraph];
    std::snprintf(s->words, sizeof s->words, "%d rows per thread, %d warps per block, %d steps per graph",
                  s->tile.rows_a_thread, s->tile.warps_a_block, static_cast<int>(s->graph_steps));
    const char* failed = s->coefficients.open();
    return gs::opened(std::move(s), failed, why, why_size);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cuda_vector(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::cuda_vector_row();
        gs::keep_state<State>(k);
        k.open = open;
        k.advance = advance;
        k.steps_per_batch = [](void* self) -> int32_t {
            return static_cast<int32_t>(std::max<std::int64_t>(static_cast<State*>(self)->graph_steps, 1));
        };
        return k;
    }();
    return &kernel;
}
