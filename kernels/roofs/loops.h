// The loops under the roofs, written once with the compiler's vector types and compiled
// once for each instruction set (roofs_portable, roofs_avx2, roofs_avx512). Includes
// nothing that could define an inline function compiled for a newer instruction set and
// then be picked by the linker for all.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gs {

/// One instruction set's loops. Values stay near 1, so no denormals and no
/// overflow, however long they run.
struct RoofLoops {
    const char* isa;
    /// Runs `rounds` x `chains` x lanes multiply-adds and returns their
    /// number; `sink` takes a result.
    double (*multiply_add_f32)(std::int64_t rounds, double* sink);
    double (*multiply_add_f64)(std::int64_t rounds, double* sink);
    /// Reads and writes back `count` floats, `rounds` times; count is a multiple
    /// of 64, data aligned to 64 bytes.
    void (*update)(float* data, std::size_t count, std::int64_t rounds);
};

/// One file each; the last two run only where the CPU has the instruction set.
RoofLoops roof_loops_portable();
RoofLoops roof_loops_avx2();
RoofLoops roof_loops_avx512();

namespace {

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

/// All loops with vectors of this length.
template <int Bytes>
RoofLoops roof_loops(const char* isa) {
    return {isa, multiply_add<float, Bytes>, multiply_add<double, Bytes>, update_in_place<Bytes>};
}

}  // namespace
}  // namespace gs
