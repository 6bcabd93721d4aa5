// The equations, once, for host and device. There are two algebras, each with one order of
// operations, so that kernels that share an algebra give the same bits:
//
//   textbook    the sum as it is written in the lecture; every product and sum is rounded (no fma)
//   minimal     14 operations per cell, most of them fma, on host and device (minimal.h)
//
// C++17, since nvcc compiles this too.
#pragma once

#include <cmath>

#include "kernels/kernel_api.h"

#if defined(__CUDACC__)
#define GS_HD __host__ __device__ __forceinline__
#else
#define GS_HD inline __attribute__((always_inline))
#endif

namespace gs {

/// Karl Sims' parameters with his nine-point stencil, periodic: what a field has that is told
/// nothing else, and what the benchmark steps.
inline gs_params karl_sims() {
    gs_params p{};
    p.feed = 0.0545;
    p.kill = 0.062;
    p.du = 1.0;
    p.dv = 0.5;
    p.dt = 1.0;
    p.edge = 0.2;
    p.corner = 0.05;
    p.boundary = GS_PERIODIC;
    p.boundary_u = 1.0;
    p.boundary_v = 0.0;
    return p;
}

/// The parameters in the scalar that a kernel computes with.
template <class T>
struct Rates {
    T feed, kill, du, dv, dt, edge, corner;
};

/// Each parameter rounded once to T.
template <class T>
inline Rates<T> rates_of(const gs_params& p) {
    return {static_cast<T>(p.feed), static_cast<T>(p.kill), static_cast<T>(p.du),    static_cast<T>(p.dv),
            static_cast<T>(p.dt),   static_cast<T>(p.edge), static_cast<T>(p.corner)};
}

/// One field around one cell: the cell, its four sides and its four diagonals, named by the points
/// of the compass (north is the row above).
template <class T>
struct Around {
    T nw, n, ne, w, c, e, sw, s, se;
};

/// L(f) at the cell: weighted differences to the eight neighbours. Exact zero on a constant field.
/// Opposite neighbours are added first: a mirror or a transposition of the field then only swaps
/// the two terms of a sum, so that its image is stepped to the same bits.
template <class T>
GS_HD T laplacian(const Around<T>& f, T edge, T corner) {
    const T sides = ((f.n - f.c) + (f.s - f.c)) + ((f.w - f.c) + (f.e - f.c));
    const T diagonals = ((f.nw - f.c) + (f.se - f.c)) + ((f.ne - f.c) + (f.sw - f.c));
    return edge * sides + corner * diagonals;
}

/// Vector operations per cell and step of react: two Laplacians of 17, u v v 2, u' 7 and v' 6.
/// The sum of feed and kill is made once for all cells.
inline constexpr double kTextbookOperations = 49;

/// One explicit Euler step of one cell, textbook algebra.
template <class T>
GS_HD void react(const Around<T>& u, const Around<T>& v, const Rates<T>& p, T& u_next, T& v_next) {
    const T uvv = u.c * v.c * v.c;
    u_next = u.c + p.dt * (p.du * laplacian(u, p.edge, p.corner) - uvv + p.feed * (T(1) - u.c));
    v_next = v.c + p.dt * (p.dv * laplacian(v, p.edge, p.corner) + uvv - (p.feed + p.kill) * v.c);
}

/// The nine cells around column x, read from three rows that have a neighbour on both sides of x: a
/// cell of the field, or a ghost cell.
template <class T>
GS_HD Around<T> around(const T* north, const T* row, const T* south, std::ptrdiff_t x) {
    return {north[x - 1], north[x],     north[x + 1], row[x - 1],  row[x],
            row[x + 1],   south[x - 1], south[x],     south[x + 1]};
}

/// The limit of dt * max(du, dv) for explicit Euler with this stencil: 2 divided by the largest
/// eigenvalue of -L, which is 8 edge at the wave number (pi, pi) or 4 edge + 8 corner at (pi, 0).
/// Infinite for weights of 0.
inline double stability_limit(double edge, double corner) {
    const double largest = std::fmax(8 * edge, 4 * edge + 8 * corner);
    return largest > 0 ? 2 / largest : INFINITY;
}

}  // namespace gs
