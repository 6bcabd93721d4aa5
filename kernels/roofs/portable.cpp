#include "kernels/roofs/loops.h"

namespace gs {

RoofLoops roof_loops_portable() {
    return roof_loops<16>("portable");
}

}  // namespace gs
