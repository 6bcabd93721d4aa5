// The loops under the roofs, written once with the compiler's vector types and compiled once for
// each instruction set.
#include "kernels/roofs/loops.h"

namespace gs::GS_VARIANT {

namespace {

#if defined(GS_VARIANT_AVX512)
constexpr int kBytes = 64;
#elif defined(GS_VARIANT_AVX2)
constexpr int kBytes = 32;
#else
constexpr int kBytes = 16;
#endif

/// Independent chains: enough to cover the latency of every pipe (4 cycles x 2 to 4
/// pipes), few enough for 16 registers.
#if defined(__AVX512F__) || defined(__aarch64__)
constexpr int kChains = 20;
#else
constexpr int kChains = 12;
#endif

/// The compiler's vector of this many bytes.
template <class T, int Bytes>
struct VectorOf {
    typedef T type __attribute__((vector_size(Bytes)));
};

/// RoofLoops::multiply_add of one scalar and vector length.
template <class T, int Bytes>
double multiply_add(std::int64_t rounds, double* sink) {
    using Vector = typename VectorOf<T, Bytes>::type;
    constexpr int kLanes = Bytes / static_cast<int>(sizeof(T));
    const Vector scale = Vector{} + T(0.5);
    const Vector shift = Vector{} + T(0.25);  // all chains tend to 0.5, and none starts there
    Vector chain[kChains];
#pragma GCC unroll 32
    for (int i = 0; i < kChains; ++i) chain[i] = Vector{} + T(i);
    for (std::int64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 32
        for (int i = 0; i < kChains; ++i) chain[i] = chain[i] * scale + shift;
    }
    Vector sum{};
#pragma GCC unroll 32
    for (int i = 0; i < kChains; ++i) sum += chain[i];
    *sink = static_cast<double>(sum[0]);
    return static_cast<double>(rounds) * kChains * kLanes;
}

/// RoofLoops::update with vectors of this length.
template <int Bytes>
void update_in_place(float* data, std::size_t count, std::int64_t rounds) {
    using Vector = typename VectorOf<float, Bytes>::type;
    constexpr std::size_t kPart = 64 * 4;  // four cache lines an iteration
    constexpr int kVectors = static_cast<int>(kPart) / Bytes;
    const Vector scale = Vector{} - 1.0F;
    for (std::int64_t round = 0; round < rounds; ++round) {
        Vector* at = reinterpret_cast<Vector*>(data);
        for (std::size_t part = 0; part < count * sizeof(float) / kPart; ++part, at += kVectors) {
#pragma GCC unroll 32
            for (int i = 0; i < kVectors; ++i) at[i] *= scale;
        }
        asm volatile("" ::: "memory");
    }
}

}  // namespace

RoofLoops roof_loops() {
    return {multiply_add<float, kBytes>, multiply_add<double, kBytes>, update_in_place<kBytes>};
}

}  // namespace gs::GS_VARIANT

#if defined(GS_VARIANT_PORTABLE)
gs::RoofLoops gs::roof_loops(Isa isa) {
    return GS_PICK_VARIANT(isa, roof_loops)();
}
#endif
