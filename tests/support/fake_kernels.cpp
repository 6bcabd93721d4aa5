#include "tests/support/fake_kernels.h"

#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

namespace gs::test {

namespace {

float* row_of(void* plane, const gs_field& field, int y) {
    return static_cast<float*>(plane) + y * field.pitch;
}

const char* count(void*, const gs_params*, const gs_field* in, const gs_field* out, void*) {
    ++calls().step;
    for (int y = 0; y < in->rows; ++y)
        for (int x = 0; x < in->cols; ++x) {
            row_of(out->u, *out, y)[x] = row_of(in->u, *in, y)[x] + 1;
            row_of(out->v, *out, y)[x] = row_of(in->v, *in, y - 1)[x];
        }
    return nullptr;
}

struct Transposed {
    int rows, cols;
    std::int64_t pace;
    std::vector<float> u, v;
};

Transposed& state(void* self) {
    return *static_cast<Transposed*>(self);
}

void* open_transposed(const gs_problem* problem, const int64_t* knobs, void*, char* why, size_t why_size) {
    if (problem->rows == 13) {
        std::snprintf(why, why_size, "13 rows bring bad luck");
        return nullptr;
    }
    ++calls().open;
    const auto cells = static_cast<std::size_t>(problem->rows) * static_cast<std::size_t>(problem->cols);
    return new Transposed{problem->rows, problem->cols, knobs[0], std::vector<float>(cells),
                          std::vector<float>(cells)};
}

void close_transposed(void* self) {
    ++calls().close;
    delete &state(self);
}

template <class Move>
void each_cell(Transposed& s, const gs_field& planes, Move&& move) {
    for (int y = 0; y < s.rows; ++y)
        for (int x = 0; x < s.cols; ++x) {
            const auto own =
                static_cast<std::size_t>(x) * static_cast<std::size_t>(s.rows) + static_cast<std::size_t>(y);
            move(s.u[own], s.v[own], row_of(planes.u, planes, y)[x], row_of(planes.v, planes, y)[x]);
        }
}

const char* load_transposed(void* self, const gs_params*, const gs_field* planes, void*) {
    ++calls().load;
    each_cell(state(self), *planes, [](float& u, float& v, float plane_u, float plane_v) {
        u = plane_u;
        v = plane_v;
    });
    return nullptr;
}

const char* store_transposed(void* self, const gs_field* planes, void*) {
    ++calls().store;
    each_cell(state(self), *planes, [](float u, float v, float& plane_u, float& plane_v) {
        plane_u = u;
        plane_v = v;
    });
    return nullptr;
}

const char* advance_transposed(void* self, const gs_params* p, const gs_field*, int32_t*, int64_t steps,
                               void*) {
    ++calls().advance;
    Transposed& s = state(self);
    for (float& u : s.u) u += static_cast<float>(p->feed) * static_cast<float>(steps);
    for (float& v : s.v) v += static_cast<float>(s.pace * steps);
    return nullptr;
}

}  // namespace

Calls& calls() {
    static Calls all;
    return all;
}

gs_kernel counting_kernel() {
    gs_kernel k{};
    k.abi = GS_KERNEL_ABI;
    k.size = sizeof k;
    k.id = "fake-counting";
    k.label = "Counts";
    k.wants_ghosts = 1;
    k.step = count;
    return k;
}

gs_kernel transposed_kernel() {
    static const gs_knob pace{"pace", "Pace", "How often v grows in a step.", 1, 3, 1, 0, nullptr};
    gs_kernel k{};
    k.abi = GS_KERNEL_ABI;
    k.size = sizeof k;
    k.id = "fake-transposed";
    k.label = "Keeps its own layout";
    k.knobs = &pace;
    k.knob_count = 1;
    k.open = open_transposed;
    k.close = close_transposed;
    k.load = load_transposed;
    k.advance = advance_transposed;
    k.store = store_transposed;
    return k;
}

}  // namespace gs::test
