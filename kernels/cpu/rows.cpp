#include "kernels/cpu/rows.h"

#include "kernels/cpu/rows_vector.h"

namespace gs {

void step_row(const gs_params& params, const gs_field& in, const gs_field& out, int y) {
    const Rates<float> rates = rates_of<float>(params);
#if defined(__x86_64__)
    static const auto best = best_isa() == Isa::Avx512 ? avx512::step_row
                             : best_isa() == Isa::Avx2 ? avx2::step_row
                                                       : portable::step_row;
    best(rates, in, out, y);
#else
    portable::step_row(rates, in, out, y);
#endif
}

}  // namespace gs
