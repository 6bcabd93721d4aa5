// The minimal algebra on a GPU: a lane of a warp holds four neighbouring columns, and gets the
// column beside them from the lane beside it.
#pragma once

#include <cuda_runtime.h>

#include "kernels/minimal.h"

// Only the device's compiler is told how far to unroll; the host's would warn.
#if defined(__CUDA_ARCH__)
#define GS_PRAGMA(text) _Pragma(#text)
#define GS_UNROLL(times) GS_PRAGMA(unroll times)
/// The compiler forgets how a number came about: it would find it again where
/// it is needed, with comparisons.
#define GS_HIDE_ORIGIN(number) asm("" : "+r"(number))
/// The compiler leaves the branch that this stands in a branch, and does not compute both sides.
#define GS_KEEP_BRANCH() asm volatile("")
#else
#define GS_UNROLL(times)
#define GS_HIDE_ORIGIN(number)
#define GS_KEEP_BRANCH()
#endif

namespace gs {

/// What the minimal algebra asks for, of a float. Code for the device is compiled without
/// contraction, so these are all the fused operations that there are.
struct FloatOps {
    using V = float;
    static GS_HD float all(float a) { return a; }
    static GS_HD float fma(float a, float b, float c) { return fmaf(a, b, c); }
    static GS_HD float fnma(float a, float b, float c) { return fmaf(-a, b, c); }
};

template <Form form, bool unit_dt>
using Cell = MinimalCell<FloatOps, form, unit_dt>;

constexpr unsigned kAllLanes = 0xFFFFFFFFU;
/// Columns that a lane holds: 16 bytes.
constexpr int kLaneCells = 4;
/// Columns that a warp holds.
constexpr int kWarpCells = 32 * kLaneCells;

/// Four columns of one row, both fields.
struct Quad {
    float u[kLaneCells], v[kLaneCells];
};

/// The four floats of 16 bytes as an array, and back.
GS_HD void unpack(const float4& from, float (&to)[kLaneCells]) {
    to[0] = from.x;
    to[1] = from.y;
    to[2] = from.z;
    to[3] = from.w;
}

/// The inverse of unpack.
GS_HD float4 pack(const float (&from)[kLaneCells]) {
    return make_float4(from[0], from[1], from[2], from[3]);
}

/// What a lane's first column needs of the last column of the lane before; lane 0 gets its own.
template <Form form>
__device__ __forceinline__ Column<float> from_lane_before(const Column<float>& last) {
    Column<float> west{};
    if constexpr (form != Form::FivePoint) west.sum = __shfl_up_sync(kAllLanes, last.sum, 1);
    if constexpr (form != Form::Separable) west.centre = __shfl_up_sync(kAllLanes, last.centre, 1);
    return west;
}

/// What a lane's last column needs of the first column of the lane behind; lane 31 gets its own.
template <Form form>
__device__ __forceinline__ Column<float> from_lane_behind(const Column<float>& first) {
    Column<float> east{};
    if constexpr (form != Form::FivePoint) east.sum = __shfl_down_sync(kAllLanes, first.sum, 1);
    if constexpr (form != Form::Separable) east.centre = __shfl_down_sync(kAllLanes, first.centre, 1);
    return east;
}

}  // namespace gs
