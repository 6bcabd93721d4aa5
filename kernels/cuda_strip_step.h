// One step of the minimal algebra for a row of four columns a lane, from three rows in registers: the inner
// loop of the kernels that fuse steps.
#pragma once

#include <climits>

#include "kernels/cuda_cells.h"
#include "kernels/cuda_minimal.h"

namespace gs {

/// How a kernel that fuses steps treats the field's edges.
enum class Edge {
    Image,  ///< not at all: what lies beyond the edge was loaded as an image of the field, and steps like it
    Inside  ///< each step: cells beyond the edge are never read; a ghost is made from the cell at the edge
};

/// Images of the field beyond its edges step to the bit like the field, the repeated ones and the mirrored
/// ones: all forms add opposite neighbours to each other. A fixed value has no image. General is too rare to
/// be compiled twice, and takes the way that works for all boundaries.
inline Edge edge_of(Form form, int boundary) {
    return form == Form::General || boundary == GS_FIXED ? Edge::Inside : Edge::Image;
}

/// The field's edges as a lane sees them.
struct Edges {
    int rows, cols;
    int boundary;
    float u, v;  ///< what ghosts hold where the boundary is fixed
    /// The outermost rows and columns, for Edge::Inside; nowhere where the field is periodic.
    int first_row, last_row, first_col, last_col;
};

/// The edges of this field with these parameters.
inline Edges edges_of(const gs_field& field, const gs_params& p) {
    Edges e{field.rows,
            field.cols,
            p.boundary,
            static_cast<float>(p.boundary_u),
            static_cast<float>(p.boundary_v),
            0,
            field.rows - 1,
            0,
            field.cols - 1};
    if (p.boundary == GS_PERIODIC) e.first_row = e.last_row = e.first_col = e.last_col = INT_MIN;
    return e;
}

/// Ghosts in place of cells beyond the edge, in one field's rows around row y.
GS_HD void mend_rows(const Edges& edges, int y, float fixed, const float (&centre)[kLaneCells],
                     float (&north)[kLaneCells], float (&south)[kLaneCells]) {
    const bool copies = edges.boundary == GS_NO_FLUX;
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) {
        const float ghost = copies ? centre[i] : fixed;
        if (y == edges.first_row) north[i] = ghost;
        if (y == edges.last_row) south[i] = ghost;
    }
}

/// Ghost columns in place of columns beyond the edge; columns[i + 1] is column x + i.
template <class C>
GS_HD void ghost_columns(const C& cell, const Edges& edges, int x, float fixed,
                         const Column<float> (&columns)[kLaneCells + 2], Column<float> (&west)[kLaneCells],
                         Column<float> (&east)[kLaneCells]) {
    const bool copies = edges.boundary == GS_NO_FLUX;
    const Column<float> held = cell.column(fixed, fixed, fixed);
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) {
        const Column<float> ghost = copies ? columns[i + 1] : held;
        west[i] = x + i == edges.first_col ? ghost : columns[i];
        east[i] = x + i == edges.last_col ? ghost : columns[i + 2];
    }
}

/// One field's diffusion for the lane's four cells.
template <Form form, Edge edge, bool is_u, class C>
__device__ __forceinline__ void diffuse(const C& cell, const Edges& edges, int y, int x,
                                        const float (&north)[kLaneCells], const float (&centre)[kLaneCells],
                                        const float (&south)[kLaneCells], float (&e)[kLaneCells]) {
    Column<float> columns[kLaneCells + 2];
    if constexpr (edge == Edge::Inside) {
        float above[kLaneCells], below[kLaneCells];
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) {
            above[i] = north[i];
            below[i] = south[i];
        }
        mend_rows(edges, y, is_u ? edges.u : edges.v, centre, above, below);
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) columns[i + 1] = cell.column(above[i], centre[i], below[i]);
    } else {
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) columns[i + 1] = cell.column(north[i], centre[i], south[i]);
    }
    columns[0] = from_lane_before<form>(columns[kLaneCells]);
    columns[kLaneCells + 1] = from_lane_behind<form>(columns[1]);
    Column<float> west[kLaneCells], east[kLaneCells];
    if constexpr (edge == Edge::Inside) {
        ghost_columns(cell, edges, x, is_u ? edges.u : edges.v, columns, west, east);
    } else {
        GS_UNROLL(32)
        for (int i = 0; i < kLaneCells; ++i) {
            west[i] = columns[i];
            east[i] = columns[i + 2];
        }
    }
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i) {
        if constexpr (is_u)
            e[i] = cell.diffuse_u(west[i], columns[i + 1], east[i], cell.f);
        else
            e[i] = cell.diffuse_v(west[i], columns[i + 1], east[i]);
    }
}

/// The next state of row y, columns x to x + 3 of this lane. The lanes at the warp's ends miss a neighbour:
/// their outermost column is wrong, and one more with each step.
template <Form form, Edge edge, class C>
__device__ __forceinline__ Quad step_quad(const C& cell, const Edges& edges, int y, int x, const Quad& north,
                                          const Quad& centre, const Quad& south) {
    float e_u[kLaneCells], e_v[kLaneCells];
    diffuse<form, edge, true>(cell, edges, y, x, north.u, centre.u, south.u, e_u);
    diffuse<form, edge, false>(cell, edges, y, x, north.v, centre.v, south.v, e_v);
    Quad next;
    GS_UNROLL(32)
    for (int i = 0; i < kLaneCells; ++i)
        cell.react(centre.u[i], centre.v[i], e_u[i], e_v[i], cell.gu, cell.gv, next.u[i], next.v[i]);
    return next;
}

/// Where a lane reads the four columns x to x + 3 of any row: from the field, or from its image beyond an
/// edge.
struct QuadSource {
    const float *u, *v;
    unsigned pitch;
    unsigned col[kLaneCells];
    bool whole;  ///< the four lie side by side, 16-byte aligned
};

/// The source of columns x to x + 3; x may lie beyond the field's edges, at any distance.
GS_HD QuadSource quad_source(const gs_field& field, int x, bool periodic) {
    QuadSource s{static_cast<const float*>(field.u),
                 static_cast<const float*>(field.v),
                 static_cast<unsigned>(field.pitch),
                 {},
                 x >= 0 && x + kLaneCells <= field.cols};
    for (int i = 0; i < kLaneCells; ++i)
        s.col[i] = static_cast<unsigned>(source_index(x + i, field.cols, periodic));
    return s;
}

/// The lane's four columns of row y of the field (0 <= y < rows). Past the L1 cache, which does not see what
/// other blocks write.
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

/// The rows of the field that successive rows hold, beginning anywhere, across its edges and their images.
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
