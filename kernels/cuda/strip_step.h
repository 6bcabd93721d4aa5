// One step of the minimal algebra for a row of four columns a lane, from three rows in registers:
// the inner loop of the kernels that fuse steps.
#pragma once

#include <climits>
#include <cstring>

#include "kernels/cuda/boundary.h"
#include "kernels/cuda/minimal.h"

namespace gs {

/// How a kernel that fuses steps treats the field's edges.
enum class Edge {
    /// Not at all: what lies beyond the edge was loaded as an image
    /// of the field, and steps like it.
    Image,
    /// Cells beyond a fixed edge keep what the boundary holds there, step after step.
    Held
};

/// Images of the field beyond its edges step to the bit like the field, the repeated ones
/// and the mirrored ones: all forms add opposite neighbours to each other. A fixed value
/// has no image. General is too rare to be compiled twice: then cells
/// are held if the boundary is fixed, and otherwise none is.
inline Edge edge_of(Form form, int boundary) {
    return form == Form::General || boundary == GS_FIXED ? Edge::Held : Edge::Image;
}

/// What a kernel that fuses steps is compiled for.
template <Form form_, bool unit_dt_, Edge edge_>
struct Variant {
    static constexpr Form form = form_;
    static constexpr bool unit_dt = unit_dt_;
    static constexpr Edge edge = edge_;
};

/// Calls pick with the variant, among those that are compiled, that steps with these coefficients.
template <class Pick>
auto pick_variant(const Minimal& m, Edge edge, const Pick& pick) {
    if (edge == Edge::Held) {
        if (m.form == Form::Separable) return pick(Variant<Form::Separable, false, Edge::Held>());
        if (m.form == Form::FivePoint) return pick(Variant<Form::FivePoint, false, Edge::Held>());
        return pick(Variant<Form::General, false, Edge::Held>());
    }
    if (m.form == Form::FivePoint) return pick(Variant<Form::FivePoint, false, Edge::Image>());
    if (m.unit_dt) return pick(Variant<Form::Separable, true, Edge::Image>());
    return pick(Variant<Form::Separable, false, Edge::Image>());
}

/// The field's edges as a lane sees them.
struct Edges {
    int rows, cols;
    int boundary;
    /// What cells beyond the edge hold if the boundary is fixed.
    float u, v;
    /// The last row and column that step, as unsigned numbers, so that a negative one lies beyond
    /// them, too; all do if the boundary is not fixed.
    unsigned last_row, last_col;
};

/// The edges of this field with these parameters.
inline Edges edges_of(const gs_field& field, const gs_params& p) {
    const bool fixed = p.boundary == GS_FIXED;
    return {field.rows,
            field.cols,
            p.boundary,
            static_cast<float>(p.boundary_u),
            static_cast<float>(p.boundary_v),
            fixed ? static_cast<unsigned>(field.rows) - 1 : UINT_MAX,
            fixed ? static_cast<unsigned>(field.cols) - 1 : UINT_MAX};
}

GS_HD unsigned bits_of(float x) {
    unsigned bits = 0;
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
}

/// The bits of `one` where the mask's bits are set, and those of `other` elsewhere: one operation
/// of a GPU, and no predicate, of which a thread has seven.
GS_HD float choose(unsigned mask, float one, float other) {
    const unsigned bits = (bits_of(one) & mask) | (bits_of(other) & ~mask);
    std::memcpy(&one, &bits, sizeof bits);
    return one;
}

/// What a lane does about cells beyond the field's edges after each step. Image: nothing.
template <Edge edge>
struct Beyond {
    GS_HD Beyond(const Edges&, int) {}
    GS_HD void hold(int, Quad&) const {}
};

/// Held: puts the boundary's values back where the four columns from x on lie beyond an edge.
template <>
struct Beyond<Edge::Held> {
    float u, v;
    unsigned last_row;
    /// All bits set for a column that steps, none for one that is held.
    unsigned inside[kLaneCells];

    GS_HD Beyond(const Edges& edges, int x) : u(edges.u), v(edges.v), last_row(edges.last_row), inside{} {
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) {
            inside[i] = static_cast<unsigned>(x + i) > edges.last_col ? 0U : ~0U;
            GS_HIDE_ORIGIN(inside[i]);
        }
    }

    /// y: the row's number in the field, any.
    GS_HD void hold(int y, Quad& row) const {
        if (static_cast<unsigned>(y) > last_row) {  // all lanes of a warp together
            GS_UNROLL(32)
            for (int i = 0; i < kLaneCells; ++i) {
                row.u[i] = u;
                row.v[i] = v;
            }
            GS_KEEP_BRANCH();
            return;
        }
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) {
            row.u[i] = choose(inside[i], row.u[i], u);
            row.v[i] = choose(inside[i], row.v[i], v);
        }
    }
};

/// One field's diffusion for the lane's four cells.
template <Form form, bool is_u, class C>
__device__ __forceinline__ void diffuse(const C& cell, const float (&north)[kLaneCells],
                                        const float (&centre)[kLaneCells], const float (&south)[kLaneCells],
                                        const float (&feed)[kLaneCells], float (&e)[kLaneCells]) {
    Column<float> columns[kLaneCells + 2];
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) columns[i + 1] = cell.column(north[i], centre[i], south[i]);
    columns[0] = from_lane_before<form>(columns[kLaneCells]);
    columns[kLaneCells + 1] = from_lane_behind<form>(columns[1]);
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) {
        if constexpr (is_u)
            e[i] = cell.diffuse_u(columns[i], columns[i + 1], columns[i + 2], feed[i]);
        else
            e[i] = cell.diffuse_v(columns[i], columns[i + 1], columns[i + 2]);
    }
}

/// What a cell's step takes of its feed and kill rates: the same for all cells, or each cell's own.
struct QuadRates {
    float feed[kLaneCells], weight_u[kLaneCells], weight_v[kLaneCells];
};

/// The rates of four cells if feed and kill are uniform.
template <class C>
GS_HD QuadRates uniform_rates(const C& cell) {
    QuadRates rates;
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) {
        rates.feed[i] = cell.f;
        rates.weight_u[i] = cell.gu;
        rates.weight_v[i] = cell.gv;
    }
    return rates;
}

/// The next state of the lane's four cells in row y. The lanes at the warp's ends miss a neighbour:
/// their outermost column is wrong, and one more with each step.
template <Form form, Edge edge, class C>
__device__ __forceinline__ Quad step_quad(const C& cell, const QuadRates& rates, const Beyond<edge>& beyond,
                                          int y, const Quad& north, const Quad& centre, const Quad& south) {
    float e_u[kLaneCells], e_v[kLaneCells];
    diffuse<form, true>(cell, north.u, centre.u, south.u, rates.feed, e_u);
    diffuse<form, false>(cell, north.v, centre.v, south.v, rates.feed, e_v);
    Quad next;
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i)
        cell.react(centre.u[i], centre.v[i], e_u[i], e_v[i], rates.weight_u[i], rates.weight_v[i], next.u[i],
                   next.v[i]);
    beyond.hold(y, next);
    return next;
}

/// The same with one feed and kill rate for all cells.
template <Form form, Edge edge, class C>
__device__ __forceinline__ Quad step_quad(const C& cell, const Beyond<edge>& beyond, int y, const Quad& north,
                                          const Quad& centre, const Quad& south) {
    return step_quad<form>(cell, uniform_rates(cell), beyond, y, north, centre, south);
}

/// Where a lane reads the four columns x to x + 3 of any row: from the field, or
/// from its image beyond an edge.
struct QuadSource {
    const float *u, *v;
    unsigned pitch;
    unsigned col[kLaneCells];
    /// The four lie side by side, 16-byte aligned.
    bool whole;
};

/// The source of columns x to x + 3; column(i) is where column x + i lies in the field.
template <class Column>
GS_HD QuadSource quad_source(const gs_field& field, int x, const Column& column) {
    QuadSource s{static_cast<const float*>(field.u),
                 static_cast<const float*>(field.v),
                 static_cast<unsigned>(field.pitch),
                 {},
                 x >= 0 && x + kLaneCells <= field.cols};
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) s.col[i] = column(i);
    return s;
}

/// The same; x may lie beyond the field's edges, at any distance.
GS_HD QuadSource quad_source(const gs_field& field, int x, bool periodic) {
    return quad_source(
        field, x, [&](int i) { return static_cast<unsigned>(source_index(x + i, field.cols, periodic)); });
}

/// The lane's four columns of row y of the field (0 <= y < rows). Past the L1 cache, which does
/// not see what other blocks write.
__device__ __forceinline__ Quad load_quad(const QuadSource& s, int y) {
    Quad quad;
    const unsigned start = static_cast<unsigned>(y) * s.pitch;
    if (s.whole) {
        unpack(__ldcg(reinterpret_cast<const float4*>(s.u + (start + s.col[0]))), quad.u);
        unpack(__ldcg(reinterpret_cast<const float4*>(s.v + (start + s.col[0]))), quad.v);
    } else {
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) {
            quad.u[i] = __ldcg(s.u + (start + s.col[i]));
            quad.v[i] = __ldcg(s.v + (start + s.col[i]));
        }
    }
    return quad;
}

/// The rows of the field that successive rows hold, beginning anywhere,
/// across its edges and their images.
class RowWalk {
  public:
    GS_HD RowWalk(int y, int rows, bool periodic)
        : rows_(rows), period_(periodic ? rows : 2 * rows), at_(y % period_) {
        if (at_ < 0) at_ += period_;
    }
    GS_HD int here() const { return at_ < rows_ ? at_ : period_ - 1 - at_; }
    GS_HD void next() { at_ = at_ + 1 == period_ ? 0 : at_ + 1; }

  private:
    int rows_, period_, at_;
};

}  // namespace gs
