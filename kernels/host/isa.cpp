#include "kernels/host/isa.h"

#include <algorithm>

namespace gs {

Isa best_isa() {
#if defined(__x86_64__)
    static const Isa best = [] {
        __builtin_cpu_init();
        const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
        return avx2 && avx512 ? Isa::Avx512 : avx2 ? Isa::Avx2 : Isa::Portable;
    }();
    return best;
#else
    return Isa::Portable;
#endif
}

Isa pick_isa(std::int64_t knob) {
    return knob == 0 ? best_isa() : std::min(static_cast<Isa>(knob), best_isa());
}

const char* name_of(Isa isa) {
    return isa == Isa::Avx512 ? "AVX-512" : isa == Isa::Avx2 ? "AVX2" : "portable vectors";
}

int lanes_of(Isa isa) {
    return isa == Isa::Avx512 ? 16 : isa == Isa::Avx2 ? 8 : 4;
}

}  // namespace gs
