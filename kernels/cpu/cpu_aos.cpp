// cpu-aos: an array of cells, each with its u and v, instead of a plane of u and a plane of v; the
// arithmetic stays as it was. It is slower than cpu-autovec: a vector of sixteen neighbours' u lies
// spread over two vectors of memory, and must be pulled apart before and woven together after each
// sum. What limits it now are those shuffles; it is here to show what the choice of a layout costs.
#include <cstdio>
#include <new>
#include <utility>
#include <vector>

#include "kernels/gray_scott.h"
#include "kernels/kernel_row.h"

namespace {

struct Cell {
    float u, v;
};

/// The cells with one ring of ghosts, and the rates of feed and kill
/// in the same order if they vary.
struct State {
    int rows, cols;
    std::ptrdiff_t pitch;
    std::vector<Cell> present, next, rates;

    Cell* row(std::vector<Cell>& cells, int y) const { return cells.data() + (y + 1) * pitch + 1; }
};

void fill_ghosts(State& s, const gs_params& p) {
    const Cell fixed{static_cast<float>(p.boundary_u), static_cast<float>(p.boundary_v)};
    const auto ghost = [&](const Cell& wrapped, const Cell& nearest) {
        return p.boundary == GS_FIXED ? fixed : p.boundary == GS_PERIODIC ? wrapped : nearest;
    };
    for (int y = 0; y < s.rows; ++y) {
        Cell* row = s.row(s.present, y);
        row[-1] = ghost(row[s.cols - 1], row[0]);
        row[s.cols] = ghost(row[0], row[s.cols - 1]);
    }
    const Cell* top = s.row(s.present, 0);
    const Cell* bottom = s.row(s.present, s.rows - 1);
    for (int x = -1; x <= s.cols; ++x) {
        s.row(s.present, -1)[x] = ghost(bottom[x], top[x]);
        s.row(s.present, s.rows)[x] = ghost(top[x], bottom[x]);
    }
}

template <float Cell::*member>
GS_HD gs::Around<float> around(const Cell* north, const Cell* row, const Cell* south, int x) {
    return {north[x - 1].*member, north[x].*member, north[x + 1].*member,
            row[x - 1].*member,   row[x].*member,   row[x + 1].*member,
            south[x - 1].*member, south[x].*member, south[x + 1].*member};
}

/// rates: the cells' feed and kill if they vary.
template <bool varying>
[[gnu::noinline]] void step_row(const Cell* __restrict north, const Cell* __restrict row,
                                const Cell* __restrict south, const Cell* __restrict rates,
                                Cell* __restrict next, int cols, gs::Rates<float> p) {
    for (int x = 0; x < cols; ++x) {
        if constexpr (varying) {
            p.feed = rates[x].u;
            p.kill = rates[x].v;
        }
        gs::react(around<&Cell::u>(north, row, south, x), around<&Cell::v>(north, row, south, x), p,
                  next[x].u, next[x].v);
    }
}

void step(State& s, const gs_params& params) {
    fill_ghosts(s, params);
    const gs::Rates<float> rates = gs::rates_of<float>(params);
    const bool varying = !s.rates.empty();
    const auto step_row_of_kind = varying ? step_row<true> : step_row<false>;
    for (int y = 0; y < s.rows; ++y)
        step_row_of_kind(s.row(s.present, y - 1), s.row(s.present, y), s.row(s.present, y + 1),
                         varying ? s.row(s.rates, y) : nullptr, s.row(s.next, y), s.cols, rates);
    std::swap(s.present, s.next);
}

const char* advance(void* self, const gs_params* p, const gs_field*, std::int32_t*, std::int64_t steps,
                    void*) {
    for (std::int64_t i = 0; i < steps; ++i) step(*static_cast<State*>(self), *p);
    return nullptr;
}

/// Weaves two planes into cells.
void weave(State& s, std::vector<Cell>& cells, const void* first, const void* second, std::ptrdiff_t pitch) {
    for (int y = 0; y < s.rows; ++y) {
        Cell* row = s.row(cells, y);
        for (int x = 0; x < s.cols; ++x)
            row[x] = {static_cast<const float*>(first)[y * pitch + x],
                      static_cast<const float*>(second)[y * pitch + x]};
    }
}

const char* load(void* self, const gs_params*, const gs_field* planes, void*) {
    State& s = *static_cast<State*>(self);
    weave(s, s.present, planes->u, planes->v, planes->pitch);
    if (planes->feed != nullptr) weave(s, s.rates, planes->feed, planes->kill, planes->pitch);
    return nullptr;
}

const char* store(void* self, const gs_field* planes, void*) {
    State& s = *static_cast<State*>(self);
    for (int y = 0; y < s.rows; ++y) {
        const Cell* row = s.row(s.present, y);
        for (int x = 0; x < s.cols; ++x) {
            if (planes->u != nullptr) static_cast<float*>(planes->u)[y * planes->pitch + x] = row[x].u;
            if (planes->v != nullptr) static_cast<float*>(planes->v)[y * planes->pitch + x] = row[x].v;
        }
    }
    return nullptr;
}

void* open(const gs_problem* problem, const std::int64_t*, void*, char* why, std::size_t why_size) try {
    const std::ptrdiff_t pitch = std::ptrdiff_t{problem->cols} + 2;
    const auto cells = static_cast<std::size_t>(pitch) * (static_cast<std::size_t>(problem->rows) + 2);
    return new State{problem->rows,
                     problem->cols,
                     pitch,
                     std::vector<Cell>(cells),
                     std::vector<Cell>(cells),
                     std::vector<Cell>(problem->varying != 0 ? cells : 0)};
} catch (const std::bad_alloc&) {
    std::snprintf(why, why_size, "no memory for %d x %d cells", problem->rows, problem->cols);
    return nullptr;
}

void close(void* self) {
    delete static_cast<State*>(self);
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_aos(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::kernel_row(
            "cpu-aos", "Array of structures",
            "Each cell's u and v side by side in memory: what the wrong layout costs; one thread.");
        k.open = open;
        k.close = close;
        k.advance = advance;
        k.load = load;
        k.store = store;
        return k;
    }();
    return &kernel;
}
