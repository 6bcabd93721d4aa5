// The fast forms of the kernels that fuse steps, compiled so that their machine code can be
// checked: for more architectures than a test's build has, and in a fraction of the time that all
// forms take.
#include "kernels/cuda/persistent_tile.h"
#include "kernels/cuda/temporal_strip.h"

namespace gs {

#define GS_STREAM(dt, edge, depth, varying)                                     \
    template __global__ void stream<Form::Separable, dt, edge, depth, varying>( \
        Minimal, Edges, gs_field, gs_field, StripCut, int, RestMap)
GS_STREAM(true, Edge::Image, 8, false);
GS_STREAM(true, Edge::Image, 4, false);
GS_STREAM(false, Edge::Held, 8, false);
GS_STREAM(false, Edge::Held, 4, true);

#define GS_PERSIST(dt, edge, rows, tall)                                                     \
    template __global__ void persist<Form::Separable, dt, edge, rows, tall, Exchange::Full>( \
        Minimal, Edges, gs_field, gs_field, Tiling, TileRows, int, unsigned*)
GS_PERSIST(true, Edge::Image, 6, false);
GS_PERSIST(true, Edge::Image, 10, false);
GS_PERSIST(true, Edge::Image, 12, false);
GS_PERSIST(true, Edge::Image, 15, false);
GS_PERSIST(true, Edge::Image, 18, false);
GS_PERSIST(true, Edge::Image, 18, true);
GS_PERSIST(false, Edge::Held, 18, false);

}  // namespace gs
