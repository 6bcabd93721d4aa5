// The textbook double loop, for any scalar.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// The contract's `step` for T planes, one thread; `in` has its ghost cells filled.
template <class T>
const char* reference_step(void*, const gs_params* params, const gs_field* in, const gs_field* out, void*) {
    const auto pitch = in->pitch;
    Rates<T> rates = rates_of<T>(*params);
    for (int y = 0; y < in->rows; ++y) {
        const T* u = static_cast<const T*>(in->u) + y * pitch;
        const T* v = static_cast<const T*>(in->v) + y * pitch;
        T* u_next = static_cast<T*>(out->u) + y * out->pitch;
        T* v_next = static_cast<T*>(out->v) + y * out->pitch;
        for (int x = 0; x < in->cols; ++x) {
            if (in->feed != nullptr) {
                rates.feed = static_cast<const T*>(in->feed)[y * pitch + x];
                rates.kill = static_cast<const T*>(in->kill)[y * pitch + x];
            }
            react(around(u - pitch, u, u + pitch, x), around(v - pitch, v, v + pitch, x), rates, u_next[x],
                  v_next[x]);
        }
    }
    return nullptr;
}

}  // namespace gs
