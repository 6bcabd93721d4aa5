#include "kernels/roofs/loops.h"

namespace gs {

RoofLoops roof_loops_avx2() {
    return roof_loops<32>("AVX2");
}

}  // namespace gs
