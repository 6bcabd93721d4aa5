// The loops that the compiler vectorises, compiled once for each instruction set, and the choice
// among them.
#include "kernels/cpu/textbook_rows.h"

#include "kernels/host/isa.h"

namespace gs {

GS_DECLARE_VARIANTS(void step_row(const Rates<float>& rates, const gs_field& in, const gs_field& out, int y))

#if defined(GS_VARIANT_PORTABLE)
void step_row(const gs_params& params, const gs_field& in, const gs_field& out, int y) {
    static const auto best = GS_PICK_VARIANT(best_isa(), step_row);
    best(rates_of<float>(params), in, out, y);
}
#endif

}  // namespace gs

namespace gs::GS_VARIANT {

namespace {

/// Three rows of one field; restrict is given where they are used.
struct Rows {
    const float *north, *row, *south;
};

Rows rows_of(const void* plane, std::ptrdiff_t pitch, int y) {
    const float* row = static_cast<const float*>(plane) + y * pitch;
    return {row - pitch, row, row + pitch};
}

/// Out of line: only as parameters do restrict pointers tell the
/// compiler that no row overlaps another.
[[gnu::noinline]] void row(const float* __restrict un, const float* __restrict uc, const float* __restrict us,
                           const float* __restrict vn, const float* __restrict vc, const float* __restrict vs,
                           float* __restrict u_next, float* __restrict v_next, int cols,
                           const Rates<float> p) {
    for (int x = 0; x < cols; ++x)
        react(around(un, uc, us, x), around(vn, vc, vs, x), p, u_next[x], v_next[x]);
}

[[gnu::noinline]] void varying_row(const float* __restrict un, const float* __restrict uc,
                                   const float* __restrict us, const float* __restrict vn,
                                   const float* __restrict vc, const float* __restrict vs,
                                   const float* __restrict feed, const float* __restrict kill,
                                   float* __restrict u_next, float* __restrict v_next, int cols,
                                   Rates<float> p) {
    for (int x = 0; x < cols; ++x) {
        p.feed = feed[x];
        p.kill = kill[x];
        react(around(un, uc, us, x), around(vn, vc, vs, x), p, u_next[x], v_next[x]);
    }
}

}  // namespace

void step_row(const Rates<float>& rates, const gs_field& in, const gs_field& out, int y) {
    const Rows u = rows_of(in.u, in.pitch, y);
    const Rows v = rows_of(in.v, in.pitch, y);
    float* u_next = static_cast<float*>(out.u) + y * out.pitch;
    float* v_next = static_cast<float*>(out.v) + y * out.pitch;
    if (in.feed != nullptr) {
        const float* feed = static_cast<const float*>(in.feed) + y * in.pitch;
        const float* kill = static_cast<const float*>(in.kill) + y * in.pitch;
        varying_row(u.north, u.row, u.south, v.north, v.row, v.south, feed, kill, u_next, v_next, in.cols,
                    rates);
    } else {
        row(u.north, u.row, u.south, v.north, v.row, v.south, u_next, v_next, in.cols, rates);
    }
}

}  // namespace gs::GS_VARIANT
