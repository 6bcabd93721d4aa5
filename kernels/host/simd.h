// Explicit SIMD on one page: a vector of floats as wide as the variant of the file that includes
// this (kernels/host/isa.h), by the compiler's vector types; what those can't say is an intrinsic.
//
// + and * act on all lanes. A fused multiply-add is rounded once in every variant: if the CPU
// has none, the C library computes it, slowly, to the same bits.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstring>
#include <utility>

#include "kernels/host/isa.h"

#if defined(GS_VARIANT_AVX512) || defined(GS_VARIANT_AVX2)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define GS_INLINE static inline __attribute__((always_inline))

namespace gs::GS_VARIANT {

#if defined(GS_VARIANT_AVX512)
constexpr int kLanes = 16;
#elif defined(GS_VARIANT_AVX2)
constexpr int kLanes = 8;
#else
constexpr int kLanes = 4;
#endif

typedef float Vec __attribute__((vector_size(4 * kLanes)));

/// kLanes consecutive floats, any alignment.
GS_INLINE Vec load(const float* from) {
    Vec a;
    std::memcpy(&a, from, sizeof a);
    return a;
}

/// kLanes floats to memory of any alignment.
GS_INLINE void store(float* to, Vec a) {
    std::memcpy(to, &a, sizeof a);
}

/// a, in a register. Without this the compiler reads a vector again from memory wherever an
/// operation can take an operand from there, and the CPU's loads become the limit (one a cycle of
/// 512 bits on Zen 4, two of 256). If there are only 16 registers, they are the tighter limit,
/// and the compiler is left alone.
GS_INLINE Vec held(Vec a) {
#if defined(GS_VARIANT_AVX512)
    asm("" : "+v"(a));
#endif
    return a;
}

/// What the minimal algebra asks for.
struct Ops {
    using V = Vec;

    /// The same number in all lanes.
    GS_INLINE Vec all(float a) { return a - Vec{}; }
    /// a b + c, rounded once.
    GS_INLINE Vec fma(Vec a, Vec b, Vec c) {
#if defined(GS_VARIANT_AVX512)
        return _mm512_fmadd_ps(a, b, c);
#elif defined(GS_VARIANT_AVX2)
        return _mm256_fmadd_ps(a, b, c);
#elif defined(__aarch64__)
        return vfmaq_f32(c, a, b);
#else
        for (int i = 0; i < kLanes; ++i) c[i] = __builtin_fmaf(a[i], b[i], c[i]);
        return c;
#endif
    }
    /// c - a b, rounded once.
    GS_INLINE Vec fnma(Vec a, Vec b, Vec c) {
        return fma(-a, b, c);
    }
};

/// A vector of chosen lanes: numbers from 0 on name the lanes of a, those from kLanes on the lanes
/// of b.
template <int... lane>
GS_INLINE Vec take(Vec a, Vec b) {
#if defined(__clang__)
    return __builtin_shufflevector(a, b, lane...);
#else
    typedef int Lanes __attribute__((vector_size(4 * kLanes)));
    return __builtin_shuffle(a, b, Lanes{lane...});  // g++ 11 has no other
#endif
}

/// The numbers of a vector's lanes.
using LaneNumbers = std::make_integer_sequence<int, kLanes>;

/// kLanes neighbouring lanes of a and b, a being the vector west of b, from lane `first` of a on.
template <int first, int... lane>
GS_INLINE Vec joined(Vec a, Vec b, std::integer_sequence<int, lane...>) {
    return take<(first + lane)...>(a, b);
}

/// The western neighbours of b's lanes; a is the vector west of b.
GS_INLINE Vec west_of(Vec a, Vec b) {
    return joined<kLanes - 1>(a, b, LaneNumbers());
}

/// The eastern neighbours of a's lanes; b is the vector east of a.
GS_INLINE Vec east_of(Vec a, Vec b) {
    return joined<1>(a, b, LaneNumbers());
}

}  // namespace gs::GS_VARIANT
