// The textbook double loop, for any scalar.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// One step of T planes, one thread; `in` has its ghost cells filled.
template <class T>
void reference_step(const gs_params& params, const gs_field& in, const gs_field& out) {
    for (int y = 0; y < in.rows; ++y) {
        const T* u = static_cast<const T*>(in.u) + y * in.pitch;
        const T* v = static_cast<const T*>(in.v) + y * in.pitch;
        T* u_next = static_cast<T*>(out.u) + y * out.pitch;
        T* v_next = static_cast<T*>(out.v) + y * out.pitch;
        Rates<T> rates = rates_of<T>(params);
        for (int x = 0; x < in.cols; ++x) {
            if (in.feed != nullptr) {
                rates.feed = static_cast<const T*>(in.feed)[y * in.pitch + x];
                rates.kill = static_cast<const T*>(in.kill)[y * in.pitch + x];
            }
            react(around(u - in.pitch, u, u + in.pitch, x), around(v - in.pitch, v, v + in.pitch, x), rates,
                  u_next[x], v_next[x]);
        }
    }
}

}  // namespace gs
