// The minimal algebra: the fewest vector operations that were found for a Gray-Scott step, shared to the last
// bit by cpu-simd, cpu-blocked, cpu-temporal and the fast CUDA kernels. Written against a tiny set of
// operations (Ops: fma, fnma, and + and * of its V), so that V may be a float or a SIMD vector. C++17.
//
// Per field, with r = edge / corner and a = corner * D * dt:
//   q  = fma(r, c, n + s)                                 a column's sum, shared by three outputs
//   e  = fma(a, q[x-1] + q[x+1], fma(ra, q[x], f))        diffusion; it counts the centre (r+2)^2 a too often
//   u' = fma(u, g, e)   with   g = fma(-(dt v), v, gu)
//   v' = fma(v, h, e)   with   h = fma(u, dt v, gv)
// gu, gv take the surplus of the centre back. They are computed in double from the ROUNDED coefficients, so
// that each row of the operator sums to what it should, to half a unit in gu's last place. What error is left
// is a few times that of the textbook form, which sums differences: docs/kernels.md has figures. dt v is v
// where dt = 1: the multiplication is then left out, and that is the same bits.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// How the Laplacian is summed. Chosen by the stencil alone, so that all kernels choose the same.
enum class Form {
    Separable,  ///< corner > 0 and edge <= 8 corner: column sums shared by three outputs, 14 operations
    FivePoint,  ///< corner = 0: (n + e) + (s + w), 12 operations, 10 where n + e is reused one row up
    General     ///< any other weights, where column sums would cancel badly: sides and diagonals apart
};

/// The form for a stencil of these weights.
inline Form form_of(double edge, double corner) {
    if (corner == 0) return Form::FivePoint;
    return corner > 0 && edge >= 0 && edge <= 8 * corner ? Form::Separable : Form::General;
}

/// Coefficients of the minimal algebra, rounded to float.
///   Separable: q = fma(r, c, n+s), a_* = corner D dt, ra_* = r a_*;   FivePoint: a_* = edge D dt, ra_* = 0,
///   r = 0; General: a_* = corner D dt (diagonals), ra_* = edge D dt (sides), r unused.
struct Minimal {
    Form form;
    bool unit_dt;  ///< dt == 1: the multiplication dt v is left out
    float dt, r, au, rau, av, rav;
    float gu, gv, f;       ///< gu, gv: weight of the centre, minus what the sums count too often; f = feed dt
    float base_u, base_v;  ///< gu + f and gv + (feed + kill) dt: what gu, gv are without the reaction
                           ///< (varying feed and kill)
};

/// Worked out in double, rounded once.
inline Minimal minimal_of(const gs_params& p) {
    Minimal m{};
    m.form = form_of(p.edge, p.corner);
    m.dt = static_cast<float>(p.dt);
    m.unit_dt = m.dt == 1.0F;
    const auto weights = [&](double diffusion, float& a, float& ra) -> double {
        if (m.form == Form::Separable) {
            m.r = static_cast<float>(p.edge / p.corner);
            a = static_cast<float>(p.corner * diffusion * p.dt);
            ra = static_cast<float>(p.edge * diffusion * p.dt);
            return (static_cast<double>(m.r) + 2) * (2 * static_cast<double>(a) + static_cast<double>(ra));
        }
        if (m.form == Form::FivePoint) {
            a = static_cast<float>(p.edge * diffusion * p.dt);
            return 4 * static_cast<double>(a);
        }
        a = static_cast<float>(p.corner * diffusion * p.dt);
        ra = static_cast<float>(p.edge * diffusion * p.dt);
        return 4 * (static_cast<double>(a) + static_cast<double>(ra));
    };
    const double sum_u = weights(p.du, m.au, m.rau);
    const double sum_v = weights(p.dv, m.av, m.rav);
    m.f = static_cast<float>(p.feed * p.dt);
    m.base_u = static_cast<float>(1 - sum_u);
    m.base_v = static_cast<float>(1 - sum_v);
    m.gu = static_cast<float>(1 - sum_u - static_cast<double>(m.f));
    m.gv = static_cast<float>(1 - sum_v - (p.feed + p.kill) * p.dt);
    return m;
}

/// A column of three cells, as its own cell and the two beside it need it; the form decides which members are
/// used, and the compiler drops the others.
template <class V>
struct Column {
    V sum;  ///< Separable: fma(r, c, n + s); General: n + s
    V centre, north, south;
};

/// The coefficients in the type that a kernel computes with, and the operations in the order that all share.
template <class Ops, Form form, bool unit_dt>
struct MinimalCell {
    using V = typename Ops::V;
    V dt, r, au, rau, av, rav;
    V gu, gv, f;  ///< with varying feed and kill: base_u, base_v of Minimal, and f unused

    GS_HD Column<V> column(V north, V centre, V south) const {
        if constexpr (form == Form::Separable)
            return {Ops::fma(r, centre, north + south), centre, north, south};
        else
            return {north + south, centre, north, south};
    }

    /// Diffusion of u at the middle column, and what feeds it: u's share that does not depend on the cell's
    /// own u and v (where the form counts the centre, more than its share: g takes it back).
    GS_HD V diffuse_u(const Column<V>& west, const Column<V>& mid, const Column<V>& east, V feed) const {
        if constexpr (form == Form::Separable)
            return Ops::fma(au, west.sum + east.sum, Ops::fma(rau, mid.sum, feed));
        else if constexpr (form == Form::FivePoint)
            return Ops::fma(au, (mid.north + east.centre) + (mid.south + west.centre), feed);
        else
            return Ops::fma(au, west.sum + east.sum,
                            Ops::fma(rau, mid.sum + (west.centre + east.centre), feed));
    }
    GS_HD V diffuse_v(const Column<V>& west, const Column<V>& mid, const Column<V>& east) const {
        if constexpr (form == Form::Separable)
            return Ops::fma(av, west.sum + east.sum, rav * mid.sum);
        else if constexpr (form == Form::FivePoint)
            return av * ((mid.north + east.centre) + (mid.south + west.centre));
        else
            return Ops::fma(av, west.sum + east.sum, rav * (mid.sum + (west.centre + east.centre)));
    }

    /// Completes the step of a cell (u, v) whose diffusion is e_u, e_v.
    GS_HD void react(V u, V v, V e_u, V e_v, V weight_u, V weight_v, V& u_next, V& v_next) const {
        V dt_v = v;
        if constexpr (!unit_dt) dt_v = dt * v;
        u_next = Ops::fma(u, Ops::fnma(dt_v, v, weight_u), e_u);
        v_next = Ops::fma(v, Ops::fma(u, dt_v, weight_v), e_v);
    }

    /// A cell's own feed (in units of dt) and weights, from its feed and kill rates.
    GS_HD void vary(V feed, V kill, V& f_cell, V& weight_u, V& weight_v) const {
        f_cell = feed * dt;
        weight_u = gu - f_cell;
        weight_v = gv - (feed + kill) * dt;
    }
};

}  // namespace gs
