// The minimal algebra: the fewest vector operations that were found for a Gray-Scott step, shared
// to the last bit by cpu-simd, cpu-blocked, cpu-temporal and the fast CUDA kernels. It is written
// against a tiny set of operations (Ops: all, fma, fnma, and + and * of its V), so that V may be a
// float or a SIMD vector. C++17.
//
// Per field, with r = edge / corner and a = corner * D * dt:
//
//   q  = fma(r, c, n + s)                                   a column's sum, shared by three outputs
//   e  = fma(a, q[x - 1] + q[x + 1], fma(r a, q[x], f))     diffusion, with the centre counted
//                                                           (r + 2)^2 a too often
//   u' = fma(u, g, e)     with  g = fma(-(dt v), v, gu)
//   v' = fma(v, h, e)     with  h = fma(u, dt v, gv)
//
// gu and gv take the surplus of the centre back. They are computed in double from the ROUNDED
// coefficients, which are chosen so that gu and gv need next to no rounding: each row of the
// operator sums to what it should. The error that is left is about twice that of the textbook form,
// which sums differences; docs/kernels.md has figures. If dt = 1 the multiplication dt v is left
// out, which gives the same bits.
//
// In each form opposite neighbours are added to each other, so that mirror images stay mirror
// images to the bit. Rows and columns can be exchanged to the bit in FivePoint only: the sums that
// three cells share in the other forms lie along one axis.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// How the Laplacian is summed. Chosen by the stencil alone, so that all kernels choose the same.
enum class Form {
    /// Corner > 0 and edge <= 8 corner: column sums that three outputs share, 14 operations per
    /// cell.
    Separable,
    /// Corner = 0: (n + s) + (w + e), 12 operations.
    FivePoint,
    /// All other weights, with which column sums would cancel badly: sides and diagonals are summed
    /// separately, 16 operations.
    General
};

/// Vector operations per cell and step with the best form, a fused multiply-add being one.
inline constexpr double kFewestOperations = 14;

/// The form for a stencil of these weights.
inline Form form_of(double edge, double corner) {
    if (corner == 0) return Form::FivePoint;
    return corner > 0 && edge >= 0 && edge <= 8 * corner ? Form::Separable : Form::General;
}

/// Vector operations per cell and step of MinimalCell, with one feed and kill rate for all cells.
inline double minimal_operations(const gs_params& p) {
    const double scaled = static_cast<float>(p.dt) == 1.0F ? 0 : 1;  // dt v
    const Form form = form_of(p.edge, p.corner);
    return scaled + (form == Form::Separable ? kFewestOperations : form == Form::FivePoint ? 12 : 16);
}

/// Coefficients of the minimal algebra, rounded to float. D is the species' diffusion rate.
///
///              r                a_u, a_v                      ra_u, ra_v
///   Separable  edge / corner    corner D dt                   r a
///   FivePoint  0                edge D dt                     0
///   General    0                corner D dt (the diagonals)   edge D dt (the sides)
struct Minimal {
    Form form;
    /// dt == 1: the multiplication dt v is left out.
    bool unit_dt;
    float dt, r, au, rau, av, rav;
    /// The weight of the centre, minus what the sums count too often.
    float gu, gv;
    /// feed dt.
    float f;
    /// gu + f and gv + (feed + kill) dt: what gu and gv are without the reaction, for rates that
    /// vary from cell to cell.
    float base_u, base_v;
};

/// How often the sums of the form count the centre, in its own weight: in a uniform field, all that
/// a step adds by diffusion.
inline double minimal_surplus(Form form, float r, double a, double ra) {
    if (form == Form::Separable) return (static_cast<double>(r) + 2) * (2 * a + ra);
    return 4 * (a + ra);
}

/// A species' coefficients: a and ra rounded, and the centre's weight, which takes back the surplus
/// and `loss`.
struct MinimalWeights {
    float a, ra, g;
};

/// A g rounded to the nearest float is wrong by up to 3e-8 in each step of each cell, always with
/// the same sign: as if the feed rate were another. Another a or ra, by a few units in the last
/// place, does far less harm; so of the pairs beside (a, ra) that one is taken whose g is closest
/// to a float. The rms of u against float64 after 1024 steps (feed 0.0545, kill 0.062, scattered
/// spots) is 1.6e-6 this way, and 1.3e-4 if a, ra and g are each rounded by themselves.
inline MinimalWeights minimal_weights(Form form, float r, double a, double ra, double loss) {
    constexpr int kReach = 8;             // units in the last place
    constexpr double kSurplusHarm = 0.1;  // D L(u) in a pattern is about this share of u
    const auto beside = [](double exact, int units) {
        const float nearest = static_cast<float>(exact);
        return static_cast<double>(nearest) +
               units * (static_cast<double>(std::nextafter(nearest, 2.0F)) - static_cast<double>(nearest));
    };
    const double surplus = minimal_surplus(form, r, a, ra);
    MinimalWeights best{};
    double least = HUGE_VAL;
    for (int i = -kReach; i <= kReach; ++i)
        for (int j = -kReach; j <= kReach; ++j) {
            const double a_near = beside(a, i), ra_near = beside(ra, ra == 0 ? 0 : j);
            const double taken = minimal_surplus(form, r, a_near, ra_near), g = 1 - taken - loss;
            const double harm =
                std::fabs(g - static_cast<float>(g)) + kSurplusHarm * std::fabs(taken - surplus);
            if (harm >= least) continue;
            least = harm;
            best = {static_cast<float>(a_near), static_cast<float>(ra_near), static_cast<float>(g)};
        }
    return best;
}

/// The coefficients for these parameters, computed in double and rounded once.
inline Minimal minimal_of(const gs_params& p) {
    Minimal m{};
    m.form = form_of(p.edge, p.corner);
    m.dt = static_cast<float>(p.dt);
    m.unit_dt = m.dt == 1.0F;
    m.r = m.form == Form::Separable ? static_cast<float>(p.edge / p.corner) : 0.0F;
    m.f = static_cast<float>(p.feed * p.dt);
    const double corner = m.form == Form::FivePoint ? p.edge : p.corner;
    const double edge = m.form == Form::FivePoint ? 0 : p.edge;
    const auto weigh = [&](double diffusion, double loss, float& a, float& ra, float& g, float& base) {
        const MinimalWeights w =
            minimal_weights(m.form, m.r, corner * diffusion * p.dt, edge * diffusion * p.dt, loss);
        a = w.a;
        ra = w.ra;
        g = w.g;
        base = static_cast<float>(1 - minimal_surplus(m.form, m.r, a, ra));
    };
    weigh(p.du, static_cast<double>(m.f), m.au, m.rau, m.gu, m.base_u);
    weigh(p.dv, (p.feed + p.kill) * p.dt, m.av, m.rav, m.gv, m.base_v);
    return m;
}

/// A column of three cells, as its own cell and the two beside it need it; the form decides which
/// members are used, and the compiler drops the others.
template <class V>
struct Column {
    /// Separable: fma(r, c, n + s); else n + s.
    V sum;
    V centre;
};

/// The coefficients in the type that a kernel computes with, and the operations in the order that
/// all share.
template <class Ops, Form form, bool unit_dt>
struct MinimalCell {
    using V = typename Ops::V;
    V dt, r, au, rau, av, rav;
    /// With varying feed and kill: base_u, base_v of Minimal, and f unused.
    V gu, gv, f;

    /// varying: each cell adds its own feed and kill (see vary).
    GS_HD MinimalCell(const Minimal& m, bool varying)
        : dt(Ops::all(m.dt)),
          r(Ops::all(m.r)),
          au(Ops::all(m.au)),
          rau(Ops::all(m.rau)),
          av(Ops::all(m.av)),
          rav(Ops::all(m.rav)),
          gu(Ops::all(varying ? m.base_u : m.gu)),
          gv(Ops::all(varying ? m.base_v : m.gv)),
          f(Ops::all(m.f)) {}

    GS_HD Column<V> column(V north, V centre, V south) const {
        if constexpr (form == Form::Separable)
            return {Ops::fma(r, centre, north + south), centre};
        else
            return {north + south, centre};
    }

    /// Diffusion of u at the middle column, and what feeds it: the part of u' that does not depend
    /// on the cell's own u and v, but for the surplus of the centre that g takes back.
    GS_HD V diffuse_u(const Column<V>& west, const Column<V>& mid, const Column<V>& east, V feed) const {
        if constexpr (form == Form::Separable)
            return Ops::fma(au, west.sum + east.sum, Ops::fma(rau, mid.sum, feed));
        else if constexpr (form == Form::FivePoint)
            return Ops::fma(au, sides(west, mid, east), feed);
        else
            return Ops::fma(au, west.sum + east.sum, Ops::fma(rau, sides(west, mid, east), feed));
    }
    GS_HD V diffuse_v(const Column<V>& west, const Column<V>& mid, const Column<V>& east) const {
        if constexpr (form == Form::Separable)
            return Ops::fma(av, west.sum + east.sum, rav * mid.sum);
        else if constexpr (form == Form::FivePoint)
            return av * sides(west, mid, east);
        else
            return Ops::fma(av, west.sum + east.sum, rav * sides(west, mid, east));
    }

    /// The sum of the four sides, in a form other than Separable: opposite ones first.
    GS_HD V sides(const Column<V>& west, const Column<V>& mid, const Column<V>& east) const {
        return mid.sum + (west.centre + east.centre);
    }

    /// Completes the step of a cell (u, v) whose diffusion is e_u, e_v.
    GS_HD void react(V u, V v, V e_u, V e_v, V weight_u, V weight_v, V& u_next, V& v_next) const {
        V dt_v = v;
        if constexpr (!unit_dt) dt_v = dt * v;
        u_next = Ops::fma(u, Ops::fnma(dt_v, v, weight_u), e_u);
        v_next = Ops::fma(v, Ops::fma(u, dt_v, weight_v), e_v);
    }

    /// A cell's own feed (times dt) and weights, from its own feed and kill rates.
    GS_HD void vary(V feed, V kill, V& f_cell, V& weight_u, V& weight_v) const {
        f_cell = feed * dt;
        weight_u = gu - f_cell;
        weight_v = gv - (feed + kill) * dt;
    }
};

}  // namespace gs
