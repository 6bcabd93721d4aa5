// cpu-reference-f64: the textbook double loop in double precision. What changed: twice the bits.
// Why it is here: every other kernel's error is measured against it. What limits it now: as
// cpu-reference, and twice the memory traffic.
#include "kernels/cpu/cpu_reference.h"
#include "kernels/kernel_row.h"

extern "C" const gs_kernel* gs_kernel_cpu_reference_f64(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k = gs::kernel_row("cpu-reference-f64", "Textbook loop, float64",
                                     "Two loops and the equations as they stand in the lecture, one thread, "
                                     "float64: the yardstick of every error.");
        k.scalar = GS_F64;
        k.wants_ghosts = 1;
        k.step = gs::reference_step<double>;
        return k;
    }();
    return &kernel;
}
