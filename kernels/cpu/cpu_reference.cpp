// cpu-reference: the equations and two loops, one thread. Everything else on the ladder is
// measured against it and checked by it. It is slow because each cell is computed alone and the
// compiler can't prove that writing u_next leaves u as it is; what limits it is the arithmetic of
// one core, one number at a time.
#include "kernels/cpu/cpu_reference.h"
#include "kernels/kernel_row.h"

extern "C" const gs_kernel* gs_kernel_cpu_reference(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k =
            gs::kernel_row("cpu-reference", "Textbook loop",
                           "Two loops and the equations as they stand in the lecture, one thread, float32.");
        k.rank = 10;
        k.wants_ghosts = 1;
        k.step = gs::reference_step<float>;
        return k;
    }();
    return &kernel;
}
