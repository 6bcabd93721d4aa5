#include "kernels/roofs/loops.h"

namespace gs {

RoofLoops roof_loops_avx512() {
    return roof_loops<64>("AVX-512");
}

}  // namespace gs
