// cpu-reference-f64: the textbook double loop in double precision. What changed: twice the bits.
// Why it is here: every other kernel's error is measured against it. What limits it now: as
// cpu-reference, and twice the memory traffic.
#include "kernels/cpu/cpu_reference.h"

namespace {

const char* step(void*, const gs_params* params, const gs_field* in, const gs_field* out, void*) {
    gs::reference_step<double>(*params, *in, *out);
    return nullptr;
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_reference_f64(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k{};
        k.abi = GS_KERNEL_ABI;
        k.size = sizeof k;
        k.id = "cpu-reference-f64";
        k.label = "Textbook loop, float64";
        k.summary =
            "Two loops and the equations as they stand in the lecture, one thread, float64: the yardstick of "
            "every error.";
        k.scalar = GS_F64;
        k.ghost = 1;
        k.step = step;
        return k;
    }();
    return &kernel;
}
