// The loops under the roofs, written once with the compiler's vector types and compiled once for
// each instruction set.
#include "kernels/roofs/loops.h"

#include "kernels/host/simd.h"

namespace gs::GS_VARIANT {

namespace {

/// Independent chains: enough to cover the latency of every pipe (4 cycles x 2 to 4
/// pipes), few enough for 16 registers.
#if defined(__AVX512F__) || defined(__aarch64__)
constexpr int kChains = 20;
#else
constexpr int kChains = 12;
#endif

/// RoofLoops::multiply_add of one scalar.
template <class T>
double multiply_add(std::int64_t rounds, double* sink) {
    typedef T Vector __attribute__((vector_size(sizeof(Vec))));
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
    constexpr std::size_t kLanesOfT = sizeof(Vec) / sizeof(T);
    return static_cast<double>(rounds) * kChains * static_cast<double>(kLanesOfT);
}

void update(float* data, std::size_t count, std::int64_t rounds) {
    constexpr int kPart = 64;  // floats, four cache lines, in each iteration
    const Vec scale = Ops::all(-1.0F);
    for (std::int64_t round = 0; round < rounds; ++round) {
        for (float* at = data; at < data + count / kPart * kPart; at += kPart) {
#pragma GCC unroll 32
            for (int i = 0; i < kPart; i += kLanes) store(at + i, load(at + i) * scale);
        }
        asm volatile("" ::: "memory");
    }
}

}  // namespace

RoofLoops roof_loops() {
    return {multiply_add<float>, multiply_add<double>, update};
}

}  // namespace gs::GS_VARIANT

#if defined(GS_VARIANT_PORTABLE)
gs::RoofLoops gs::roof_loops(Isa isa) {
    return GS_PICK_VARIANT(isa, roof_loops)();
}
#endif
