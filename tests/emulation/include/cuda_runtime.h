// The host's version of what a kernel's source uses beyond C++: the qualifiers, the built-in
// variables and functions.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda_runtime_api.h"

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __shared__ static
#define __syncthreads() gs::emulation::barrier(__FILE__, __LINE__)
#define __syncwarp() static_cast<void>(gs::emulation::exchange(~0U, 0, __FILE__, __LINE__))
#define __shfl_up_sync(mask, value, by) gs::emulation::shuffle(mask, value, -(by), __FILE__, __LINE__)
#define __shfl_down_sync(mask, value, by) gs::emulation::shuffle(mask, value, by, __FILE__, __LINE__)
#define __shfl_sync(mask, value, from) gs::emulation::broadcast(mask, value, from, __FILE__, __LINE__)
#define __any_sync(mask, vote) (gs::emulation::ballot(mask, vote, __FILE__, __LINE__) != 0)
#define __all_sync(mask, vote) (gs::emulation::ballot(mask, vote, __FILE__, __LINE__) == (mask))
#define __ballot_sync(mask, vote) gs::emulation::ballot(mask, vote, __FILE__, __LINE__)

inline const gs::emulation::Index &threadIdx = gs::emulation::place.thread,
                                  &blockIdx = gs::emulation::place.block,
                                  &blockDim = gs::emulation::place.block_size,
                                  &gridDim = gs::emulation::place.grid_size;

struct alignas(8) float2 {
    float x, y;
};
struct alignas(16) float4 {
    float x, y, z, w;
};
struct alignas(8) int2 {
    int x, y;
};
struct alignas(16) int4 {
    int x, y, z, w;
};
inline float4 make_float4(float x, float y, float z, float w) {
    return {x, y, z, w};
}

namespace gs::emulation {

template <class T>
std::uint64_t bits_of(T value) {
    static_assert(sizeof(T) <= 8);
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof value);
    return bits;
}

template <class T>
T broadcast(unsigned mask, T value, int from, const char* file, int line) {
    const std::uint64_t bits = exchange(mask, bits_of(value), file, line)[from & 31];
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

/// A source lane beyond the end of the warp yields the lane's own value.
template <class T>
T shuffle(unsigned mask, T value, int by, const char* file, int line) {
    const int self = static_cast<int>(lane()), from = self + by;
    return broadcast(mask, value, from < 0 || from > 31 ? self : from, file, line);
}

inline unsigned ballot(unsigned mask, bool vote, const char* file, int line) {
    const std::uint64_t* votes = exchange(mask, vote ? 1 : 0, file, line);
    unsigned all = 0;
    for (unsigned i = 0; i < 32; ++i)
        if ((mask >> i & 1) != 0 && votes[i] != 0) all |= 1U << i;
    return all;
}

}  // namespace gs::emulation

template <class T>
T __ldcg(const T* from) {
    return *from;
}
template <class T>
void __stcg(T* to, T value) {
    gs::emulation::store_late(to, &value, sizeof value);
}
template <class T>
T atomicAdd(T* to, T value) {
    const T before = *to;
    *to = before + value;
    return before;
}
inline void __threadfence() {
    gs::emulation::release();
}
inline void __nanosleep(unsigned) {
    gs::emulation::spin();
}
inline float __fmaf_rn(float a, float b, float c) {
    return std::fma(a, b, c);
}
